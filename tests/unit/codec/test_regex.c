/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/regex.h"
#include "test.h"

/* Searches; the groups of the match are views of the subject. */
static enum err search(const char *pattern, unsigned flags, struct str subject, bool *ret_is_found,
		       struct regex_match *ret_match, struct fault *why)
{
	struct regex_scratch *scratch = regex_scratch_new();
	struct regex *regex = NULL;
	enum err err;

	err = regex_compile(str_from(pattern), flags, &regex, why);
	if (!err)
		err = regex_find(regex, scratch, subject, 0, ret_is_found, ret_match, why);
	regex_free(regex);
	regex_scratch_free(scratch);
	return err;
}

static bool is_found(const char *pattern, unsigned flags, const char *subject)
{
	struct regex_match match;
	struct fault why;
	bool found = false;

	if (search(pattern, flags, str_from(subject), &found, &match, &why))
		fail_msg("%s", why.text);
	return found;
}

static void groups_are_views_and_absent_ones_have_no_place(void **state)
{
	struct regex_match match;
	bool found = false;

	assert_int_equal(search("(a+)(x)?(b*)c", 0, STR("-aac-"), &found, &match, NULL), ERR_OK);
	assert_true(found);
	assert_int_equal(match.count, 4);
	assert_true(str_is(match.groups[0], "aac"));
	assert_true(str_is(match.groups[1], "aa"));
	assert_null(match.groups[2].p);
	assert_non_null(match.groups[3].p);
	assert_int_equal(match.groups[3].n, 0);
}

static void flags_say_what_dot_case_and_anchors_mean(void **state)
{
	assert_false(is_found("A", 0, "a"));
	assert_true(is_found("A", REGEX_ANY_CASE, "a"));
	assert_false(is_found("a.b", 0, "a\nb"));
	assert_true(is_found("a.b", REGEX_DOT_NEWLINE, "a\nb"));
	assert_false(is_found("^b$", 0, "a\nb\nc"));
	assert_true(is_found("^b$", REGEX_LINES, "a\nb\nc"));
	assert_true(is_found("a.b", 0, "a\rb"));
}

static void bytes_need_not_be_text(void **state)
{
	struct regex_match match;
	bool found = false;

	assert_int_equal(search("\\x00(.)\\xff", 0, str_of("a\0\x80\xff", 4), &found, &match, NULL), ERR_OK);
	assert_true(found);
	assert_int_equal((unsigned char)match.groups[1].p[0], 0x80);
}

static void a_search_can_start_later(void **state)
{
	struct regex_scratch *scratch = regex_scratch_new();
	struct regex_match match;
	struct regex *regex;
	bool found = false;

	assert_int_equal(regex_compile(STR("a"), 0, &regex, NULL), ERR_OK);
	assert_int_equal(regex_find(regex, scratch, STR("aba"), 1, &found, &match, NULL), ERR_OK);
	assert_true(found);
	assert_int_equal(match.groups[0].n, 1);
	assert_int_equal(regex_find(regex, scratch, STR("aba"), 3, &found, &match, NULL), ERR_OK);
	assert_false(found);
	assert_int_equal(regex_find(regex, scratch, STR("aba"), 4, &found, &match, NULL), ERR_OK);
	assert_false(found);
	regex_free(regex);
	regex_scratch_free(scratch);
}

static void assert_refused(const char *pattern, enum err expected, const char *text)
{
	struct regex *regex = NULL;
	struct fault why = {0};

	assert_int_equal(regex_compile(str_from(pattern), 0, &regex, &why), expected);
	assert_null(regex);
	if (!strstr(why.text, text))
		fail_msg("\"%s\" does not hold \"%s\"", why.text, text);
}

static void a_bad_pattern_is_named_with_its_offset(void **state)
{
	static char nested[2 * 200 + 1], groups[2 * 70 + 1], large[REGEX_PATTERN_MAX + 2];

	memset(nested, '(', 200);
	memset(nested + 200, ')', 200);
	for (size_t i = 0; i < 70; i++)
		memcpy(groups + 2 * i, "()", 2);
	memset(large, 'a', sizeof(large) - 1);
	assert_refused("ab(c", ERR_INVALID, "offset 4: missing closing parenthesis");
	assert_refused("a**?+b[", ERR_INVALID, "offset");
	assert_refused("(*UTF)a", ERR_INVALID, "offset");
	assert_refused("a\\Cb", ERR_INVALID, "\\C");
	assert_refused(nested, ERR_INVALID, "nested");
	assert_refused(groups, ERR_TOO_LARGE, "more than 63 groups");
	assert_refused(large, ERR_TOO_LARGE, "more than 16384 bytes");
	assert_refused("(?:(?:(?:a{1,500}){1,500}){1,500}){1,500}", ERR_INVALID, "too large");
}

/* Sixty times a, and a b that the pattern needs, so that no short cut ends the search. */
static void fill(char subject[64])
{
	memset(subject, 'a', 60);
	memcpy(subject + 60, "-b", 3);
}

static void an_exponential_search_is_given_up(void **state)
{
	struct regex_match match;
	struct fault why = {0};
	bool found = false;
	char subject[64];

	fill(subject);
	assert_int_equal(search("^(?:a|aa|aaa)+$b", 0, str_from(subject), &found, &match, &why), ERR_TOO_LARGE);
	assert_non_null(strstr(why.text, "given up"));
	assert_int_equal(search("(*NO_JIT)^(?:a|aa|aaa)+$b", 0, str_from(subject), &found, &match, &why),
			 ERR_TOO_LARGE);
}

static void a_pattern_cannot_raise_its_limits(void **state)
{
	struct regex_match match;
	bool found = false;
	char subject[64];

	fill(subject);
	assert_int_equal(
		search("(*LIMIT_MATCH=4000000000)^(?:a|aa|aaa)+$b", 0, str_from(subject), &found, &match, NULL),
		ERR_TOO_LARGE);
}

static void too_long_a_subject_is_refused(void **state)
{
	static char subject[REGEX_SUBJECT_MAX + 1];
	struct regex_match match;
	bool found = false;

	assert_int_equal(search("a", 0, str_of(subject, sizeof(subject)), &found, &match, NULL), ERR_TOO_LARGE);
	assert_int_equal(search("a", 0, str_of(subject, sizeof(subject) - 1), &found, &match, NULL), ERR_OK);
	assert_int_equal(search("^$", 0, (struct str){NULL, 0}, &found, &match, NULL), ERR_OK);
	assert_true(found);
}

int test_regex(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(groups_are_views_and_absent_ones_have_no_place),
		cmocka_unit_test(flags_say_what_dot_case_and_anchors_mean),
		cmocka_unit_test(bytes_need_not_be_text),
		cmocka_unit_test(a_search_can_start_later),
		cmocka_unit_test(a_bad_pattern_is_named_with_its_offset),
		cmocka_unit_test(an_exponential_search_is_given_up),
		cmocka_unit_test(a_pattern_cannot_raise_its_limits),
		cmocka_unit_test(too_long_a_subject_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
