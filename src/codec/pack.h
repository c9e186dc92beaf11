/* SPDX-License-Identifier: Apache-2.0 */
/* Packs bytes as zlib's format (RFC 1950), as documents hold their streams. The other way is unpack.h. */
#ifndef TENKEN_CODEC_PACK_H
#define TENKEN_CODEC_PACK_H

#include "base/buf.h"

/* Appends the packed bytes to out, whose cap bounds them; a full buffer says so at its buf_finish. The same bytes give
 * the same packed bytes with one version of zlib. */
void pack_zlib(struct str bytes, struct buf *out);

#endif
