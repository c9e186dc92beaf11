/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/commitment.h"

#include <stdlib.h>

#include <sodium.h>

#include "base/count.h"
#include "seal/sha256.h"

_Static_assert(COMMITMENT_SIZE == SHA256_SIZE, "the header states the size of SHA-256");

void commitment_salts_draw(struct commitment_salt *ret_salts, size_t count)
{
	if (sodium_init() < 0)
		abort();
	randombytes_buf(ret_salts, count * sizeof(*ret_salts));
}

struct commitment commitment_of(const struct commitment_salt *salt, struct str content)
{
	const struct str pieces[] = {str_of(salt->bytes, sizeof(salt->bytes)), content};
	struct commitment commitment = {{0}};

	sha256_of(pieces, COUNT(pieces), commitment.bytes);
	return commitment;
}

bool commitment_equal(const struct commitment *a, const struct commitment *b)
{
	return sodium_memcmp(a->bytes, b->bytes, sizeof(a->bytes)) == 0;
}
