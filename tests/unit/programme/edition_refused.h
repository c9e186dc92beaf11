/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asserts that an edition with one mistake is refused, and that the mistake is told once and at its place.
 */
#ifndef TENKEN_TESTS_EDITION_REFUSED_H
#define TENKEN_TESTS_EDITION_REFUSED_H

#include "unit/programme/shipped_edition.h"

static inline const char *place_of(struct arena *arena, const char *text, size_t offset)
{
	unsigned line = 1, column = 1;

	for (size_t i = 0; i < offset; i++) {
		bool is_character = ((unsigned char)text[i + 1] & 0xc0) != 0x80; /* columns count characters */
		column = text[i] == '\n' ? 1 : column + is_character;
		line += text[i] == '\n';
	}
	return arena_printf(arena, "%u:%u: ", line, column);
}

/* The first file that holds the text, those of the advice, which speak of everything, last. */
static inline struct edition_part *file_with(struct edition_parts *parts, const char *text)
{
	for (int is_advice = 0; is_advice < 2; is_advice++)
		for (size_t i = 0; i < parts->count; i++)
			if ((strncmp(parts->items[i].name, "advice/", 7) == 0) == is_advice &&
			    strstr(parts->items[i].bytes.p, text))
				return &parts->items[i];
	fail_msg("this case does not fit the edition any more: %s", text);
	return NULL;
}

/* The parts must be refused, with this and only this problem. */
static inline void assert_told(const struct edition_parts *parts, const char *problem)
{
	struct edition *edition = NULL;
	struct fault why = {0};
	BUF_SCOPED problems;

	buf_init(&problems, 65536);
	assert_int_equal(edition_parse(parts, &problems, &edition, &why), ERR_INVALID);
	if (strncmp(why.text, problem, strlen(problem)) != 0)
		fail_msg("\"%s\" does not begin with \"%s\"", why.text, problem);
	if (str_index(buf_str(&problems), '\n') + 1 != problems.size)
		fail_msg("one mistake gives more than one problem:\n%s", buf_text(&problems));
	assert_null(edition);
}

/* Replaces the first `old` by `new`: the edition must be refused with this message at where `at` begins, which is
 * looked for in `new` and, if it is not there, in the whole file, and then in all others. */
static inline void assert_refused(const char *old, const char *new, const char *at, const char *message)
{
	struct edition_parts parts;
	struct edition_part *file, *told;
	const char *text, *found;
	size_t before;
	ARENA_SCOPED arena;

	arena_init(&arena);
	parts = shipped_parts(&arena, "f");
	file = file_with(&parts, old);
	before = str_find(file->bytes, old);
	text = arena_printf(&arena, "%.*s%s%s", (int)before, file->bytes.p, new, file->bytes.p + before + strlen(old));
	file->bytes = str_from(text);
	told = strstr(text, at) ? file : file_with(&parts, at);
	found = strstr(new, at) ? strstr(text + before, at) : strstr(told->bytes.p, at);
	assert_told(&parts, arena_printf(&arena, "f/%s:%s%s", told->name,
					 place_of(&arena, told->bytes.p, (size_t)(found - told->bytes.p)), message));
}

#endif
