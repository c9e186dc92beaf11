/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include <stdio.h>
#include <string.h>

#include "nuclei/nuclei_expression.h"

/* What a response might have shown. */
static struct nuclei_value lookup(const void *context, const char *name)
{
	struct nuclei_value cut = nuclei_value_text(STR("<html>Nginx"));

	cut.extent = NUCLEI_HEAD;
	if (strcmp(name, "status_code") == 0)
		return nuclei_value_number(200);
	if (strcmp(name, "body") == 0)
		return nuclei_value_text(STR("<title>Welcome to nginx!</title>"));
	if (strcmp(name, "cut") == 0)
		return cut;
	return strcmp(name, "unseen") == 0 ? nuclei_value_unknown() : nuclei_value_absent();
}

static struct nuclei_value run(struct arena *arena, const char *text)
{
	struct nuclei_scope scope = {.arena = arena, .lookup = lookup, .patterns = nuclei_pattern_store_new()};
	const struct nuclei_expression *expression;
	struct nuclei_value value;
	const char *what = "";
	struct fault why;

	if (nuclei_expression_parse(arena, str_from(text), &expression, &what, &why))
		fail_msg("%s: %s", text, why.text);
	value = nuclei_expression_run(expression, &scope);
	nuclei_pattern_store_free(scope.patterns);
	return value;
}

static void assert_answers(enum nuclei_answer expected, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		ARENA_SCOPED arena;
		enum nuclei_answer answer;
		arena_init(&arena);
		answer = nuclei_value_is_true(run(&arena, texts[i]));
		if (answer != expected)
			fail_msg("%s: %d", texts[i], answer);
	}
}

#define ASSERT_ANSWERS(expected, ...)                                                                                  \
	assert_answers(expected, (const char *const[]){__VA_ARGS__}, COUNT(((const char *const[]){__VA_ARGS__})))

static void operators_bind_as_in_go(void **state)
{
	ASSERT_ANSWERS(NUCLEI_YES, "1 + 2 * 3 == 7", "(1 + 2) * 3 == 9", "7 % 4 == 3", "-1 < 0", "10 / 4 == 2.5",
		       "2 - 1 - 1 == 0", "true || true && false", "!false && true", "\"a\" + 'b' == \"ab\"",
		       "\"n\" + 1 == \"n1\"", "status_code==200&&contains(body,\"nginx\")", "status_code in (200, 204)",
		       "\"b\" < \"c\"", "body =~ \"n[g]inx\"", "body !~ \"Apache\"", "((((status_code)))) >= 200",
		       "\"1\" != 1");
	ASSERT_ANSWERS(NUCLEI_NO, "1 == 2", "false || status_code != 200", "status_code in (301, 302)", "\"1\" == 1",
		       "!(status_code == 200)");
}

static void a_backslash_makes_the_next_character_plain(void **state)
{
	ASSERT_ANSWERS(NUCLEI_YES, "\"a\\\"b\" == 'a\"b'", "'\\\\.' == \"\\\\.\"", "len('\\n') == 1", "'\\n' == 'n'");
}

static void what_was_not_recorded_cannot_be_told(void **state)
{
	ASSERT_ANSWERS(NUCLEI_CANNOT_TELL, "contains(unseen, \"x\")", "!contains(unseen, \"x\")", "unseen == 1",
		       "status_code == 200 && contains(unseen, \"x\")", "contains(cut, \"footer\")", "len(cut) == 11",
		       "md5(cut) == \"x\"", "ends_with(cut, \"Nginx\")", "regex(\"Nginx$\", cut)", "unseen || false",
		       "contains_all(cut, \"html\", \"footer\")");
	ASSERT_ANSWERS(NUCLEI_YES, "contains(cut, \"Nginx\")", "contains(to_lower(cut), \"nginx\")", "unseen || true",
		       "starts_with(cut, \"<html>\")", "regex(\"^<html\", cut)",
		       "contains_any(cut, \"html\", \"footer\")");
	ASSERT_ANSWERS(NUCLEI_NO, "unseen && false", "starts_with(cut, \"<body>\")", "cut == \"<html>\"");
}

/* Where the unseen body decides, the missing header is not looked at; else it fails the whole. */
static void a_header_that_may_be_missed_keeps_the_rest_from_deciding(void **state)
{
	ASSERT_ANSWERS(NUCLEI_CANNOT_TELL, "contains(unseen, \"x\") || !server || true", "(unseen == server) || true",
		       "true && (unseen || !server) || true", "!(unseen && server && false)");
	ASSERT_ANSWERS(NUCLEI_YES, "unseen || true || server");
	ASSERT_ANSWERS(NUCLEI_NO, "false || !server || true");
}

static void a_header_that_is_missing_fails_the_expression(void **state)
{
	ASSERT_ANSWERS(NUCLEI_NO, "contains(server, \"x\")", "!contains(server, \"x\")",
		       "status_code == 200 && server == \"x\"");
	ASSERT_ANSWERS(NUCLEI_YES, "status_code == 200 || server == \"x\"");
}

static void a_mistake_of_types_cannot_be_told(void **state)
{
	ASSERT_ANSWERS(NUCLEI_CANNOT_TELL, "\"a\" * 2", "1 / 0", "status_code", "\"a\" < 1", "index(\"a\", 0)",
		       "!body");
}

static void functions_answer_as_documented(void **state)
{
	ASSERT_ANSWERS(NUCLEI_YES, "md5(\"\") == \"d41d8cd98f00b204e9800998ecf8427e\"",
		       "sha1(\"abc\") == \"a9993e364706816aba3e25717850c26c9cd0d89d\"",
		       "sha256(\"\") == \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"",
		       "mmh3(\"test\") == \"-1167338989\"", "base64(\"Hello\") == \"SGVsbG8=\"",
		       "base64_decode(\"SGVsbG8=\") == \"Hello\"", "base64_py(\"Hello\") == \"SGVsbG8=\n\"",
		       "len(base64_py(repeat(\"x\", 60))) == 82", "hex_encode(\"aB\") == \"6142\"",
		       "hex_decode(\"6142\") == \"aB\"", "hex_to_dec(\"ff\") == 255", "dec_to_hex(255) == \"ff\"",
		       "url_encode(\"a b&c\") == \"a+b%26c\"", "url_decode(\"a+b%26c\") == \"a b&c\"",
		       "html_escape(\"<a>\") == \"&lt;a&gt;\"", "html_unescape(\"&lt;a&gt;&amp;\") == \"<a>&\"",
		       "to_upper(\"aB\") == \"AB\"", "tolower(\"aB\") == \"ab\"", "len(\"abc\") == 3",
		       "trim(\"xxaxx\", \"x\") == \"a\"", "trim_left(\"xa\", \"x\") == \"a\"",
		       "trim_right(\"ax\", \"x\") == \"a\"", "trim_space(\" a\t\") == \"a\"",
		       "trim_prefix(\"v1\", \"v\") == \"1\"", "trim_suffix(\"a.php\", \".php\") == \"a\"",
		       "replace(\"a-b-c\", \"-\", \"+\") == \"a+b+c\"",
		       "replace_regex(\"a1b22\", \"[0-9]+\", \"\") == \"ab\"", "join(\"-\", \"a\", 1) == \"a-1\"",
		       "index(split(\"a,b,c\", \",\"), 1) == \"b\"", "len(split(\"a,b,c\", \",\", 2)) == 2",
		       "join(\"+\", split(\"a,b\", \",\")) == \"a+b\"", "concat(\"a\", 1, true) == \"a1true\"",
		       "substr(\"abcdef\", 1, 3) == \"bc\"", "substr(\"abc\", 1) == \"bc\"",
		       "repeat(\"ab\", 2) == \"abab\"", "reverse(\"abc\") == \"cba\"", "to_number(\"12\") == 12",
		       "to_string(12) == \"12\"", "equals_any(\"a\", \"b\", \"a\")",
		       "ends_with(\"a.php\", \".asp\", \".php\")", "line_starts_with(\"a\nbc\", \"b\")",
		       "line_ends_with(\"ab\nc\", \"b\")", "contains_all(\"abc\", \"a\", \"c\")",
		       "regex(\"(?i)NGINX\", body)");
	ASSERT_ANSWERS(NUCLEI_NO, "contains_any(\"abc\", \"d\", \"e\")", "contains_all(\"abc\", \"a\", \"d\")",
		       "starts_with(\"abc\", \"b\")", "regex(\"^nginx\", body)", "line_starts_with(\"a\nbc\", \"c\")");
}

static void versions_are_compared_with_every_constraint(void **state)
{
	ASSERT_ANSWERS(NUCLEI_YES, "compare_versions(\"1.2.3\", \"< 1.10\")",
		       "compare_versions(\"v2.0\", \">= 1.0\", \"<2.1\")",
		       "compare_versions(\"2.0\", \">= 1.0, < 2.1\")", "compare_versions(\"1.0\", \"1.0\")",
		       "compare_versions(\"1.0\", \"!= 1.1\")");
	ASSERT_ANSWERS(NUCLEI_NO, "compare_versions(\"2.1\", \">= 1.0\", \"<2.1\")",
		       "compare_versions(\"1.10\", \"<= 1.9\")");
	ASSERT_ANSWERS(NUCLEI_CANNOT_TELL, "compare_versions(\"unknown\", \"< 1\")",
		       "compare_versions(\"1\", \"~> 1\")");
}

static void a_mistake_is_named_with_its_offset(void **state)
{
	static const char *const texts[] = {
		"",   "1 +", "(1", "\"abc", "contains(\"a\")", "contains(1, 2, 3)", "1 2", "1..2", "a b", ")",
		"()", "[a]", "!",  "'a\\"};

	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct nuclei_expression *expression;
		const char *what = NULL;
		struct fault why = {0};
		ARENA_SCOPED arena;
		arena_init(&arena);
		if (nuclei_expression_parse(&arena, str_from(texts[i]), &expression, &what, &why) != ERR_INVALID)
			fail_msg("%s: %s", texts[i], why.text);
		assert_non_null(strstr(why.text, "expression, offset "));
	}
}

static void what_is_not_known_here_is_named(void **state)
{
	static const char *const texts[][2] = {{"jarm(Hostname) == \"x\"", "jarm"},
					       {"rand_int(1, 2) > 0", "rand_int"},
					       {"a ? b : c", "?"},
					       {"a ^ b", "^"}};

	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct nuclei_expression *expression;
		const char *what = "";
		struct fault why;
		ARENA_SCOPED arena;
		arena_init(&arena);
		assert_int_equal(nuclei_expression_parse(&arena, str_from(texts[i][0]), &expression, &what, &why),
				 ERR_UNSUPPORTED);
		assert_string_equal(what, texts[i][1]);
	}
}

static void hostile_expressions_are_bounded(void **state)
{
	const struct nuclei_expression *expression;
	const char *what = NULL;
	ARENA_SCOPED arena;
	BUF_SCOPED deep;

	arena_init(&arena);
	buf_init(&deep, 65536);
	for (int i = 0; i < 10000; i++)
		buf_add_byte(&deep, i % 2 ? '(' : '!');
	assert_int_equal(nuclei_expression_parse(&arena, buf_str(&deep), &expression, &what, NULL), ERR_TOO_LARGE);
	buf_clear(&deep);
	for (int i = 0; i < 8000; i++)
		buf_add_text(&deep, "1+");
	buf_add_text(&deep, "1");
	assert_int_equal(nuclei_expression_parse(&arena, buf_str(&deep), &expression, &what, NULL), ERR_TOO_LARGE);
	ASSERT_ANSWERS(NUCLEI_CANNOT_TELL, "len(repeat(repeat(repeat(\"x\", 60000), 60000), 60000)) > 0",
		       "regex(\"(a|aa)+$\", repeat(\"a\", 60000) + \"b\")");
}

int test_nuclei_expression(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operators_bind_as_in_go),
		cmocka_unit_test(a_backslash_makes_the_next_character_plain),
		cmocka_unit_test(what_was_not_recorded_cannot_be_told),
		cmocka_unit_test(a_header_that_may_be_missed_keeps_the_rest_from_deciding),
		cmocka_unit_test(a_header_that_is_missing_fails_the_expression),
		cmocka_unit_test(a_mistake_of_types_cannot_be_told),
		cmocka_unit_test(functions_answer_as_documented),
		cmocka_unit_test(versions_are_compared_with_every_constraint),
		cmocka_unit_test(a_mistake_is_named_with_its_offset),
		cmocka_unit_test(what_is_not_known_here_is_named),
		cmocka_unit_test(hostile_expressions_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
