/* SPDX-License-Identifier: Apache-2.0 */
#include "base/str.h"

#include <string.h>

#include "base/ascii.h"

struct str str_from(const char *text)
{
	return (struct str){text, text ? strlen(text) : 0};
}

struct str str_of(const void *bytes, size_t size)
{
	return (struct str){bytes, size};
}

char *str_dup(struct arena *arena, struct str s)
{
	return arena_strndup(arena, s.p, s.n);
}

bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *text)
{
	return str_eq(a, str_from(text));
}

bool str_eq_ascii_case(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ascii_lower(a.p[i]) != ascii_lower(b.p[i]))
			return false;
	return true;
}

bool str_starts(struct str s, const char *prefix)
{
	size_t n = strlen(prefix);
	return s.n >= n && (n == 0 || memcmp(s.p, prefix, n) == 0);
}

bool str_ends(struct str s, const char *suffix)
{
	size_t n = strlen(suffix);
	return s.n >= n && (n == 0 || memcmp(s.p + s.n - n, suffix, n) == 0);
}

size_t str_index(struct str s, char byte)
{
	const char *at = s.n ? memchr(s.p, byte, s.n) : NULL;
	return at ? (size_t)(at - s.p) : s.n;
}

size_t str_find(struct str s, const char *text)
{
	const char *at = s.n ? memmem(s.p, s.n, text, strlen(text)) : NULL;
	return at ? (size_t)(at - s.p) : s.n;
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str str_trim(struct str s)
{
	while (s.n && is_space(s.p[0]))
		s = str_skip(s, 1);
	while (s.n && is_space(s.p[s.n - 1]))
		s.n--;
	return s;
}

struct str str_skip(struct str s, size_t count)
{
	if (count > s.n)
		count = s.n;
	return count ? (struct str){s.p + count, s.n - count} : s;
}

struct str str_head(struct str s, size_t count)
{
	return (struct str){s.p, count < s.n ? count : s.n};
}

struct str str_cut(struct str *rest, char separator)
{
	size_t at = str_index(*rest, separator);
	struct str before = str_head(*rest, at);

	*rest = at < rest->n ? str_skip(*rest, at + 1) : (struct str){NULL, 0};
	return before;
}

bool str_to_u64(struct str s, uint64_t *ret_number)
{
	uint64_t number = 0;

	if (s.n == 0)
		return false;
	for (size_t i = 0; i < s.n; i++) {
		if (!ascii_is_digit(s.p[i]))
			return false;
		if (__builtin_mul_overflow(number, 10u, &number) ||
		    __builtin_add_overflow(number, (uint64_t)(s.p[i] - '0'), &number))
			return false;
	}
	*ret_number = number;
	return true;
}

bool str_to_i64(struct str s, int64_t *ret_number)
{
	bool negative = str_starts(s, "-");
	uint64_t number;

	if (!str_to_u64(str_skip(s, negative), &number))
		return false;
	if (number > (uint64_t)INT64_MAX + negative)
		return false;
	*ret_number = negative ? (int64_t)(0 - number) : (int64_t)number;
	return true;
}
