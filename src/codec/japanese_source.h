/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text as offices in Japan hand it on, as UTF-8: what is UTF-8 goes through as it is, anything else is read as
 * Windows-31J (CP932: Shift_JIS with NEC's and IBM's letters, as Excel saves it). The first bytes beyond ASCII decide
 * for the whole text, so that one which changes its encoding half way is refused and not guessed at. The one home of
 * iconv.
 */
#ifndef TENKEN_CODEC_JAPANESE_SOURCE_H
#define TENKEN_CODEC_JAPANESE_SOURCE_H

#include "codec/byte_source.h"

struct japanese_source;

struct japanese_source *japanese_source_new(struct byte_source bytes);
void japanese_source_free(struct japanese_source *source);

/* The text, which is UTF-8 unless the bytes looked like it and were not; lives as long as the source. Its faults:
 * ERR_INVALID with the line at which the encoding ends to make sense, or for UTF-16; those of the bytes. */
struct byte_source japanese_source_text(struct japanese_source *source);

#endif
