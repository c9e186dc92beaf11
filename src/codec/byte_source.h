/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a reader's bytes come from: a file, what is unpacked from one, a test's memory. With it the readers of codec
 * can stream without doing input or output themselves.
 */
#ifndef TENKEN_CODEC_BYTE_SOURCE_H
#define TENKEN_CODEC_BYTE_SOURCE_H

#include "base/fault.h"
#include "base/str.h"

struct byte_source {
	/* Puts at least one and at most size bytes into room. *ret_size 0 means the end, also on every later call. */
	enum err (*read)(void *context, char *room, size_t size, size_t *ret_size, struct fault *why);
	void *context;
};

/* Bytes in memory, which outlive the source; what is read is cut off the view. */
struct byte_source byte_source_of(struct str *bytes);

#endif
