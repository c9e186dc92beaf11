/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/place_proof.h"

#include <string.h>

#include "codec/digest.h"
#include "codec/json.h"
#include "seal/growth.h"

#define FORMAT "tenken-place-proof/1"

/* ---- writing ---- */

static struct value *part_value(struct arena *arena, const struct place_proof_part *part)
{
	struct value *map = value_map(arena), *path = value_list(arena);

	for (size_t i = 0; i < part->path.count; i++)
		value_add(arena, path,
			  value_str(arena,
				    digest_base64_encode(arena, str_of(part->path.hashes[i].bytes, MERKLE_HASH_SIZE))));
	value_set_int(arena, map, "index", (int64_t)part->index);
	value_set(arena, map, "entry", value_str(arena, part->entry));
	value_set(arena, map, "path", path);
	return map;
}

enum err place_proof_write(const struct place_proof *proof, struct buf *json, struct fault *why)
{
	struct value *map;
	ARENA_SCOPED arena;

	arena_init(&arena);
	map = value_map(&arena);
	value_set_text(&arena, map, "format", FORMAT);
	value_set(&arena, map, "head", value_str(&arena, proof->head));
	value_set(&arena, map, "arrival", part_value(&arena, &proof->arrival));
	if (proof->latest.index != proof->arrival.index)
		value_set(&arena, map, "latest", part_value(&arena, &proof->latest));
	json_encode(json, map);
	buf_add_byte(json, '\n');
	return buf_finish(json, "a proof of place", why);
}

/* ---- reading ---- */

static bool read_hash(struct arena *arena, const struct value *item, struct merkle_hash *ret_hash)
{
	struct str bytes;

	if (item->kind != VALUE_TEXT || !digest_base64_decode(arena, item->text, &bytes) || bytes.n != MERKLE_HASH_SIZE)
		return false;
	memcpy(ret_hash->bytes, bytes.p, bytes.n);
	return true;
}

static enum err read_part(struct arena *arena, const struct value *map, const char *name,
			  struct place_proof_part *ret_part, struct fault *why)
{
	const struct value *entry = value_get(map, "entry"), *path = value_get(map, "path");
	int64_t index = value_get_int(map, "index", -1);

	if (value_count(map) != 3 || index < 0 || !entry || entry->kind != VALUE_TEXT || !path ||
	    path->kind != VALUE_LIST || path->count > MERKLE_PROOF_MAX)
		return fault_set(why, ERR_INVALID,
				 "proof of place: \"%s\" must have just an index, an entry and a path of at most %d",
				 name, MERKLE_PROOF_MAX);
	*ret_part =
		(struct place_proof_part){.index = (uint64_t)index, .entry = entry->text, .path.count = path->count};
	for (size_t i = 0; i < path->count; i++)
		if (!read_hash(arena, value_at(path, i), &ret_part->path.hashes[i]))
			return fault_set(why, ERR_INVALID,
					 "proof of place: \"%s\", hash %zu of the path is no base64 of 32 bytes", name,
					 i + 1);
	return ERR_OK;
}

enum err place_proof_read(struct arena *arena, struct str json, struct place_proof *ret_proof, struct fault *why)
{
	struct place_proof proof;
	const struct value *head;
	struct value *map;
	enum err err;

	if (json.n > PLACE_PROOF_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "a proof of place has at most %d bytes", PLACE_PROOF_BYTES_MAX);
	err = json_decode(arena, json, &map, why);
	if (err)
		return err;
	head = value_get(map, "head");
	if (strcmp(value_get_text(map, "format"), FORMAT) != 0 || !head || head->kind != VALUE_TEXT)
		return fault_set(why, ERR_INVALID, "this is no proof of place (\"format\" is not \"" FORMAT "\")");
	if (value_count(map) != (value_get(map, "latest") ? 4 : 3))
		return fault_set(why, ERR_INVALID,
				 "a proof of place has no member but format, head, arrival and latest");
	proof.head = head->text;
	err = read_part(arena, value_get(map, "arrival"), "arrival", &proof.arrival, why);
	proof.latest = proof.arrival;
	if (!err && value_get(map, "latest"))
		err = read_part(arena, value_get(map, "latest"), "latest", &proof.latest, why);
	if (!err)
		*ret_proof = proof;
	return err;
}

/* ---- checking ---- */

static enum err check_part(struct arena *arena, const struct place_proof_part *part, const struct checkpoint *head,
			   struct log_entry *ret_entry, struct fault *why)
{
	struct merkle_hash leaf = merkle_leaf(part->entry);

	if (!merkle_check_inclusion(&part->path, head->size, part->index, &leaf, &head->root))
		return fault_set(why, ERR_DENIED, "entry %llu of the proof is not in the log of this head",
				 (unsigned long long)part->index);
	return log_entry_read(arena, part->entry, ret_entry, why);
}

static enum err check_kept(const struct checkpoint *head, const struct checkpoint *kept,
			   const struct merkle_proof *growth, struct fault *why)
{
	const struct merkle_proof none = {0};

	switch (growth_judge(kept, head, growth ? growth : &none)) {
	case GROWTH_NONE:
	case GROWTH_MORE:
	case GROWTH_EARLIER: return ERR_OK;
	case GROWTH_FORKED: break;
	default:
		return fault_set(why, ERR_DENIED,
				 "the proof is for the head of %llu entries, the kept head has %llu, and nothing shows "
				 "that they are of one log",
				 (unsigned long long)head->size, (unsigned long long)kept->size);
	}
	return fault_set(why, ERR_DENIED, "the log of the proof's head is another than that of the kept head");
}

enum err place_proof_check(struct arena *arena, const struct place_proof *proof, const struct note_key *key,
			   const struct checkpoint *kept, const struct merkle_proof *growth,
			   struct place_proof_claim *ret_claim, struct fault *why)
{
	struct place_proof_claim claim;
	struct note note;
	enum err err = checkpoint_open(arena, proof->head, key, &note, &claim.head, why);

	if (!err && kept)
		err = check_kept(&claim.head, kept, growth, why);
	if (!err)
		err = check_part(arena, &proof->arrival, &claim.head, &claim.arrival, why);
	if (!err)
		err = check_part(arena, &proof->latest, &claim.head, &claim.latest, why);
	if (err)
		return err;
	if (claim.arrival.arrival == 0 || claim.arrival.case_number == 0)
		return fault_set(why, ERR_DENIED, "entry %llu says nothing of an arrival",
				 (unsigned long long)proof->arrival.index);
	if (claim.latest.case_number != claim.arrival.case_number ||
	    strcmp(claim.latest.edition, claim.arrival.edition) != 0 || proof->latest.index < proof->arrival.index)
		return fault_set(why, ERR_DENIED, "the two entries are not of one case, in their order");
	*ret_claim = claim;
	return ERR_OK;
}
