/* SPDX-License-Identifier: Apache-2.0 */
/*
 * UTF-8 (RFC 3629): validity, decoding and counting.
 */
#ifndef TENKEN_CODEC_UTF8_H
#define TENKEN_CODEC_UTF8_H

#include "base/str.h"

/* No overlong forms, surrogates or values above U+10FFFF. */
bool utf8_is_valid(struct str s);

/* Decodes one code point at s.p and returns its length 1..4; 0 when invalid or empty. */
size_t utf8_decode(struct str s, uint32_t *ret_code_point);
size_t utf8_encode(uint32_t code_point, char out[4]); /* length, 0 when not a scalar value */

size_t utf8_count(struct str s); /* code points of a valid text */

/* Holds a control character other than tab, LF and CR, or a bidi control. */
bool utf8_has_control(struct str s);

#endif
