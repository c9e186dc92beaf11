/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/japanese_source.h"

#include <string.h>

#include "base/buf.h"
#include "test.h"

/* All of it, read by a few bytes at a time; the fault's text when it ends with one. */
static const char *read_all(struct arena *arena, struct str bytes)
{
	struct japanese_source *source = japanese_source_new(byte_source_of(&bytes));
	struct byte_source text = japanese_source_text(source);
	struct fault why = {ERR_OK, ""};
	const char *whole;
	size_t got = 1;
	BUF_SCOPED out;

	buf_init(&out, 1 << 20);
	while (got) {
		char room[7];
		if (text.read(text.context, room, sizeof(room), &got, &why))
			break;
		buf_add(&out, str_of(room, got));
	}
	japanese_source_free(source);
	whole = why.code ? why.text : buf_text(&out);
	return arena_strdup(arena, whole);
}

static void what_is_utf8_goes_through_as_it_is(void **state)
{
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(read_all(&arena, STR("")), "");
	assert_string_equal(read_all(&arena, STR("1,abc\n")), "1,abc\n");
	assert_string_equal(read_all(&arena, STR("髙﨑①㈱𠮷\n")), "髙﨑①㈱𠮷\n");
}

static void what_is_not_is_read_as_excel_saves_it(void **state)
{
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(read_all(&arena, STR("\xFB\xFC\xED\x95\x87\x40\x87\x8A\n")), "髙﨑①㈱\n");
	assert_string_equal(read_all(&arena, STR("abc,\x93\x8C\x8B\x9E\n")), "abc,東京\n");
	assert_string_equal(read_all(&arena, STR("\xB6\xC5\n")), "ｶﾅ\n");
}

static void a_second_encoding_is_told_with_its_line(void **state)
{
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	assert_string_equal(read_all(&arena, STR("\x93\x8C\x8B\x9E\nab\n\xE3\x80\x81\xFF\n")),
			    "line 3: these bytes are neither UTF-8 nor Shift_JIS");
	assert_string_equal(read_all(&arena, STR("\x93\x8C\x8B\x9E\n\x93")),
			    "line 2: these bytes are neither UTF-8 nor Shift_JIS");
	assert_non_null(strstr(read_all(&arena, STR("\xFF\xFE"
						    "a\0")),
			       "UTF-16"));
}

/* A letter of two bytes over the end of each chunk that is read. */
static void letters_are_whole_however_the_bytes_come(void **state)
{
	const size_t count = 100001;
	ARENA_SCOPED arena;
	const char *text;
	char *bytes;

	(void)state;
	arena_init(&arena);
	bytes = arena_alloc(&arena, 1 + 2 * count);
	bytes[0] = 'a';
	for (size_t i = 0; i < count; i++)
		memcpy(bytes + 1 + 2 * i, "\x93\x8C", 2);
	text = read_all(&arena, str_of(bytes, 1 + 2 * count));
	assert_int_equal(strlen(text), 1 + 3 * count);
	assert_true(str_ends(str_from(text), "東東"));
}

int test_japanese_source(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_utf8_goes_through_as_it_is),
		cmocka_unit_test(what_is_not_is_read_as_excel_saves_it),
		cmocka_unit_test(a_second_encoding_is_told_with_its_line),
		cmocka_unit_test(letters_are_whole_however_the_bytes_come),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
