/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Shows the first bytes of a source before they are read, so that the caller can tell what they are.
 */
#ifndef TENKEN_CODEC_BYTE_AHEAD_H
#define TENKEN_CODEC_BYTE_AHEAD_H

#include "codec/byte_source.h"

#define BYTE_AHEAD_MAX 512 /* bytes that are looked at */

struct byte_ahead {
	struct byte_source rest;
	char bytes[BYTE_AHEAD_MAX];
	size_t at, size;
};

/* Takes the head of the source; less than BYTE_AHEAD_MAX only when the source is shorter. */
MUST_USE enum err byte_ahead_init(struct byte_ahead *ahead, struct byte_source source, struct fault *why);

/* The first byte that is no white space and no byte order mark, or 0. */
char byte_ahead_first(const struct byte_ahead *ahead);

/* All bytes of the source, from the first; lives as long as the ahead. */
struct byte_source byte_ahead_source(struct byte_ahead *ahead);

#endif
