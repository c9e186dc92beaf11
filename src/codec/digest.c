/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/digest.h"

#include <sodium.h>

enum {
	CHUNK = 65536,
	BASE64_LINE = 48 /* bytes encoded at once: a multiple of 3, so that only the last has padding */
};

void digest_sha256(struct str bytes, unsigned char out[DIGEST_SIZE])
{
	crypto_hash_sha256(out, (const unsigned char *)bytes.p, bytes.n);
}

enum err digest_sha256_source(struct byte_source source, unsigned char out[DIGEST_SIZE], struct fault *why)
{
	crypto_hash_sha256_state state;
	char chunk[CHUNK];
	size_t got = 1;

	crypto_hash_sha256_init(&state);
	while (got) {
		enum err err = source.read(source.context, chunk, sizeof(chunk), &got, why);
		if (err)
			return err;
		crypto_hash_sha256_update(&state, (const unsigned char *)chunk, got);
	}
	crypto_hash_sha256_final(&state, out);
	return ERR_OK;
}

void digest_hex(struct str bytes, char *out)
{
	sodium_bin2hex(out, 2 * bytes.n + 1, (const unsigned char *)bytes.p, bytes.n);
}

struct str digest_base64_encode(struct arena *arena, struct str bytes)
{
	const size_t room = sodium_base64_ENCODED_LEN(bytes.n, sodium_base64_VARIANT_ORIGINAL);
	char *text = arena_alloc(arena, room);

	sodium_bin2base64(text, room, (const unsigned char *)bytes.p, bytes.n, sodium_base64_VARIANT_ORIGINAL);
	return str_of(text, room - 1);
}

void digest_base64_add(struct buf *out, struct str bytes)
{
	char text[sodium_base64_ENCODED_LEN(BASE64_LINE, sodium_base64_VARIANT_ORIGINAL)];

	while (bytes.n) {
		struct str head = str_head(bytes, BASE64_LINE);

		sodium_bin2base64(text, sizeof(text), (const unsigned char *)head.p, head.n,
				  sodium_base64_VARIANT_ORIGINAL);
		buf_add_text(out, text);
		bytes = str_skip(bytes, head.n);
	}
}

/* libsodium 1.0.18 takes every byte above 0x7f for some digit. */
static bool is_ascii(struct str text)
{
	for (size_t i = 0; i < text.n; i++)
		if ((unsigned char)text.p[i] > 0x7f)
			return false;
	return true;
}

static bool decode(struct arena *arena, struct str text, int variant, struct str *ret_bytes)
{
	char *bytes = arena_alloc(arena, text.n + 1);
	const char *end = text.p;
	size_t size = 0;

	if (!is_ascii(text))
		return false;
	if (text.n &&
	    sodium_base642bin((unsigned char *)bytes, text.n, text.p, text.n, NULL, &size, &end, variant) != 0)
		return false;
	if (text.n && end != text.p + text.n)
		return false;
	*ret_bytes = str_of(bytes, size);
	return true;
}

bool digest_base64_decode(struct arena *arena, struct str text, struct str *ret_bytes)
{
	return decode(arena, text, sodium_base64_VARIANT_ORIGINAL, ret_bytes);
}

bool digest_base64url_decode(struct arena *arena, struct str text, struct str *ret_bytes)
{
	return decode(arena, text, sodium_base64_VARIANT_URLSAFE_NO_PADDING, ret_bytes);
}
