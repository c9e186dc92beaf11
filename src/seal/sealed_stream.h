/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Bytes of any length, sealed to a public key: who seals them cannot open them again. A random key of the stream is
 * sealed to the public key (libsodium crypto_box_seal: X25519, XSalsa20-Poly1305), and the stream is encrypted with it
 * piece by piece (its secretstream: XChaCha20-Poly1305), so that a piece that was changed, moved or cut off, also at
 * the end, is noticed.
 *
 *   head     SEALED_STREAM_HEAD bytes: the public key, the sealed key of the stream, the stream's header
 *   pieces   each SEALED_STREAM_PIECE bytes and SEALED_STREAM_MORE; the last may be shorter, and says that it is the
 * last
 */
#ifndef TENKEN_SEAL_SEALED_STREAM_H
#define TENKEN_SEAL_SEALED_STREAM_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#define SEALED_STREAM_KEY   32
#define SEALED_STREAM_HEAD  (32 + 80 + 24)
#define SEALED_STREAM_PIECE 65536
#define SEALED_STREAM_MORE  17

/* A new pair. The texts in which keys are kept: "tenken-backup-public-" or "tenken-backup-secret-" and base64. */
struct sealed_stream_key {
	unsigned char public[SEALED_STREAM_KEY], secret[SEALED_STREAM_KEY];
};
void sealed_stream_key_new(struct sealed_stream_key *ret_key);
const char *sealed_stream_public_text(struct arena *arena, const struct sealed_stream_key *key);
const char *sealed_stream_secret_text(struct arena *arena, const struct sealed_stream_key *key);

/* White space around it is passed over. ERR_INVALID; the secret gives the public half too. */
MUST_USE enum err sealed_stream_read_public(struct str text, struct sealed_stream_key *ret_key, struct fault *why);
MUST_USE enum err sealed_stream_read_secret(struct str text, struct sealed_stream_key *ret_key, struct fault *why);

struct sealed_stream; /* lives in the arena */

struct sealed_stream *sealed_stream_begin(struct arena *arena, const struct sealed_stream_key *key,
					  unsigned char head[SEALED_STREAM_HEAD]);

/* Writes piece.n + SEALED_STREAM_MORE bytes to out. All pieces but the last are SEALED_STREAM_PIECE long. */
void sealed_stream_seal(struct sealed_stream *stream, struct str piece, bool is_last, unsigned char *out);

/* ERR_DENIED when it was sealed to another key, ERR_CORRUPT when the head is damaged. */
MUST_USE enum err sealed_stream_open(struct arena *arena, const struct sealed_stream_key *key,
				     const unsigned char head[SEALED_STREAM_HEAD], struct sealed_stream **ret_stream,
				     struct fault *why);

/* Writes piece.n - SEALED_STREAM_MORE bytes to out. ERR_CORRUPT: damaged, or not the next piece. */
MUST_USE enum err sealed_stream_unseal(struct sealed_stream *stream, struct str piece, char *out, bool *ret_is_last,
				       struct fault *why);

#endif
