/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SHA-256 (FIPS 180-4) and the texts in which bytes travel: hexadecimal, base64
 * (RFC 4648 section 4) and base64url without padding (section 5). The one home of libsodium in codec.
 */
#ifndef TENKEN_CODEC_DIGEST_H
#define TENKEN_CODEC_DIGEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include "codec/byte_source.h"

#define DIGEST_SIZE 32

void digest_sha256(struct str bytes, unsigned char out[DIGEST_SIZE]);

/* Of all that a source gives; what it says when it fails. */
MUST_USE enum err digest_sha256_source(struct byte_source source, unsigned char out[DIGEST_SIZE], struct fault *why);

/* Writes 2 * bytes.n lower-case digits and a terminator. */
void digest_hex(struct str bytes, char *out);

/* Base64 with padding: in the arena, or behind what a buffer holds. */
struct str digest_base64_encode(struct arena *arena, struct str bytes);
void digest_base64_add(struct buf *out, struct str bytes);

/* False for a character outside the alphabet, padding where none belongs or none where it does. */
bool digest_base64_decode(struct arena *arena, struct str text, struct str *ret_bytes);
bool digest_base64url_decode(struct arena *arena, struct str text, struct str *ret_bytes);

#endif
