/* SPDX-License-Identifier: Apache-2.0 */
#include "people/form_token.h"

#include <stdlib.h>

#include <sodium.h>

#define NONCE_BYTES 16
#define MAC_BYTES   crypto_auth_hmacsha256_BYTES

_Static_assert(FORM_TOKEN_SECRET_SIZE == crypto_auth_hmacsha256_KEYBYTES, "the header states libsodium's size");
_Static_assert((NONCE_BYTES + MAC_BYTES) / 3 * 4 == FORM_TOKEN_LENGTH, "the header states the length of the text");

/* The first words keep this use of the secret apart from all others. */
static void sign(const unsigned char *secret, const unsigned char nonce[NONCE_BYTES], struct str binding,
		 unsigned char ret_mac[MAC_BYTES])
{
	static const unsigned char purpose[] = "tenken form token 1";
	crypto_auth_hmacsha256_state state;

	crypto_auth_hmacsha256_init(&state, secret, FORM_TOKEN_SECRET_SIZE);
	crypto_auth_hmacsha256_update(&state, purpose, sizeof(purpose));
	crypto_auth_hmacsha256_update(&state, nonce, NONCE_BYTES);
	if (binding.n)
		crypto_auth_hmacsha256_update(&state, (const unsigned char *)binding.p, binding.n);
	crypto_auth_hmacsha256_final(&state, ret_mac);
}

static void fill_random(unsigned char *bytes, size_t size)
{
	if (sodium_init() < 0)
		abort();
	randombytes_buf(bytes, size);
}

struct form_token form_token_new(const unsigned char secret[FORM_TOKEN_SECRET_SIZE], struct str binding)
{
	unsigned char bytes[NONCE_BYTES + MAC_BYTES];
	struct form_token token;

	fill_random(bytes, NONCE_BYTES);
	sign(secret, bytes, binding, bytes + NONCE_BYTES);
	sodium_bin2base64(token.text, sizeof(token.text), bytes, sizeof(bytes),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	return token;
}

bool form_token_check(const unsigned char secret[FORM_TOKEN_SECRET_SIZE], struct str binding, struct str text,
		      struct str *ret_nonce)
{
	unsigned char bytes[NONCE_BYTES + MAC_BYTES], mac[MAC_BYTES];
	size_t size = 0;

	if (text.n != FORM_TOKEN_LENGTH ||
	    sodium_base642bin(bytes, sizeof(bytes), text.p, text.n, NULL, &size, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    size != sizeof(bytes))
		return false;
	sign(secret, bytes, binding, mac);
	if (sodium_memcmp(mac, bytes + NONCE_BYTES, MAC_BYTES) != 0)
		return false;
	*ret_nonce = str_head(text, FORM_TOKEN_NONCE_LENGTH);
	return true;
}

void form_token_new_binding(char ret_text[FORM_TOKEN_NONCE_LENGTH + 1])
{
	unsigned char bytes[NONCE_BYTES];

	fill_random(bytes, sizeof(bytes));
	sodium_bin2base64(ret_text, FORM_TOKEN_NONCE_LENGTH + 1, bytes, sizeof(bytes),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
