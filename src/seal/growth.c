/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/growth.h"

#include <string.h>

#include "codec/digest.h"

bool growth_wants_proof(const struct checkpoint *before, const struct checkpoint *now, uint64_t *ret_from,
			uint64_t *ret_to)
{
	bool is_shorter = now->size < before->size;

	*ret_from = is_shorter ? now->size : before->size;
	*ret_to = is_shorter ? before->size : now->size;
	return *ret_from > 0 && *ret_from < *ret_to;
}

enum growth growth_judge(const struct checkpoint *before, const struct checkpoint *now,
			 const struct merkle_proof *proof)
{
	if (now->size == before->size)
		return merkle_equal(&now->root, &before->root) ? GROWTH_NONE : GROWTH_FORKED;
	if (now->size > before->size)
		return merkle_check_consistency(proof, before->size, &before->root, now->size, &now->root)
			       ? GROWTH_MORE
			       : GROWTH_UNPROVED;
	/* Every log begins with the empty one; a log that was emptied is not an earlier one for that. */
	if (now->size == 0)
		return GROWTH_SHRUNK;
	return merkle_check_consistency(proof, now->size, &now->root, before->size, &before->root) ? GROWTH_EARLIER
												   : GROWTH_SHRUNK;
}

bool growth_is_good(enum growth growth)
{
	return growth == GROWTH_NONE || growth == GROWTH_MORE;
}

void growth_proof_write(const struct merkle_proof *proof, struct buf *text)
{
	for (size_t i = 0; i < proof->count; i++) {
		digest_base64_add(text, str_of(proof->hashes[i].bytes, MERKLE_HASH_SIZE));
		buf_add_byte(text, '\n');
	}
}

enum err growth_proof_read(struct str text, struct merkle_proof *ret_proof, struct fault *why)
{
	struct merkle_proof proof = {.count = 0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	while (text.n) {
		bool is_whole = str_index(text, '\n') < text.n;
		struct str line = str_cut(&text, '\n'), bytes;

		if (proof.count == MERKLE_PROOF_MAX)
			return fault_set(why, ERR_INVALID, "the proof has more than %d hashes", MERKLE_PROOF_MAX);
		if (!is_whole || !digest_base64_decode(&arena, line, &bytes) || bytes.n != MERKLE_HASH_SIZE)
			return fault_set(why, ERR_INVALID, "line %zu of the proof is not the base64 of %d bytes",
					 proof.count + 1, MERKLE_HASH_SIZE);
		memcpy(proof.hashes[proof.count++].bytes, bytes.p, bytes.n);
	}
	*ret_proof = proof;
	return ERR_OK;
}
