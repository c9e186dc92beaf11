/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/pack.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

#define ROOM ((size_t)16 << 10)

void pack_zlib(struct str bytes, struct buf *out)
{
	z_stream stream = {.next_in = (unsigned char *)(uintptr_t)bytes.p, .avail_in = (unsigned)bytes.n};
	unsigned char room[ROOM];
	int state;

	if (bytes.n > UINT_MAX || deflateInit(&stream, Z_DEFAULT_COMPRESSION) != Z_OK)
		abort(); /* the same rule as arena.h */
	do {
		stream.next_out = room;
		stream.avail_out = ROOM;
		state = deflate(&stream, Z_FINISH);
		buf_add(out, str_of((const char *)room, ROOM - stream.avail_out));
	} while (state == Z_OK);
	deflateEnd(&stream);
}
