/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/commitment.h"

#include <stdlib.h>

#include <sodium.h>

_Static_assert(COMMITMENT_SIZE == crypto_hash_sha256_BYTES, "the header states the size of SHA-256");

void commitment_salts_draw(struct commitment_salt *ret_salts, size_t count)
{
	if (sodium_init() < 0)
		abort();
	randombytes_buf(ret_salts, count * sizeof(*ret_salts));
}

struct commitment commitment_of(const struct commitment_salt *salt, struct str content)
{
	crypto_hash_sha256_state state;
	struct commitment commitment;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, salt->bytes, sizeof(salt->bytes));
	if (content.n)
		crypto_hash_sha256_update(&state, (const unsigned char *)content.p, content.n);
	crypto_hash_sha256_final(&state, commitment.bytes);
	return commitment;
}

bool commitment_equal(const struct commitment *a, const struct commitment *b)
{
	return sodium_memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}
