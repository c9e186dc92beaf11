/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/sealed_stream.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "codec/digest.h"

#define PUBLIC_PREFIX "tenken-backup-public-"
#define SECRET_PREFIX "tenken-backup-secret-"

enum { BOX = SEALED_STREAM_KEY, HEADER = BOX + crypto_box_SEALBYTES + crypto_secretstream_xchacha20poly1305_KEYBYTES };

_Static_assert(HEADER + crypto_secretstream_xchacha20poly1305_HEADERBYTES == SEALED_STREAM_HEAD, "the head's parts");
_Static_assert(crypto_secretstream_xchacha20poly1305_ABYTES == SEALED_STREAM_MORE, "what a piece grows by");
_Static_assert(crypto_box_PUBLICKEYBYTES == SEALED_STREAM_KEY && crypto_box_SECRETKEYBYTES == SEALED_STREAM_KEY,
	       "keys");

struct sealed_stream {
	crypto_secretstream_xchacha20poly1305_state state;
};

/* ---- keys ---- */

static void start(void)
{
	if (sodium_init() < 0)
		abort(); /* no randomness: no safe way to go on exists */
}

void sealed_stream_key_new(struct sealed_stream_key *ret_key)
{
	start();
	crypto_box_keypair(ret_key->public, ret_key->secret);
}

static const char *text_of(struct arena *arena, const char *prefix, const unsigned char *bytes)
{
	struct str text = digest_base64_encode(arena, str_of(bytes, SEALED_STREAM_KEY));

	return arena_printf(arena, "%s%.*s", prefix, (int)text.n, text.p);
}

const char *sealed_stream_public_text(struct arena *arena, const struct sealed_stream_key *key)
{
	return text_of(arena, PUBLIC_PREFIX, key->public);
}

const char *sealed_stream_secret_text(struct arena *arena, const struct sealed_stream_key *key)
{
	return text_of(arena, SECRET_PREFIX, key->secret);
}

static enum err read_key(struct str text, const char *prefix, unsigned char *out, struct fault *why)
{
	struct str trimmed = str_trim(text), bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!str_starts(trimmed, prefix) || !digest_base64_decode(&arena, str_skip(trimmed, strlen(prefix)), &bytes) ||
	    bytes.n != SEALED_STREAM_KEY)
		return fault_set(why, ERR_INVALID, "this is no key of a backup: it begins with %s", prefix);
	memcpy(out, bytes.p, SEALED_STREAM_KEY);
	return ERR_OK;
}

enum err sealed_stream_read_public(struct str text, struct sealed_stream_key *ret_key, struct fault *why)
{
	return read_key(text, PUBLIC_PREFIX, ret_key->public, why);
}

enum err sealed_stream_read_secret(struct str text, struct sealed_stream_key *ret_key, struct fault *why)
{
	enum err err = read_key(text, SECRET_PREFIX, ret_key->secret, why);

	start();
	if (!err && crypto_scalarmult_base(ret_key->public, ret_key->secret) != 0)
		err = fault_set(why, ERR_INVALID, "this key cannot be used");
	return err;
}

/* ---- sealing ---- */

struct sealed_stream *sealed_stream_begin(struct arena *arena, const struct sealed_stream_key *key,
					  unsigned char head[SEALED_STREAM_HEAD])
{
	struct sealed_stream *stream = arena_alloc(arena, sizeof(*stream));
	unsigned char own[crypto_secretstream_xchacha20poly1305_KEYBYTES];

	start();
	crypto_secretstream_xchacha20poly1305_keygen(own);
	memcpy(head, key->public, SEALED_STREAM_KEY);
	if (crypto_box_seal(head + BOX, own, sizeof(own), key->public) != 0)
		abort(); /* only for a public key that is no point, which read_key never met in a pair of ours */
	crypto_secretstream_xchacha20poly1305_init_push(&stream->state, head + HEADER, own);
	sodium_memzero(own, sizeof(own));
	return stream;
}

void sealed_stream_seal(struct sealed_stream *stream, struct str piece, bool is_last, unsigned char *out)
{
	crypto_secretstream_xchacha20poly1305_push(&stream->state, out, NULL, (const unsigned char *)piece.p, piece.n,
						   NULL, 0,
						   is_last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
							   : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
}

enum err sealed_stream_open(struct arena *arena, const struct sealed_stream_key *key,
			    const unsigned char head[SEALED_STREAM_HEAD], struct sealed_stream **ret_stream,
			    struct fault *why)
{
	struct sealed_stream *stream = arena_alloc(arena, sizeof(*stream));
	unsigned char own[crypto_secretstream_xchacha20poly1305_KEYBYTES];

	start();
	if (memcmp(head, key->public, SEALED_STREAM_KEY) != 0)
		return fault_set(why, ERR_DENIED, "it is sealed to %s, the key opens what is sealed to %s",
				 text_of(arena, PUBLIC_PREFIX, head), text_of(arena, PUBLIC_PREFIX, key->public));
	if (crypto_box_seal_open(own, head + BOX, HEADER - BOX, key->public, key->secret) != 0 ||
	    crypto_secretstream_xchacha20poly1305_init_pull(&stream->state, head + HEADER, own) != 0)
		return fault_set(why, ERR_CORRUPT, "its head is damaged");
	sodium_memzero(own, sizeof(own));
	*ret_stream = stream;
	return ERR_OK;
}

enum err sealed_stream_unseal(struct sealed_stream *stream, struct str piece, char *out, bool *ret_is_last,
			      struct fault *why)
{
	unsigned char tag;

	if (piece.n < SEALED_STREAM_MORE ||
	    crypto_secretstream_xchacha20poly1305_pull(&stream->state, (unsigned char *)out, NULL, &tag,
						       (const unsigned char *)piece.p, piece.n, NULL, 0) != 0)
		return fault_set(why, ERR_CORRUPT, "it is damaged");
	*ret_is_last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
	return ERR_OK;
}
