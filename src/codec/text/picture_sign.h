/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Signs that no register and no letter of an office can carry in a name: emoji and other pictures, letters drawn as
 * pictures, and what has no meaning on another computer (private use, unassigned).
 */
#ifndef TENKEN_CODEC_TEXT_PICTURE_SIGN_H
#define TENKEN_CODEC_TEXT_PICTURE_SIGN_H

#include "base/str.h"

/* Whether one stands in a text, which is valid UTF-8. What Japanese computers write since JIS X 0208 and CP932 stays
 * ("㈱", "①", "☆", "〒"), as do all ideographs, also those that a later Unicode adds, and their variation sequences. */
bool picture_sign_stands_in(struct str text);

#endif
