/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "seal/place_proof.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing in the input can be a head of this key, so no proof holds. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned char seed[NOTE_SEED_SIZE] = {2};
	struct place_proof_claim claim;
	struct note_signer signer;
	struct place_proof proof;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, seed, &signer, NULL) != ERR_OK)
		abort();
	if (place_proof_read(&arena, str_of(data, size), &proof, NULL) != ERR_OK)
		return 0;
	if (proof.arrival.path.count > MERKLE_PROOF_MAX || proof.latest.path.count > MERKLE_PROOF_MAX)
		abort();
	if (place_proof_check(&arena, &proof, &signer.key, NULL, NULL, &claim, NULL) == ERR_OK)
		abort();
	return 0;
}
