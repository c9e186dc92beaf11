/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/finding.h"
#include "test.h"

static struct finding example(void)
{
	return (struct finding){.check = "cleartext-login",
				.verdict = VERDICT_BAD,
				.priority = PRIORITY_P2,
				.confidence = CONFIDENCE_CONFIRMED,
				.target = "ftp.example.jp",
				.address = "192.0.2.7",
				.port = 21,
				.variant = "ftp",
				.evidence = "220 \"ready\""};
}

static void a_remedy_and_the_version_of_knowledge_are_kept(void **state)
{
	struct finding before = example(), after;
	ARENA_SCOPED arena;
	BUF_SCOPED line;

	arena_init(&arena);
	buf_init(&line, FINDING_LINE_MAX);
	before.remedy = "update:nginx";
	before.knowledge = "2025-08-25.1f0c2a9b";
	finding_format(&before, &line);
	assert_int_equal(finding_parse(&arena, buf_str(&line), &after, NULL), ERR_OK);
	assert_string_equal(after.remedy, "update:nginx");
	assert_string_equal(after.knowledge, "2025-08-25.1f0c2a9b");
}

static void a_line_of_an_earlier_version_has_no_remedy(void **state)
{
	static const char line[] = "{\"check\":\"x\",\"verdict\":\"good\",\"priority\":null,\"confidence\":\"likely\","
				   "\"target\":\"\",\"address\":\"\",\"port\":0,\"variant\":\"\",\"evidence\":\"\"}";
	struct finding finding;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(finding_parse(&arena, str_from(line), &finding, NULL), ERR_OK);
	assert_string_equal(finding.remedy, "");
	assert_string_equal(finding.knowledge, "");
}

static void what_is_formatted_is_parsed_back(void **state)
{
	struct finding before = example(), after;
	struct fault why;
	struct value *details;
	ARENA_SCOPED arena;
	BUF_SCOPED line;

	arena_init(&arena);
	buf_init(&line, FINDING_LINE_MAX);
	details = value_map(&arena);
	value_set_int(&arena, details, "days", 12);
	before.details = details;
	finding_format(&before, &line);
	assert_int_equal(finding_parse(&arena, buf_str(&line), &after, &why), ERR_OK);
	assert_string_equal(after.check, before.check);
	assert_string_equal(after.evidence, before.evidence);
	assert_string_equal(after.variant, "ftp");
	assert_int_equal(after.priority, PRIORITY_P2);
	assert_int_equal(after.port, 21);
	assert_int_equal(value_get_int(after.details, "days", 0), 12);
}

static void a_line_has_the_members_of_the_schema_in_one_line(void **state)
{
	struct finding finding = example();
	BUF_SCOPED line;

	buf_init(&line, FINDING_LINE_MAX);
	finding_format(&finding, &line);
	assert_string_equal(buf_text(&line),
			    "{\"check\":\"cleartext-login\",\"verdict\":\"bad\",\"priority\":\"P2\","
			    "\"confidence\":\"confirmed\",\"target\":\"ftp.example.jp\",\"address\":\"192.0.2.7\","
			    "\"port\":21,\"variant\":\"ftp\",\"evidence\":\"220 "
			    "\\\"ready\\\"\",\"remedy\":\"\",\"knowledge\":\"\",\"details\":{}}");
}

static void a_good_finding_has_no_priority(void **state)
{
	struct finding finding = example(), back;
	struct fault why;
	ARENA_SCOPED arena;
	BUF_SCOPED line;

	arena_init(&arena);
	buf_init(&line, FINDING_LINE_MAX);
	finding.verdict = VERDICT_GOOD;
	finding_format(&finding, &line);
	assert_true(str_find(buf_str(&line), "\"priority\":null") < line.size);
	assert_int_equal(finding_parse(&arena, buf_str(&line), &back, &why), ERR_OK);
	assert_int_equal(back.verdict, VERDICT_GOOD);
}

static void a_wrong_line_names_the_member_at_fault(void **state)
{
#define REST "\"target\":\"\",\"address\":\"\",\"variant\":\"\",\"evidence\":\"\"}"
	static const char *const lines[][2] = {
		{"[]", "object"},
		{"{\"check\":\"\"," REST, "check"},
		{"{\"check\":7," REST, "check"},
		{"{\"check\":\"a\",\"verdict\":\"ugly\"," REST, "verdict"},
		{"{\"check\":\"a\",\"verdict\":\"good\",\"confidence\":\"sure\"," REST, "confidence"},
		{"{\"check\":\"a\",\"verdict\":\"bad\",\"confidence\":\"likely\",\"priority\":null," REST, "priority"},
		{"{\"check\":\"a\",\"verdict\":\"bad\",\"confidence\":\"likely\",\"priority\":\"P5\"," REST,
		 "priority"},
		{"{\"check\":\"a\",\"verdict\":\"good\",\"confidence\":\"likely\",\"port\":65536," REST, "port"},
		{"{\"check\":\"a\",\"verdict\":\"good\",\"confidence\":\"likely\",\"port\":0,\"details\":[]," REST,
		 "details"},
		{"{\"check\":\"a\\u0000b\"," REST, "check"},
	};
	struct fault why;
	struct finding finding;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(lines); i++) {
		assert_int_equal(finding_parse(&arena, str_from(lines[i][0]), &finding, &why), ERR_INVALID);
		assert_true(str_find(str_from(why.text), lines[i][1]) < str_from(why.text).n);
	}
}

static void the_urgent_stands_first_and_the_good_last(void **state)
{
	static const struct finding findings[] = {
		{.check = "a", .verdict = VERDICT_GOOD, .target = "t"},
		{.check = "a", .verdict = VERDICT_UNTESTABLE, .target = "t"},
		{.check = "b", .verdict = VERDICT_BAD, .priority = PRIORITY_P4, .target = "t"},
		{.check = "b", .verdict = VERDICT_BAD, .priority = PRIORITY_P1, .target = "t", .port = 9},
		{.check = "b", .verdict = VERDICT_BAD, .priority = PRIORITY_P1, .target = "t", .port = 8},
	};
	struct finding_list list = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	list.arena = &arena;
	for (size_t i = 0; i < 5; i++)
		finding_list_add(&list, &findings[i]);
	finding_list_sort(&list);
	assert_int_equal(list.items[0].port, 8);
	assert_int_equal(list.items[1].port, 9);
	assert_int_equal(list.items[2].priority, PRIORITY_P4);
	assert_int_equal(list.items[3].verdict, VERDICT_UNTESTABLE);
	assert_int_equal(list.items[4].verdict, VERDICT_GOOD);
}

static void an_empty_list_is_an_empty_array(void **state)
{
	struct finding_list list = {0};
	BUF_SCOPED out;

	buf_init(&out, 100);
	finding_list_sort(&list);
	finding_list_format_json(&list, &out);
	assert_string_equal(buf_text(&out), "[]");
}

int test_finding(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_formatted_is_parsed_back),
		cmocka_unit_test(a_remedy_and_the_version_of_knowledge_are_kept),
		cmocka_unit_test(a_line_of_an_earlier_version_has_no_remedy),
		cmocka_unit_test(a_line_has_the_members_of_the_schema_in_one_line),
		cmocka_unit_test(a_good_finding_has_no_priority),
		cmocka_unit_test(a_wrong_line_names_the_member_at_fault),
		cmocka_unit_test(the_urgent_stands_first_and_the_good_last),
		cmocka_unit_test(an_empty_list_is_an_empty_array),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
