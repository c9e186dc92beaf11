/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "knowledge/fingerprint/fingerprint_filter.h"
#include "knowledge/fingerprint/fingerprint_pattern.h"
#include "test.h"

#define DOT "(?:[\\xc2-\\xf4][\\x80-\\xbf]{1,3}|.)"

static void assert_says(const char *ruby, const char *expected)
{
	struct fault why = {0};
	BUF_SCOPED out;

	buf_init(&out, 4096);
	if (fingerprint_pattern_translate(&out, str_from(ruby), &why))
		fail_msg("%s", why.text);
	assert_string_equal(buf_text(&out), expected);
}

static void assert_refused(const char *ruby, const char *words)
{
	struct fault why = {0};
	BUF_SCOPED out;

	buf_init(&out, 4096);
	assert_int_equal(fingerprint_pattern_translate(&out, str_from(ruby), &why), ERR_UNSUPPORTED);
	if (!strstr(why.text, words))
		fail_msg("\"%s\" does not hold \"%s\"", why.text, words);
}

static void what_both_read_alike_is_left_alone(void **state)
{
	assert_says("^a(?:b|\\S+)[^\\]x]*(c){2,3}$", "^a(?:b|\\S+)[^\\]x]*(c){2,3}$");
	assert_says("a.*b.+c.{3}", "a.*b.+c.{3}");
	assert_says("[[:digit:].]+", "[[:digit:].]+");
	assert_says("\\.\\(\\[", "\\.\\(\\[");
	assert_says("(?=a)(?!b)(?<n>c)", "(?=a)(?!b)(?<n>c)");
}

static void options_reach_to_the_end_of_their_group(void **state)
{
	assert_says("(?i)a|b", "(?i:a|b)");
	assert_says("x(?i)a|b", "x(?i:a|b)");
	assert_says("(x(?m)a|b)c", "(x(?s:a|b))c");
	assert_says("(?im:a)b", "(?is:a)b");
	assert_says("(?i)(?m)a", "(?i:(?s:a))");
}

static void differences_are_rewritten(void **state)
{
	assert_says("a.b", "a" DOT "b");
	assert_says("a.?b", "a" DOT "?b");
	assert_says("\\h[\\h]\\H", "[0-9A-Fa-f][0-9A-Fa-f][^0-9A-Fa-f]");
	assert_says("\\v", "\\x0b");
	assert_says("a{,3}", "a{0,3}");
	assert_says("x(.+)* y", "x(.+)? y");
}

static void what_has_no_equal_is_refused_with_its_offset(void **state)
{
	assert_refused("a[b[c]]", "offset 3: a class within a class");
	assert_refused("[a&&b]", "intersection");
	assert_refused("[\\H]", "\\H within a class");
	assert_refused("(?x)a b", "extended");
	assert_refused("(*ACCEPT)", "no meaning");
}

/* The literals of a pattern in one text: "foo|bar". */
static void assert_needs(const char *pattern, const char *expected)
{
	struct fingerprint_needs needs;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, 4096);
	needs = fingerprint_literal_find(&arena, str_from(pattern));
	for (size_t i = 0; i < needs.count; i++) {
		if (i)
			buf_add_byte(&out, '|');
		buf_add(&out, needs.literals[i]);
	}
	assert_string_equal(buf_text(&out), expected);
}

static void a_pattern_needs_its_longest_certain_literal(void **state)
{
	assert_needs("^Foo Server/(\\d+)$", "foo server/");
	assert_needs("ab?cdef", "cdef");
	assert_needs("abc+def", "abc");
	assert_needs("abcd*efg?", "abc");
	assert_needs("abc{0,2}defg", "defg");
	assert_needs("abc{2}x", "abc");
	assert_needs("(?:foo|barbaz)x", "foo|barbaz");
	assert_needs("(?:foo|b)barbaz", "barbaz");
	assert_needs("(?:foobar)?abc", "abc");
	assert_needs("(?!foobar)abc(?=foobar)", "abc");
	assert_needs("a\\.b\\x41c", "a.bac");
	assert_needs("[abc]def[]xyz]", "def");
	assert_needs("one|two|three", "one|two|three");
}

static void a_pattern_that_is_not_understood_needs_nothing(void **state)
{
	assert_needs("foo|.*", "");
	assert_needs("\\d+", "");
	assert_needs("\\Qfoo\\E", "");
	assert_needs("(?(1)foo|bar)foobar", "");
	assert_needs("(?R)foobar", "");
	assert_needs("foo)bar", "");
	assert_needs("(foobar", "");
	assert_needs("fo", "");
}

static void the_filter_finds_literals_at_both_ends_in_any_case(void **state)
{
	const char *const patterns[] = {"^foobar$", "ab|longer", "xyz", "zzzzzz"};
	struct fingerprint_needs needs[4];
	struct fingerprint_filter *filter;
	uint64_t bits;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < 4; i++)
		needs[i] = fingerprint_literal_find(&arena, str_from(patterns[i]));
	filter = fingerprint_filter_new(&arena, needs, 4);
	assert_int_equal(fingerprint_filter_words(filter), 1);
	fingerprint_filter_scan(filter, STR("FooBar xYz"), &bits);
	assert_int_equal(bits, 1 | 2 | 4);
	fingerprint_filter_scan(filter, STR("fooba"), &bits);
	assert_int_equal(bits, 2);
	fingerprint_filter_scan(filter, (struct str){NULL, 0}, &bits);
	assert_int_equal(bits, 2);
}

int test_fingerprint_pattern(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_both_read_alike_is_left_alone),
		cmocka_unit_test(options_reach_to_the_end_of_their_group),
		cmocka_unit_test(differences_are_rewritten),
		cmocka_unit_test(what_has_no_equal_is_refused_with_its_offset),
		cmocka_unit_test(a_pattern_needs_its_longest_certain_literal),
		cmocka_unit_test(a_pattern_that_is_not_understood_needs_nothing),
		cmocka_unit_test(the_filter_finds_literals_at_both_ends_in_any_case),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
