/* SPDX-License-Identifier: Apache-2.0 */
#include "people/personal_link.h"

#include <string.h>

#include <sodium.h>

/* On the wire: three big-endian numbers of 64 bits, then the keyed BLAKE2b of them. */
#define CLAIM_BYTES 24
#define MAC_BYTES   24

_Static_assert((CLAIM_BYTES + MAC_BYTES) * 4 / 3 == PERSONAL_LINK_LENGTH, "whole groups of base64, no padding");

static void put_number(unsigned char *out, int64_t number)
{
	for (int i = 0; i < 8; i++)
		out[i] = (unsigned char)((uint64_t)number >> (56 - 8 * i));
}

static int64_t get_number(const unsigned char *in)
{
	uint64_t number = 0;

	for (int i = 0; i < 8; i++)
		number = number << 8 | in[i];
	return (int64_t)number;
}

/* The personalisation keeps each use of the secret apart from every other one. */
static const unsigned char personal[][crypto_generichash_blake2b_PERSONALBYTES] = {
	[PERSONAL_LINK_TO_ENTER] = "tenken link 1",  [PERSONAL_LINK_TO_CONFIRM] = "tenken confirm 1",
	[PERSONAL_LINK_TO_DRAFT] = "tenken draft 1", [PERSONAL_LINK_TO_APPLY] = "tenken apply 1",
	[PERSONAL_LINK_TO_JOIN] = "tenken join 1",   [PERSONAL_LINK_TO_PASSKEY] = "tenken passkey 1",
};

static void sign(const unsigned char *secret, enum personal_link_use use, const unsigned char claim[CLAIM_BYTES],
		 unsigned char mac[MAC_BYTES])
{
	static const unsigned char salt[crypto_generichash_blake2b_SALTBYTES];

	crypto_generichash_blake2b_salt_personal(mac, MAC_BYTES, claim, CLAIM_BYTES, secret, PERSONAL_LINK_SECRET_SIZE,
						 salt, personal[use]);
}

void personal_link_format(const unsigned char secret[PERSONAL_LINK_SECRET_SIZE], enum personal_link_use use,
			  const struct personal_link *link, char ret_text[PERSONAL_LINK_LENGTH + 1])
{
	unsigned char bytes[CLAIM_BYTES + MAC_BYTES];

	put_number(bytes, link->message_id);
	put_number(bytes + 8, link->version);
	put_number(bytes + 16, link->expires_ms);
	sign(secret, use, bytes, bytes + CLAIM_BYTES);
	sodium_bin2base64(ret_text, PERSONAL_LINK_LENGTH + 1, bytes, sizeof(bytes),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

bool personal_link_parse(const unsigned char secret[PERSONAL_LINK_SECRET_SIZE], enum personal_link_use use,
			 struct str text, struct personal_link *ret_link)
{
	unsigned char bytes[CLAIM_BYTES + MAC_BYTES];
	unsigned char mac[MAC_BYTES];
	size_t size = 0;

	if (text.n != PERSONAL_LINK_LENGTH ||
	    sodium_base642bin(bytes, sizeof(bytes), text.p, text.n, NULL, &size, NULL,
			      sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    size != sizeof(bytes))
		return false;
	sign(secret, use, bytes, mac);
	if (sodium_memcmp(mac, bytes + CLAIM_BYTES, MAC_BYTES) != 0)
		return false;
	ret_link->message_id = get_number(bytes);
	ret_link->version = get_number(bytes + 8);
	ret_link->expires_ms = get_number(bytes + 16);
	return true;
}

bool personal_link_is_current(const struct personal_link *link, int64_t version_now, int64_t now_ms)
{
	return link->version == version_now && now_ms < link->expires_ms;
}
