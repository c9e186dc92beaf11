/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Unpacks gzip (RFC 1952) and xz as a stream; the first bytes tell which, and bytes of neither go through as they are.
 * The one home of zlib and liblzma. A file that ends early, a wrong checksum and rubbish behind the end are
 * ERR_CORRUPT; several members or streams behind each other are one text, as with the tools of that name. The caller
 * caps how much comes out.
 */
#ifndef TENKEN_CODEC_UNPACK_H
#define TENKEN_CODEC_UNPACK_H

#include "codec/byte_source.h"

#define UNPACK_MEMORY_MAX ((uint64_t)96 << 20) /* bytes for the dictionary of xz; "xz -9" needs 65 MiB */

struct unpack;

struct unpack *unpack_new(struct byte_source packed);
void unpack_free(struct unpack *unpack);

/* What comes out; lives as long as the unpack. */
struct byte_source unpack_source(struct unpack *unpack);

#endif
