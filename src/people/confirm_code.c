/* SPDX-License-Identifier: Apache-2.0 */
#include "people/confirm_code.h"

#include <stdio.h>

#include <sodium.h>

/* The personalisation keeps this use of the secret apart from every other one. */
void confirm_code_make(const unsigned char secret[CONFIRM_CODE_SECRET_SIZE], int64_t request,
		       char ret_code[CONFIRM_CODE_DIGITS + 1])
{
	static const unsigned char use[crypto_generichash_blake2b_PERSONALBYTES] = "tenken code 1";
	static const unsigned char salt[crypto_generichash_blake2b_SALTBYTES];
	unsigned char bytes[8], mac[crypto_generichash_blake2b_BYTES];
	uint64_t number = 0;

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)request >> (56 - 8 * i));
	crypto_generichash_blake2b_salt_personal(mac, sizeof(mac), bytes, sizeof(bytes), secret,
						 CONFIRM_CODE_SECRET_SIZE, salt, use);
	for (int i = 0; i < 8; i++)
		number = number << 8 | mac[i];
	snprintf(ret_code, CONFIRM_CODE_DIGITS + 1, "%06u", (unsigned)(number % 1000000));
}

bool confirm_code_is(const unsigned char secret[CONFIRM_CODE_SECRET_SIZE], int64_t request, struct str digits)
{
	char code[CONFIRM_CODE_DIGITS + 1];

	confirm_code_make(secret, request, code);
	return digits.n == CONFIRM_CODE_DIGITS && sodium_memcmp(digits.p, code, CONFIRM_CODE_DIGITS) == 0;
}
