/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "codec/cbor.h"
#include "people/passkey.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The client data are right up to here, so that the fuzzer comes as far as the key. */
#define CLIENT_DATA "{\"type\":\"webauthn.create\",\"challenge\":\"A\",\"origin\":\"http://localhost\"}"

/* An answer as an attestation object, and as a proof of the key that it holds. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct passkey_site site = {"http://localhost", "localhost"};
	const struct str bytes = str_of(data, size);
	struct passkey_proof proof = {STR("{}"), bytes, bytes};
	struct passkey passkey;
	struct str rest = bytes;
	int64_t counter;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (cbor_pass(&rest) && rest.n >= size)
		abort();
	if (passkey_read(&arena, &site, STR("A"), STR(CLIENT_DATA), bytes, &passkey, NULL) == ERR_OK) {
		if (passkey.id.n == 0 || passkey.id.n > PASSKEY_ID_MAX || passkey.key.n > PASSKEY_KEY_MAX)
			abort();
		proof.client_data = STR(CLIENT_DATA);
		if (passkey_verify(&arena, &site, STR("A"), &passkey, &proof, &counter, NULL) == ERR_OK)
			abort();
	}
	return 0;
}
