/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Single bytes of ASCII text, whatever the locale. A byte of 0x80 and above is no letter and no digit,
 * and ascii_lower leaves it alone. Inline: matching asks them of every byte of long texts.
 */
#ifndef TENKEN_BASE_ASCII_H
#define TENKEN_BASE_ASCII_H

#include <stdbool.h>

static inline bool ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ascii_is_letter(char c)
{
	return ascii_is_lower(c) || ascii_is_upper(c);
}

static inline bool ascii_is_letter_or_digit(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c);
}

static inline char ascii_lower(char c)
{
	return ascii_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

static inline char ascii_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* 0 to 15 for a hexadecimal digit of either case, else -1. */
int ascii_hex_digit(char c);

#endif
