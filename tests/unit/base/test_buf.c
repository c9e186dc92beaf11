/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "test.h"

static void a_number_is_written_in_decimal_up_to_both_ends(void **state)
{
	BUF_SCOPED buf;

	buf_init(&buf, 100);
	buf_add_int(&buf, 0);
	buf_add_byte(&buf, ' ');
	buf_add_int(&buf, INT64_MAX);
	buf_add_byte(&buf, ' ');
	buf_add_int(&buf, INT64_MIN);
	assert_string_equal(buf_text(&buf), "0 9223372036854775807 -9223372036854775808");
}

static void a_formatted_text_fits_or_makes_room(void **state)
{
	BUF_SCOPED buf;

	buf_init(&buf, 10000);
	for (int i = 0; i < 100; i++)
		buf_printf(&buf, "%s=%d;", "line", 10 + i % 10);
	assert_int_equal(buf.size, 800);
	assert_true(str_ends(buf_str(&buf), "line=18;line=19;"));
}

static void what_passes_the_cap_leaves_the_text_as_it_was(void **state)
{
	struct fault why;
	BUF_SCOPED buf;

	buf_init(&buf, 10);
	buf_add_text(&buf, "12345678");
	buf_printf(&buf, "%s", "abc");
	buf_printf(&buf, "%s", "a");
	assert_string_equal(buf_text(&buf), "12345678");
	assert_int_equal(buf_finish(&buf, "a text", &why), ERR_TOO_LARGE);
}

int test_buf(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_written_in_decimal_up_to_both_ends),
		cmocka_unit_test(a_formatted_text_fits_or_makes_room),
		cmocka_unit_test(what_passes_the_cap_leaves_the_text_as_it_was),
	};
	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
