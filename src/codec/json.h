/* SPDX-License-Identifier: Apache-2.0 */
/*
 * JSON (RFC 8259) to and from values. Decoding refuses duplicate keys, invalid UTF-8,
 * more than JSON_DEPTH_MAX levels and anything after the value.
 */
#ifndef TENKEN_CODEC_JSON_H
#define TENKEN_CODEC_JSON_H

#include "base/buf.h"
#include "codec/value.h"

#define JSON_DEPTH_MAX 64

/* ERR_INVALID with line and column in the fault. The caller caps text.n. */
MUST_USE enum err json_decode(struct arena *arena, struct str text, struct value **ret_value, struct fault *why);

/* Appends compact JSON on one line; keys keep their order; bytes that are not
 * UTF-8 become U+FFFD, so the output is always valid JSON. */
void json_encode(struct buf *out, const struct value *value);

#endif
