/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Host names with letters beyond ASCII as the network writes them: 例え.jp is xn--r8jz45g.jp (RFC 5891; mapping of
 * letters as UTS #46; punycode of RFC 3492).
 */
#ifndef TENKEN_CODEC_TEXT_IDN_H
#define TENKEN_CODEC_TEXT_IDN_H

#include "base/arena.h"
#include "base/str.h"

/* In small letters, with 。 as a dot. NULL for an empty label or one of more than 63 bytes, for anything that is no
 * letter, digit or hyphen, and for ß, ς and joiners, which two generations of programs send to different hosts. */
char *idn_to_ascii(struct arena *arena, struct str host);

#endif
