/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include <stdio.h>
#include <string.h>

#include "nuclei/nuclei_pattern.h"

static void assert_translated(const char *pattern, const char *expected)
{
	struct fault why;
	BUF_SCOPED out;

	buf_init(&out, 4096);
	if (nuclei_pattern_translate(&out, str_from(pattern), &why))
		fail_msg("%s: %s", pattern, why.text);
	assert_string_equal(buf_text(&out), expected);
}

static void what_both_read_alike_stays(void **state)
{
	static const char *const patterns[] = {
		"a.b",           "(?i)nginx/([0-9.]+)", "(?P<version>\\d+)",
		"[[:alpha:]]+?", "\\x41\\.\\Q$*\\E",    "^(?:a|b){2,3}",
		"a{2}?",
	};

	for (size_t i = 0; i < COUNT(patterns); i++)
		assert_translated(patterns[i], patterns[i]);
}

static void what_go_reads_otherwise_is_said_in_other_words(void **state)
{
	assert_translated("end$", "end\\z");
	assert_translated("(?m)^a$", "(?m)^a$");
	assert_translated("(?m:a$)b$", "(?m:a$)b\\z");
	assert_translated("(?m)a(?-m)b$", "(?m)a(?-m)b\\z");
	assert_translated("a\\sb[\\s\\v]", "a[\\t\\n\\f\\r\\x20]b[\\t\\n\\f\\r\\x20\\x0b]");
	assert_translated("var a = {b:{,3}", "var a = \\{b:\\{,3}");
	assert_translated("[]$[a]", "[]$\\[a]");
}

static void what_go_does_not_know_is_refused(void **state)
{
	static const char *const patterns[] = {
		"a(?=b)",    "(?<!a)b",  "(?>a)",     "(a)\\1", "a++", "a**", "\\Kx",
		"(*ACCEPT)", "\\p{Han}", "\\x{3042}", "\\",     "[a",  "*a",
	};

	for (size_t i = 0; i < COUNT(patterns); i++) {
		struct fault why = {0};
		if (!nuclei_pattern_check(str_from(patterns[i]), &why))
			fail_msg("%s was taken", patterns[i]);
		assert_non_null(strstr(why.text, "regular expression, offset "));
	}
}

static void the_very_end_is_not_before_a_last_newline(void **state)
{
	struct nuclei_patterns *patterns = nuclei_pattern_store_new();
	struct regex_match match;
	bool is_found = true;

	assert_int_equal(nuclei_pattern_store_find(patterns, STR("a$"), STR("a\n"), 0, &is_found, &match, NULL),
			 ERR_OK);
	assert_false(is_found);
	assert_int_equal(nuclei_pattern_store_find(patterns, STR("a$"), STR("ba"), 0, &is_found, &match, NULL), ERR_OK);
	assert_true(is_found);
	nuclei_pattern_store_free(patterns);
}

static void a_pattern_that_is_refused_stays_refused(void **state)
{
	struct nuclei_patterns *patterns = nuclei_pattern_store_new();
	struct regex_match match;
	bool is_found;

	for (int i = 0; i < 2; i++)
		assert_int_not_equal(
			nuclei_pattern_store_find(patterns, STR("(?=a)"), STR("a"), 0, &is_found, &match, NULL),
			ERR_OK);
	nuclei_pattern_store_free(patterns);
}

static void more_patterns_than_the_store_holds_are_no_harm(void **state)
{
	struct nuclei_patterns *patterns = nuclei_pattern_store_new();
	struct regex_match match;
	char text[16];

	for (int i = 0; i < 5000; i++) {
		bool is_found = false;
		snprintf(text, sizeof(text), "p%d", i);
		assert_int_equal(
			nuclei_pattern_store_find(patterns, str_from(text), str_from(text), 0, &is_found, &match, NULL),
			ERR_OK);
		assert_true(is_found);
	}
	nuclei_pattern_store_free(patterns);
}

int test_nuclei_pattern(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_both_read_alike_stays),
		cmocka_unit_test(what_go_reads_otherwise_is_said_in_other_words),
		cmocka_unit_test(what_go_does_not_know_is_refused),
		cmocka_unit_test(the_very_end_is_not_before_a_last_newline),
		cmocka_unit_test(a_pattern_that_is_refused_stays_refused),
		cmocka_unit_test(more_patterns_than_the_store_holds_are_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
