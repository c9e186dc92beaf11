/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/fingerprint/fingerprint_pattern.h"

#include <string.h>

#define GROUPS_OPEN_MAX 64

struct translation {
	struct str in;
	size_t at;
	struct buf *out;
	bool is_in_class;
	/* For each open group: how many groups were opened for a (?i) inside and end with it. */
	unsigned char added[GROUPS_OPEN_MAX + 1];
	size_t depth;
	struct fault *why;
};

static enum err refuse(const struct translation *translation, const char *what)
{
	return fault_set(translation->why, ERR_UNSUPPORTED, "regular expression, offset %zu: %s", translation->at,
			 what);
}

static char byte_at(const struct translation *translation, size_t ahead)
{
	size_t at = translation->at + ahead;

	return at < translation->in.n ? translation->in.p[at] : '\0';
}

static void copy(struct translation *translation, size_t count)
{
	buf_add(translation->out, str_head(str_skip(translation->in, translation->at), count));
	translation->at += count;
}

static void replace(struct translation *translation, size_t count, const char *text)
{
	buf_add_text(translation->out, text);
	translation->at += count;
}

static enum err take_escape(struct translation *translation)
{
	switch (byte_at(translation, 1)) {
	case 'v': replace(translation, 2, "\\x0b"); return ERR_OK;
	case 'h': replace(translation, 2, translation->is_in_class ? "0-9A-Fa-f" : "[0-9A-Fa-f]"); return ERR_OK;
	case 'H':
		if (translation->is_in_class)
			return refuse(translation, "\\H within a class");
		replace(translation, 2, "[^0-9A-Fa-f]");
		return ERR_OK;
	default: copy(translation, 2); return ERR_OK;
	}
}

/* The opening of a class, with the bracket that may stand first without ending it. */
static void open_class(struct translation *translation)
{
	translation->is_in_class = true;
	copy(translation, 1);
	if (byte_at(translation, 0) == '^')
		copy(translation, 1);
	if (byte_at(translation, 0) == ']')
		copy(translation, 1);
}

static enum err take_in_class(struct translation *translation)
{
	char byte = byte_at(translation, 0);

	if (byte == '[' && byte_at(translation, 1) == ':') {
		size_t end = str_find(str_skip(translation->in, translation->at), ":]");
		copy(translation, end + 2);
		return ERR_OK;
	}
	if (byte == '[')
		return refuse(translation, "a class within a class");
	if (byte == '&' && byte_at(translation, 1) == '&')
		return refuse(translation, "an intersection of classes");
	if (byte == ']')
		translation->is_in_class = false;
	copy(translation, 1);
	return ERR_OK;
}

/* Length of the option letters behind "(?", when they are followed by ')' or ':'; else 0. */
static size_t option_letters(const struct translation *translation)
{
	size_t count = 0;

	while (byte_at(translation, 2 + count) && strchr("imx-", byte_at(translation, 2 + count)))
		count++;
	return byte_at(translation, 2 + count) == ')' || byte_at(translation, 2 + count) == ':' ? count : 0;
}

static enum err take_options(struct translation *translation, size_t letters)
{
	bool is_to_the_end = byte_at(translation, 2 + letters) == ')';

	copy(translation, 2);
	for (size_t i = 0; i < letters; i++) {
		if (byte_at(translation, 0) == 'x')
			return refuse(translation, "extended syntax (?x)");
		if (byte_at(translation, 0) == 'm')
			replace(translation, 1, "s");
		else
			copy(translation, 1);
	}
	replace(translation, 1, ":");
	if (!is_to_the_end)
		translation->added[++translation->depth] = 0;
	else if (translation->added[translation->depth]++ == GROUPS_OPEN_MAX)
		return refuse(translation, "too many options");
	return ERR_OK;
}

/* "(.+)*" tries every way to cut a text in pieces; "(.+)?" finds the same text and group by one. */
static bool take_nested_repeat(struct translation *translation)
{
	static const char *const rows[][2] = {{"(.+)*", "(.+)?"}, {"(?:.+)*", "(?:.+)?"}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		if (str_starts(str_skip(translation->in, translation->at), rows[i][0])) {
			replace(translation, strlen(rows[i][0]), rows[i][1]);
			return true;
		}
	}
	return false;
}

/* Ruby sees characters where PCRE2 is told to see bytes: a single '.' takes a whole character, or a byte that belongs
 * to no character. */
static void take_dot(struct translation *translation)
{
	bool is_run = byte_at(translation, 1) && strchr("*+{", byte_at(translation, 1));

	if (is_run)
		copy(translation, 1);
	else
		replace(translation, 1, "(?:[\\xc2-\\xf4][\\x80-\\xbf]{1,3}|.)");
}

static enum err open_group(struct translation *translation)
{
	size_t letters = byte_at(translation, 1) == '?' ? option_letters(translation) : 0;

	if (byte_at(translation, 1) == '*')
		return refuse(translation, "(* has no meaning in Ruby");
	if (translation->depth == GROUPS_OPEN_MAX)
		return refuse(translation, "groups are nested too deep");
	if (letters)
		return take_options(translation, letters);
	translation->added[++translation->depth] = 0;
	copy(translation, 1);
	return ERR_OK;
}

static void close_added(struct translation *translation)
{
	for (; translation->added[translation->depth]; translation->added[translation->depth]--)
		buf_add_byte(translation->out, ')');
}

static enum err take(struct translation *translation)
{
	char byte = byte_at(translation, 0);

	if (byte == '\\')
		return take_escape(translation);
	if (translation->is_in_class)
		return take_in_class(translation);
	if (byte == '(')
		return take_nested_repeat(translation) ? ERR_OK : open_group(translation);
	if (byte == '.') {
		take_dot(translation);
	} else if (byte == '[') {
		open_class(translation);
	} else if (byte == ')' && translation->depth) {
		close_added(translation);
		translation->depth--;
		copy(translation, 1);
	} else if (byte == '{' && byte_at(translation, 1) == ',') {
		replace(translation, 2, "{0,");
	} else {
		copy(translation, 1);
	}
	return ERR_OK;
}

enum err fingerprint_pattern_translate(struct buf *out, struct str pattern, struct fault *why)
{
	struct translation translation = {.in = pattern, .out = out, .why = why};
	enum err err = ERR_OK;

	while (!err && translation.at < pattern.n)
		err = take(&translation);
	/* Groups left open by the pattern are for PCRE2 to name; ours end with the pattern. */
	if (!err && translation.depth == 0)
		close_added(&translation);
	return err ? err : buf_finish(out, "regular expression", why);
}
