/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A view of bytes that somebody else owns: pointer and length, not terminated.
 * Use it where bytes come from outside (they may hold NUL) or are cut from a longer
 * text. Text that is ours and whole stays a plain const char *.
 */
#ifndef TENKEN_BASE_STR_H
#define TENKEN_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct str {
	const char *p;
	size_t n;
};

/* A view of a string literal. */
#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

struct str str_from(const char *text); /* NULL gives an empty view */
struct str str_of(const void *bytes, size_t size);
char *str_dup(struct arena *arena, struct str s); /* terminated copy */

bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *text);
bool str_eq_ascii_case(struct str a, struct str b);
bool str_starts(struct str s, const char *prefix);
bool str_ends(struct str s, const char *suffix);

/* Index of the first byte, or s.n. */
size_t str_index(struct str s, char byte);

/* Index of the first occurrence of a non-empty text, or s.n. */
size_t str_find(struct str s, const char *text);

/* Without ASCII white space at both ends. */
struct str str_trim(struct str s);

struct str str_skip(struct str s, size_t count); /* count is cut at s.n */
struct str str_head(struct str s, size_t count);

/* Cuts *rest at the separator: returns what is before it and leaves what is
 * behind it. At the end *rest becomes {NULL, 0}. */
struct str str_cut(struct str *rest, char separator);

/* Decimal digits only, whole view, no sign (a leading '-' for the signed one);
 * false on anything else or on overflow. */
bool str_to_u64(struct str s, uint64_t *ret_number);
bool str_to_i64(struct str s, int64_t *ret_number);

#endif
