/* SPDX-License-Identifier: Apache-2.0 */
#include "people/totp.h"

#include <stdio.h>
#include <stdlib.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#define STEP_MS   30000
#define SHA1_SIZE 20

static void put_number(unsigned char bytes[8], int64_t number)
{
	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
}

/* The personalisation keeps this use of the secret apart from every other one. */
struct totp_key totp_key_of(const unsigned char secret[TOTP_SECRET_SIZE], int64_t person_id, int64_t made_ms)
{
	static const unsigned char use[crypto_generichash_blake2b_PERSONALBYTES] = "tenken totp 1";
	static const unsigned char salt[crypto_generichash_blake2b_SALTBYTES];
	unsigned char bytes[16];
	struct totp_key key;

	put_number(bytes, person_id);
	put_number(bytes + 8, made_ms);
	crypto_generichash_blake2b_salt_personal(key.bytes, sizeof(key.bytes), bytes, sizeof(bytes), secret,
						 TOTP_SECRET_SIZE, salt, use);
	return key;
}

/* 160 bits are 32 letters of five, without a rest. */
void totp_text(const struct totp_key *key, char ret_text[TOTP_TEXT_SIZE])
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
	uint32_t bits = 0;
	int have = 0, at = 0;

	for (int i = 0; i < TOTP_KEY_SIZE; i++) {
		bits = bits << 8 | key->bytes[i];
		for (have += 8; have >= 5; have -= 5)
			ret_text[at++] = letters[bits >> (have - 5) & 31];
	}
	ret_text[at] = '\0';
}

/* RFC 4226 section 5.3. Aborts when the library has no SHA-1. */
static void make_code(const struct totp_key *key, int64_t step, char ret_code[TOTP_DIGITS + 1])
{
	unsigned char counter[8], mac[SHA1_SIZE];
	unsigned size = sizeof(mac), at;
	uint32_t number;

	put_number(counter, step);
	if (!HMAC(EVP_sha1(), key->bytes, sizeof(key->bytes), counter, sizeof(counter), mac, &size))
		abort();
	at = mac[SHA1_SIZE - 1] & 15;
	number = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 | (uint32_t)mac[at + 2] << 8 |
		 mac[at + 3];
	snprintf(ret_code, TOTP_DIGITS + 1, "%06u", (unsigned)(number % 1000000));
}

void totp_code(const struct totp_key *key, int64_t at_ms, char ret_code[TOTP_DIGITS + 1])
{
	make_code(key, at_ms / STEP_MS, ret_code);
}

bool totp_is(const struct totp_key *key, struct str code, int64_t now_ms, int64_t step, int64_t *ret_step)
{
	const int64_t now = now_ms / STEP_MS;
	int64_t found = 0;
	char right[TOTP_DIGITS + 1];

	if (code.n != TOTP_DIGITS)
		return false;
	for (int64_t tried = now - 1; tried <= now + 1; tried++) {
		make_code(key, tried, right);
		if (sodium_memcmp(code.p, right, TOTP_DIGITS) == 0 && tried > step)
			found = tried;
	}
	if (!found)
		return false;
	*ret_step = found;
	return true;
}
