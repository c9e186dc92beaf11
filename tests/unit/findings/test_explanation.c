/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "findings/explanation.h"
#include "test.h"

static const struct finding door = {.check = "vpn-login-exposed", .target = "vpn.example.jp", .port = 443};

static struct explanation says(const char *target, int port, const char *answer)
{
	return (struct explanation){.check = "vpn-login-exposed", .target = target, .port = port, .answer = answer};
}

static void the_last_answer_about_a_door_counts(void **state)
{
	const struct explanation said[] = {
		says("vpn.example.jp", 443, "second_factor"),
		says("vpn.example.jp", 443, "let_in"),
		says("vpn.example.jp", 8443, "second_factor"),
		says("www.example.jp", 443, "second_factor"),
	};

	assert_ptr_equal(explanation_of(said, COUNT(said), &door), &said[1]);
}

static void an_empty_answer_takes_it_back(void **state)
{
	const struct explanation said[] = {
		says("vpn.example.jp", 443, "second_factor"),
		says("vpn.example.jp", 443, ""),
	};

	assert_null(explanation_of(said, COUNT(said), &door));
	assert_null(explanation_of(NULL, 0, &door));
}

static void another_check_at_the_same_place_is_another_door(void **state)
{
	const struct explanation said[] = {says("vpn.example.jp", 443, "second_factor")};
	struct finding other = door;

	other.check = "admin-login-exposed";
	assert_null(explanation_of(said, COUNT(said), &other));
}

#define LINE                                                                                                           \
	"{\"check\":\"vpn-login-exposed\",\"target\":\"vpn.example.jp\",\"port\":443,\"answer\":\"second_factor\","    \
	"\"said_by\":\"山田\",\"said_ms\":1748826000000}"

static void a_line_is_read(void **state)
{
	struct explanation read;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(explanation_parse(&arena, str_from(LINE), &read, NULL), ERR_OK);
	assert_string_equal(read.said_by, "山田");
	assert_int_equal(read.said_ms, 1748826000000);
	assert_ptr_equal(explanation_of(&read, 1, &door), &read);
}

static void a_slip_in_a_line_is_named(void **state)
{
	static const char *const lines[][2] = {
		{"[]", "expected a JSON object"},
		{"{\"check\":1}", "\"check\" must be a text"},
		{"{\"check\":\"a\",\"target\":\"b\",\"port\":65536}", "\"port\" must be 0 to 65535"},
		{"{\"check\":\"a\",\"target\":\"b\",\"port\":1,\"answer\":\"c\",\"said_by\":\"d\"}",
		 "\"said_ms\" must be"},
	};
	struct explanation read;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(lines); i++) {
		assert_int_equal(explanation_parse(&arena, str_from(lines[i][0]), &read, &why), ERR_INVALID);
		if (!strstr(why.text, lines[i][1]))
			fail_msg("%s: %s", lines[i][0], why.text);
	}
}

int test_explanation(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_last_answer_about_a_door_counts),
		cmocka_unit_test(an_empty_answer_takes_it_back),
		cmocka_unit_test(another_check_at_the_same_place_is_another_door),
		cmocka_unit_test(a_line_is_read),
		cmocka_unit_test(a_slip_in_a_line_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
