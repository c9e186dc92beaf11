/* SPDX-License-Identifier: Apache-2.0 */
#include "people/erased_key.h"

#include <string.h>

#include <sodium.h>

#define MAC_BYTES 16

_Static_assert(sizeof(ERASED_KEY_PREFIX) - 1 + 2 * MAC_BYTES == ERASED_KEY_LENGTH, "two digits a byte");

/* The personalisation keeps this use of the secret apart from every other one. */
void erased_key_make(const unsigned char secret[ERASED_KEY_SECRET_SIZE], struct str company_key,
		     char ret_key[ERASED_KEY_LENGTH + 1])
{
	static const unsigned char use[crypto_generichash_blake2b_PERSONALBYTES] = "tenken erased 1";
	static const unsigned char salt[crypto_generichash_blake2b_SALTBYTES];
	unsigned char mac[MAC_BYTES];

	crypto_generichash_blake2b_salt_personal(mac, sizeof(mac), (const unsigned char *)company_key.p, company_key.n,
						 secret, ERASED_KEY_SECRET_SIZE, salt, use);
	memcpy(ret_key, ERASED_KEY_PREFIX, sizeof(ERASED_KEY_PREFIX));
	sodium_bin2hex(ret_key + sizeof(ERASED_KEY_PREFIX) - 1, 2 * sizeof(mac) + 1, mac, sizeof(mac));
}
