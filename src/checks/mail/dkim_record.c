/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dkim_record.h"

#include <ctype.h>

#include "codec/digest.h"
#include "records/tag_list.h"

#define DER_INTEGER    0x02
#define DER_BIT_STRING 0x03
#define DER_SEQUENCE   0x30
#define ED25519_BYTES  32

/* Takes one element of the given tag off *at (X.690, definite lengths of at most two bytes). */
static bool der_take(struct str *at, unsigned char tag, struct str *ret_inside)
{
	size_t header = 2, length, more;

	if (at->n < 2 || (unsigned char)at->p[0] != tag)
		return false;
	length = (unsigned char)at->p[1];
	if (length >= 0x80) {
		more = length - 0x80;
		if (more < 1 || more > 2 || at->n < header + more)
			return false;
		length = 0;
		for (size_t i = 0; i < more; i++)
			length = length << 8 | (unsigned char)at->p[header + i];
		header += more;
	}
	if (length > at->n - header)
		return false;
	*ret_inside = str_head(str_skip(*at, header), length);
	*at = str_skip(*at, header + length);
	return true;
}

static unsigned bits_of(struct str integer)
{
	unsigned bits;

	while (integer.n && !integer.p[0])
		integer = str_skip(integer, 1);
	if (!integer.n)
		return 0;
	bits = 8 * (unsigned)integer.n;
	for (unsigned char first = (unsigned char)integer.p[0]; !(first & 0x80); first = (unsigned char)(first << 1))
		bits--;
	return bits;
}

/* RSAPublicKey ::= SEQUENCE { modulus, exponent } (RFC 8017, A.1.1): the length of the modulus, or 0. */
static unsigned rsa_bits(struct str der)
{
	struct str key, modulus;

	if (!der_take(&der, DER_SEQUENCE, &key) || !der_take(&key, DER_INTEGER, &modulus))
		return 0;
	return bits_of(modulus);
}

/* The key stands in a SubjectPublicKeyInfo, as everybody writes it, or bare, as RFC 6376 says. */
static unsigned rsa_bits_of_record(struct str der)
{
	struct str at = der, info, algorithm, bits;

	if (!der_take(&at, DER_SEQUENCE, &info) || !der_take(&info, DER_SEQUENCE, &algorithm))
		return rsa_bits(der);
	if (!der_take(&info, DER_BIT_STRING, &bits) || !bits.n || bits.p[0])
		return 0;
	return rsa_bits(str_skip(bits, 1));
}

/* p may be folded over blanks. */
static bool decode_key(struct arena *arena, struct str text, struct str *ret_bytes)
{
	char *packed = arena_alloc(arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		if (!isspace((unsigned char)text.p[i]))
			packed[n++] = text.p[i];
	return digest_base64_decode(arena, str_of(packed, n), ret_bytes);
}

/* Does a list "y:s" hold a word? */
static bool list_has(struct str list, const char *word)
{
	while (list.n)
		if (str_eq_ascii_case(str_trim(str_cut(&list, ':')), str_from(word)))
			return true;
	return false;
}

static bool read_key(struct arena *arena, struct str text, struct dkim_record *record)
{
	struct str key;

	record->is_revoked = !text.n;
	if (record->is_revoked || record->algorithm == DKIM_OTHER)
		return true;
	if (!decode_key(arena, text, &key))
		return false;
	if (record->algorithm == DKIM_ED25519)
		record->bits = key.n == ED25519_BYTES ? 8 * ED25519_BYTES : 0;
	else
		record->bits = rsa_bits_of_record(key);
	return record->bits != 0;
}

bool dkim_record_parse(struct arena *arena, struct str text, struct dkim_record *ret_record)
{
	struct dkim_record record = {.algorithm = DKIM_RSA};
	struct str version, key, kind, hashes;
	struct tag_list tags;

	if (!tag_list_parse(text, &tags, NULL))
		return false;
	version = tag_list_get(&tags, "v");
	key = tag_list_get(&tags, "p");
	kind = tag_list_get(&tags, "k");
	hashes = tag_list_get(&tags, "h");
	if ((version.p && !str_is(version, "DKIM1")) || !key.p)
		return false;
	if (kind.p && !str_eq_ascii_case(kind, STR("rsa")))
		record.algorithm = str_eq_ascii_case(kind, STR("ed25519")) ? DKIM_ED25519 : DKIM_OTHER;
	record.is_test = list_has(tag_list_get(&tags, "t"), "y");
	record.is_sha1_only = list_has(hashes, "sha1") && !list_has(hashes, "sha256");
	if (!read_key(arena, key, &record))
		return false;
	*ret_record = record;
	return true;
}
