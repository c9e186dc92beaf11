/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "seal/checkpoint.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Notes, heads and keys: what is taken has its form; no key that is not in the input has signed anything in it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const unsigned char seed[NOTE_SEED_SIZE] = {1};
	struct str bytes = str_of(data, size);
	struct note_signer signer;
	struct checkpoint head;
	struct note_key key;
	struct note note;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, seed, &signer, NULL) != ERR_OK)
		abort();
	if (note_read(&arena, bytes, &note, NULL) == ERR_OK) {
		if (!note.count || note.count > NOTE_SIGNATURES_MAX || !str_ends(note.text, "\n"))
			abort();
		if (note_check(&note, &signer.key, NULL) == NOTE_SIGNED)
			abort();
	}
	if (checkpoint_read(bytes, &head, NULL) == ERR_OK && (!*head.origin || head.size >> MERKLE_LEVELS))
		abort();
	if (note_key_read(bytes, &key, NULL) == ERR_OK && strlen(key.name) > NOTE_NAME_MAX)
		abort();
	if (note_signer_read(bytes, &signer, NULL) == ERR_OK && !*signer.key.name)
		abort();
	return 0;
}
