/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "knowledge/fingerprint/fingerprint_set.h"
#include "test.h"

#define HEAD "<fingerprints matches='ssh.banner' protocol='ssh' preference='0.9'>\n"
#define TAIL "</fingerprints>"

static const struct fingerprint_file *parse(struct arena *arena, const char *name, const char *text)
{
	const struct fingerprint_file *file = NULL;
	struct fault why;

	if (fingerprint_file_parse(arena, name, str_from(text), &file, &why))
		fail_msg("%s", why.text);
	return file;
}

static void a_file_says_what_it_is_for(void **state)
{
	const struct fingerprint_file *file;
	ARENA_SCOPED arena;

	arena_init(&arena);
	file = parse(
		&arena, "ssh_banners.xml",
		HEAD
		"<fingerprint pattern='^A(\\d)$' flags='REG_ICASE, REG_MULTILINE' certainty='0.5'>\n"
		"<description> An A\n</description><example service.version='1' _encoding='base64'>Q\nTE=</example>\n"
		"<param pos='1' name='service.version'/></fingerprint>" TAIL);
	assert_string_equal(file->kind, "ssh.banner");
	assert_string_equal(file->protocol, "ssh");
	assert_true(file->preference == 0.9);
	assert_int_equal(file->count, 1);
	assert_int_equal(file->fingerprints[0].line, 2);
	assert_int_equal(file->fingerprints[0].flags, FINGERPRINT_ANY_CASE | FINGERPRINT_DOT_NEWLINE);
	assert_string_equal(file->fingerprints[0].description, "An A");
	assert_string_equal(file->fingerprints[0].certainty, "0.5");
	assert_true(str_is(file->fingerprints[0].examples[0].text, "A1"));
	assert_int_equal(file->fingerprints[0].examples[0].claim_count, 1);
	file = parse(&arena, "rsh_resp.xml", "<fingerprints><fingerprint pattern='a'/></fingerprints>");
	assert_string_equal(file->kind, "rsh_resp");
	assert_true(file->preference == 0.10);
}

static void assert_refused(const char *name, const char *text, const char *words)
{
	const struct fingerprint_file *file = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(fingerprint_file_parse(&arena, name, str_from(text), &file, &why), ERR_INVALID);
	assert_null(file);
	if (!strstr(why.text, words))
		fail_msg("\"%s\" does not hold \"%s\"", why.text, words);
}

static void what_is_wrong_is_named_with_its_line(void **state)
{
	assert_refused("../x.xml", "<fingerprints/>", "not the name");
	assert_refused(".x.xml", "<fingerprints/>", "not the name");
	assert_refused("a.xml", "<fingerprints/>", "a.xml:1:1: no fingerprint");
	assert_refused("a.xml", "<rss/>", "not a file of fingerprints");
	assert_refused("a.xml", HEAD "<fingerprint/>" TAIL, "a.xml:2:1: a fingerprint without a pattern");
	assert_refused("a.xml", HEAD "<fingerprint pattern='a' flags='REG_X'/>" TAIL, "unknown flags: REG_X");
	assert_refused("a.xml", HEAD "<fingerprint pattern='a'>\n<param pos='-1' name='x'/></fingerprint>" TAIL,
		       "a.xml:3:1: a param's pos");
	assert_refused("a.xml", HEAD "<fingerprint pattern='a'><param pos='0' name='x'/></fingerprint>" TAIL,
		       "neither");
	assert_refused("a.xml", HEAD "<fingerprint pattern='a'><param pos='1' name='x' value='y'/></fingerprint>" TAIL,
		       "both");
	assert_refused("a.xml",
		       HEAD "<fingerprint pattern='a'><example _encoding='base64'>?</example></fingerprint>" TAIL,
		       "not base64");
	assert_refused("a.xml", HEAD "<fingerprint pattern='a'><example _filename='../x'/></fingerprint>" TAIL,
		       "beside");
	assert_refused("a.xml", HEAD "<script/>" TAIL, "unknown element");
	assert_refused("a.xml", "<fingerprints preference='2'><fingerprint pattern='a'/></fingerprints>", "preference");
}

static struct fingerprint_answer ask(struct fingerprint_set *set, struct arena *arena, const char *text, bool is_all)
{
	const struct fingerprint_question question = {.kind = "ssh.banner", .text = str_from(text), .is_all = is_all};
	struct fingerprint_matcher *matcher = fingerprint_matcher_new(set);
	struct fingerprint_answer answer;

	assert_int_equal(fingerprint_set_ask(set, matcher, arena, &question, &answer, NULL), ERR_OK);
	fingerprint_matcher_free(matcher);
	return answer;
}

static const char *value(const struct fingerprint_match *match, const char *name)
{
	const struct str *found = fingerprint_value_find(&match->values, str_from(name));

	return found ? found->p : NULL;
}

static void values_are_filled_from_groups_and_from_each_other(void **state)
{
	const struct fingerprint_file *file;
	struct fingerprint_answer answer;
	struct fingerprint_set *set;
	ARENA_SCOPED arena;

	arena_init(&arena);
	file = parse(&arena, "a.xml",
		     HEAD "<fingerprint pattern='^Foo(?:/(\\S*))?( x)?'>"
			  "<param pos='0' name='service.cpe23' value='cpe:/a:foo:foo:{service.version}'/>"
			  "<param pos='0' name='label' value='Foo {service.version}!'/>"
			  "<param pos='0' name='odd' value='a{b c}{'/><param pos='0' name='twice' value='old'/>"
			  "<param pos='1' name='service.version'/><param pos='2' name='x'/>"
			  "<param pos='0' name='twice' value='new'/></fingerprint>" TAIL);
	set = fingerprint_set_new(&file, 1);
	answer = ask(set, &arena, "Foo/1.2", false);
	assert_int_equal(answer.count, 1);
	assert_string_equal(value(answer.matches, "service.cpe23"), "cpe:/a:foo:foo:1.2");
	assert_string_equal(value(answer.matches, "label"), "Foo 1.2!");
	assert_string_equal(value(answer.matches, "odd"), "a{b c}{");
	assert_string_equal(value(answer.matches, "twice"), "new");
	assert_null(value(answer.matches, "x"));
	answer = ask(set, &arena, "Foo", false);
	assert_string_equal(value(answer.matches, "service.cpe23"), "cpe:/a:foo:foo:-");
	assert_null(value(answer.matches, "label"));
	answer = ask(set, &arena, "Foo/{x}", false);
	assert_string_equal(value(answer.matches, "label"), "Foo {x}!");
	fingerprint_set_free(set);
}

static void all_or_the_first_come_in_the_order_of_files_and_lines(void **state)
{
	const struct fingerprint_file *files[2];
	struct fingerprint_answer answer;
	struct fingerprint_set *set;
	ARENA_SCOPED arena;

	arena_init(&arena);
	files[0] = parse(&arena, "b.xml", HEAD "<fingerprint pattern='.'/>" TAIL);
	files[1] = parse(&arena, "a.xml", HEAD "<fingerprint pattern='foobar'/>\n<fingerprint pattern='foo'/>" TAIL);
	set = fingerprint_set_new(files, 2);
	answer = ask(set, &arena, "FOO foobar", true);
	assert_int_equal(answer.count, 3);
	assert_ptr_equal(answer.matches[0].fingerprint, &files[1]->fingerprints[0]);
	assert_ptr_equal(answer.matches[1].fingerprint, &files[1]->fingerprints[1]);
	assert_ptr_equal(answer.matches[2].file, files[0]);
	answer = ask(set, &arena, "xfoo", false);
	assert_int_equal(answer.count, 1);
	assert_int_equal(answer.matches[0].fingerprint->line, 3);
	assert_int_equal(ask(set, &arena, "", true).count, 0);
	fingerprint_set_free(set);
}

static void a_refused_pattern_is_told_and_the_others_run(void **state)
{
	const struct fingerprint_refusal *refusals;
	const struct fingerprint_file *file;
	struct fingerprint_set *set;
	ARENA_SCOPED arena;
	size_t count;

	arena_init(&arena);
	file = parse(&arena, "a.xml",
		     HEAD
		     "<fingerprint pattern='a('/>\n<fingerprint pattern='a'><param pos='1' name='x'/></fingerprint>\n"
		     "<fingerprint pattern='[a[b]]'/>\n<fingerprint pattern='a'/>" TAIL);
	set = fingerprint_set_new(&file, 1);
	refusals = fingerprint_set_refusals(set, &count);
	assert_int_equal(count, 3);
	assert_int_equal(refusals[0].line, 2);
	assert_non_null(strstr(refusals[0].text, "offset 2: missing closing parenthesis"));
	assert_non_null(strstr(refusals[1].text, "no group 1"));
	assert_non_null(strstr(refusals[2].text, "class within a class"));
	assert_int_equal(fingerprint_set_count(set), 1);
	assert_int_equal(ask(set, &arena, "a", true).count, 1);
	fingerprint_set_free(set);
}

static void an_endless_pattern_is_counted_and_the_others_answer(void **state)
{
	const struct fingerprint_file *file;
	struct fingerprint_answer answer;
	struct fingerprint_set *set;
	char text[103];
	ARENA_SCOPED arena;

	arena_init(&arena);
	memset(text, 'a', 100);
	memcpy(text + 100, "-x", 3);
	file = parse(&arena, "a.xml", HEAD "<fingerprint pattern='^(?:a|aa)+$x'/><fingerprint pattern='aaa'/>" TAIL);
	set = fingerprint_set_new(&file, 1);
	answer = ask(set, &arena, text, true);
	assert_int_equal(answer.given_up, 1);
	assert_int_equal(answer.count, 1);
	fingerprint_set_free(set);
}

int test_fingerprint(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_says_what_it_is_for),
		cmocka_unit_test(what_is_wrong_is_named_with_its_line),
		cmocka_unit_test(values_are_filled_from_groups_and_from_each_other),
		cmocka_unit_test(all_or_the_first_come_in_the_order_of_files_and_lines),
		cmocka_unit_test(a_refused_pattern_is_told_and_the_others_run),
		cmocka_unit_test(an_endless_pattern_is_counted_and_the_others_answer),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
