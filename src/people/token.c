/* SPDX-License-Identifier: Apache-2.0 */
#include "people/token.h"

#include <stdlib.h>

#include <sodium.h>

#define TOKEN_BYTES 32

struct token token_new(void)
{
	unsigned char random[TOKEN_BYTES];
	struct token token;

	if (sodium_init() < 0)
		abort();
	randombytes_buf(random, sizeof(random));
	sodium_bin2base64(token.text, sizeof(token.text), random, sizeof(random),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(random, sizeof(random));
	return token;
}

bool token_hash(struct str text, struct token_hash *ret_hash)
{
	unsigned char random[TOKEN_BYTES];
	size_t size = 0;

	if (text.n != TOKEN_TEXT_LENGTH ||
	    sodium_base642bin(random, sizeof(random), text.p, text.n, NULL, &size, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    size != sizeof(random))
		return false;
	crypto_hash_sha256(ret_hash->bytes, random, sizeof(random));
	return true;
}

struct str token_hash_str(const struct token_hash *hash)
{
	return str_of(hash->bytes, sizeof(hash->bytes));
}
