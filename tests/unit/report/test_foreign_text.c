/* SPDX-License-Identifier: Apache-2.0 */
#include "report/foreign_text.h"
#include "test.h"

static void japanese_and_ascii_stay(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(foreign_text_show(&arena, STR("220 FTP サーバー (東京)"), 100), "220 FTP サーバー (東京)");
}

static void what_could_break_a_page_is_escaped(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(foreign_text_show(&arena, str_of("a\0\x1b[2J\r\n", 8), 100), "a\\x00\\x1b[2J\\x0d\\x0a");
	assert_string_equal(foreign_text_show(&arena, STR("\xff\xfe"), 100), "\\xff\\xfe");
	assert_string_equal(foreign_text_show(&arena, STR("\u202e\U0001f600\u200b"), 100),
			    "\\u{202e}\\u{1f600}\\u{200b}");
}

static void a_long_text_is_cut_between_characters(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(foreign_text_show(&arena, STR("あああああああああああああああああああああ"), 32),
			    "ああああああ…");
	assert_string_equal(foreign_text_show(&arena, STR(""), 32), "");
}

int test_foreign_text(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(japanese_and_ascii_stay),
		cmocka_unit_test(what_could_break_a_page_is_escaped),
		cmocka_unit_test(a_long_text_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
