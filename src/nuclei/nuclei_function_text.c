/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nuclei/nuclei_function_priv.h"

#define PIECES_MAX 4096 /* of a split text */
#define REPEAT_MAX 65536

/* What these functions make is written here; it lives in the scope's arena afterwards. */
static struct nuclei_value take(struct nuclei_scope *scope, struct buf *made)
{
	struct nuclei_value value = nuclei_value_unknown();
	char *bytes = made->full ? NULL : nuclei_argument_room(scope, made->size);

	if (bytes) {
		if (made->size)
			memcpy(bytes, made->bytes, made->size);
		value = nuclei_value_text(str_of(bytes, made->size));
	}
	buf_release(made);
	return value;
}

/* Letter by letter; what is known in part stays known in part. */
static struct nuclei_value map_letters(struct nuclei_scope *scope, struct nuclei_value argument, int (*map)(int))
{
	struct nuclei_value value;
	struct str text;
	char *bytes;

	if (!nuclei_value_as_text(scope->arena, argument, &text))
		return nuclei_value_unknown();
	bytes = nuclei_argument_room(scope, text.n);
	if (!bytes)
		return nuclei_value_unknown();
	for (size_t i = 0; i < text.n; i++)
		bytes[i] = (char)map((unsigned char)text.p[i]);
	value = nuclei_value_text(str_of(bytes, text.n));
	value.extent = argument.kind == NUCLEI_TEXT ? argument.extent : NUCLEI_WHOLE;
	return value;
}

struct nuclei_value nuclei_function_to_lower(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					     size_t count)
{
	return map_letters(scope, arguments[0], tolower);
}

struct nuclei_value nuclei_function_to_upper(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					     size_t count)
{
	return map_letters(scope, arguments[0], toupper);
}

/* Appends an argument, each item of a list with the separator between them. */
static bool append(struct nuclei_scope *scope, struct buf *out, struct nuclei_value argument, struct str separator)
{
	struct str text;

	if (argument.kind != NUCLEI_LIST) {
		if (!nuclei_argument_whole(scope, argument, &text))
			return false;
		buf_add(out, text);
		return true;
	}
	for (size_t i = 0; i < argument.count; i++) {
		if (i)
			buf_add(out, separator);
		if (!nuclei_argument_whole(scope, argument.items[i], &text))
			return false;
		buf_add(out, text);
	}
	return true;
}

static struct nuclei_value append_all(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count,
				      struct str separator)
{
	bool is_good = true;
	struct buf made;

	buf_init(&made, NUCLEI_EXPRESSION_WORK);
	for (size_t i = 0; i < count && is_good; i++) {
		if (i)
			buf_add(&made, separator);
		is_good = append(scope, &made, arguments[i], separator);
	}
	made.full = made.full || !is_good;
	return take(scope, &made);
}

struct nuclei_value nuclei_function_concat(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					   size_t count)
{
	return append_all(scope, arguments, count, STR(""));
}

struct nuclei_value nuclei_function_join(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count)
{
	struct str separator;

	if (!nuclei_argument_whole(scope, arguments[0], &separator))
		return nuclei_value_unknown();
	return append_all(scope, arguments + 1, count - 1, separator);
}

struct nuclei_value nuclei_function_to_string(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					      size_t count)
{
	struct str text;

	if (arguments[0].kind == NUCLEI_TEXT)
		return arguments[0];
	return nuclei_value_as_text(scope->arena, arguments[0], &text) ? nuclei_value_text(text)
								       : nuclei_value_unknown();
}

struct nuclei_value nuclei_function_to_number(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					      size_t count)
{
	struct str text;
	double number;
	char *end;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !text.n)
		return nuclei_value_unknown();
	text = (struct str){str_dup(scope->arena, text), text.n};
	number = strtod(text.p, &end);
	return end == text.p + text.n && isfinite(number) ? nuclei_value_number(number) : nuclei_value_unknown();
}

/* A whole number from 0 to max. */
static bool read_count(struct nuclei_value argument, size_t max, size_t *ret_count)
{
	if (argument.kind != NUCLEI_NUMBER || argument.number < 0 || argument.number > (double)max ||
	    argument.number != floor(argument.number))
		return false;
	*ret_count = (size_t)argument.number;
	return true;
}

struct nuclei_value nuclei_function_repeat(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					   size_t count)
{
	struct str text;
	struct buf made;
	size_t times;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !read_count(arguments[1], REPEAT_MAX, &times))
		return nuclei_value_unknown();
	buf_init(&made, NUCLEI_EXPRESSION_WORK);
	for (size_t i = 0; i < times && !made.full; i++)
		buf_add(&made, text);
	return take(scope, &made);
}

struct nuclei_value nuclei_function_reverse(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					    size_t count)
{
	struct str text;
	char *bytes;

	if (!nuclei_argument_whole(scope, arguments[0], &text))
		return nuclei_value_unknown();
	bytes = nuclei_argument_room(scope, text.n);
	for (size_t i = 0; bytes && i < text.n; i++)
		bytes[i] = text.p[text.n - 1 - i];
	return bytes ? nuclei_value_text(str_of(bytes, text.n)) : nuclei_value_unknown();
}

/* From byte start (included) to byte end (not). */
struct nuclei_value nuclei_function_substr(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					   size_t count)
{
	size_t start, end;
	struct str text;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !read_count(arguments[1], text.n, &start))
		return nuclei_value_unknown();
	end = text.n;
	if (count == 3 && (!read_count(arguments[2], text.n, &end) || end < start))
		return nuclei_value_unknown();
	return nuclei_value_text(str_head(str_skip(text, start), end - start));
}

struct nuclei_value nuclei_function_split(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					  size_t count)
{
	struct nuclei_value list = {.kind = NUCLEI_LIST};
	size_t cap = 0, most = PIECES_MAX;
	struct str rest, separator;

	if (!nuclei_argument_whole(scope, arguments[0], &rest) ||
	    !nuclei_argument_whole(scope, arguments[1], &separator) || !separator.n)
		return nuclei_value_unknown();
	if (count == 3 && !read_count(arguments[2], PIECES_MAX, &most))
		return nuclei_value_unknown();
	for (bool is_last = false; !is_last;) {
		const char *at = rest.n ? memmem(rest.p, rest.n, separator.p, separator.n) : NULL;
		if (list.count == PIECES_MAX)
			return nuclei_value_unknown();
		is_last = !at || list.count + 1 >= most;
		list.items = arena_grow(scope->arena, list.items, list.count, &cap, sizeof(*list.items));
		list.items[list.count++] = nuclei_value_text(is_last ? rest : str_of(rest.p, (size_t)(at - rest.p)));
		if (!is_last)
			rest = str_skip(rest, (size_t)(at - rest.p) + separator.n);
	}
	return list;
}

struct nuclei_value nuclei_function_index(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					  size_t count)
{
	size_t at;

	if (arguments[0].kind != NUCLEI_LIST || !read_count(arguments[1], PIECES_MAX, &at) || at >= arguments[0].count)
		return nuclei_value_unknown();
	return arguments[0].items[at];
}

struct nuclei_value nuclei_function_replace(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					    size_t count)
{
	struct str text, old, new;
	const char *at;
	struct buf made;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !nuclei_argument_whole(scope, arguments[1], &old) ||
	    !nuclei_argument_whole(scope, arguments[2], &new) || !old.n)
		return nuclei_value_unknown();
	buf_init(&made, NUCLEI_EXPRESSION_WORK);
	while (text.n && (at = memmem(text.p, text.n, old.p, old.n)) != NULL) {
		buf_add(&made, str_of(text.p, (size_t)(at - text.p)));
		buf_add(&made, new);
		text = str_skip(text, (size_t)(at - text.p) + old.n);
	}
	buf_add(&made, text);
	return take(scope, &made);
}

/* Each match from left to right; an empty match ends it. "$1" in the new text is not known here. */
struct nuclei_value nuclei_function_replace_regex(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						  size_t count)
{
	struct str text, pattern, new;
	struct regex_match match;
	bool is_found = true;
	struct buf made;
	size_t from = 0;

	if (!nuclei_argument_whole(scope, arguments[0], &text) ||
	    !nuclei_argument_whole(scope, arguments[1], &pattern) ||
	    !nuclei_argument_whole(scope, arguments[2], &new) || !scope->patterns || str_index(new, '$') < new.n)
		return nuclei_value_unknown();
	buf_init(&made, NUCLEI_EXPRESSION_WORK);
	while (is_found && !made.full) {
		scope->work += text.n;
		made.full = scope->work > NUCLEI_EXPRESSION_WORK ||
			    nuclei_pattern_store_find(scope->patterns, pattern, text, from, &is_found, &match, NULL);
		if (made.full || !is_found || !match.groups[0].n)
			break;
		buf_add(&made, str_of(text.p + from, (size_t)(match.groups[0].p - text.p) - from));
		buf_add(&made, new);
		from = (size_t)(match.groups[0].p - text.p) + match.groups[0].n;
	}
	buf_add(&made, str_skip(text, from));
	return take(scope, &made);
}

enum end { END_LEFT = 1, END_RIGHT = 2 };

/* Without the bytes of a set at its ends. */
static struct nuclei_value trim(struct nuclei_scope *scope, const struct nuclei_value *arguments,
				struct nuclei_value set, unsigned ends)
{
	struct str text, bytes;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !nuclei_argument_whole(scope, set, &bytes))
		return nuclei_value_unknown();
	while ((ends & END_LEFT) && text.n && str_index(bytes, text.p[0]) < bytes.n)
		text = str_skip(text, 1);
	while ((ends & END_RIGHT) && text.n && str_index(bytes, text.p[text.n - 1]) < bytes.n)
		text.n--;
	return nuclei_value_text(text);
}

struct nuclei_value nuclei_function_trim(struct nuclei_scope *scope, const struct nuclei_value *arguments, size_t count)
{
	return trim(scope, arguments, arguments[1], END_LEFT | END_RIGHT);
}

struct nuclei_value nuclei_function_trim_left(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					      size_t count)
{
	return trim(scope, arguments, arguments[1], END_LEFT);
}

struct nuclei_value nuclei_function_trim_right(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	return trim(scope, arguments, arguments[1], END_RIGHT);
}

struct nuclei_value nuclei_function_trim_space(struct nuclei_scope *scope, const struct nuclei_value *arguments,
					       size_t count)
{
	return trim(scope, arguments, nuclei_value_text(STR(" \t\n\v\f\r")), END_LEFT | END_RIGHT);
}

struct nuclei_value nuclei_function_trim_prefix(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						size_t count)
{
	struct str text, prefix;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !nuclei_argument_whole(scope, arguments[1], &prefix))
		return nuclei_value_unknown();
	return nuclei_value_text(str_eq(str_head(text, prefix.n), prefix) ? str_skip(text, prefix.n) : text);
}

struct nuclei_value nuclei_function_trim_suffix(struct nuclei_scope *scope, const struct nuclei_value *arguments,
						size_t count)
{
	struct str text, suffix;

	if (!nuclei_argument_whole(scope, arguments[0], &text) || !nuclei_argument_whole(scope, arguments[1], &suffix))
		return nuclei_value_unknown();
	if (suffix.n <= text.n && str_eq(str_skip(text, text.n - suffix.n), suffix))
		text.n -= suffix.n;
	return nuclei_value_text(text);
}
