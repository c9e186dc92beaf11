/* SPDX-License-Identifier: Apache-2.0 */
#include "people/ownership_token.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "base/ascii.h"

#define HOST_MAX 253

/* The personalisation keeps this use of the secret apart from every other one. */
void ownership_token_make(const unsigned char secret[OWNERSHIP_TOKEN_SECRET_SIZE], int64_t case_id, const char *host,
			  char ret_token[OWNERSHIP_TOKEN_SIZE])
{
	static const unsigned char use[crypto_generichash_blake2b_PERSONALBYTES] = "tenken owner 1";
	static const unsigned char salt[crypto_generichash_blake2b_SALTBYTES];
	unsigned char bytes[8 + HOST_MAX] = {0}, mac[16];
	size_t n = strnlen(host, HOST_MAX);
	int at = snprintf(ret_token, OWNERSHIP_TOKEN_SIZE, "tenken-");

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)case_id >> (56 - 8 * i));
	for (size_t i = 0; i < n; i++) /* a name is the same in any case */
		bytes[8 + i] = (unsigned char)ascii_lower(host[i]);
	crypto_generichash_blake2b_salt_personal(mac, sizeof(mac), bytes, 8 + n, secret, OWNERSHIP_TOKEN_SECRET_SIZE,
						 salt, use);
	for (size_t i = 0; i < sizeof(mac); i++)
		at += snprintf(ret_token + at, OWNERSHIP_TOKEN_SIZE - (size_t)at, "%02x", mac[i]);
}
