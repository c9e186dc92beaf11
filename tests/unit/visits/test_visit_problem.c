/* SPDX-License-Identifier: Apache-2.0 */
/* Broken input is refused with its place. */
#include "visits/visit_problem.h"

#include <string.h>

#include "codec/json.h"
#include "test.h"

#define RULES   "\"rules\":{\"visit_minutes\":90,\"gap_days\":7}"
#define EXPERTS "\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"slots\":[]}]"
#define NOBODY  "\"companies\":[]"
#define SLOT    "{\"from\":\"2025-07-01T10:00:00+09:00\",\"until\":\"2025-07-01T12:00:00+09:00\"}"

static bool is_refused_with(const char *input, const char *words)
{
	ARENA_SCOPED arena = {0};
	struct fault why = {0};
	struct value *value;
	struct visit_problem *problem;
	enum err err = json_decode(&arena, str_from(input), &value, &why);

	assert_int_equal(err, ERR_OK);
	err = visit_problem_read(&arena, value, &problem, &why);
	if (err != ERR_INVALID || !strstr(why.text, words))
		print_message("%s\n-> %s\n", input, why.text);
	return err == ERR_INVALID && strstr(why.text, words);
}

static void what_is_missing_or_of_a_wrong_kind_is_named(void **state)
{
	assert_true(is_refused_with("[]", "a map of"));
	assert_true(is_refused_with("{\"rules\":1}", "\"rules\""));
	assert_true(is_refused_with("{\"rules\":{\"visit_minutes\":30,\"gap_days\":7}}", "from 60 to 120"));
	assert_true(is_refused_with("{\"rules\":{\"visit_minutes\":90,\"gap_days\":0}}", "\"gap_days\""));
	assert_true(is_refused_with("{\"rules\":{\"visit_minutes\":90,\"gap_days\":1e99}}", "\"gap_days\""));
	assert_true(is_refused_with("{" RULES "," EXPERTS "}", "\"companies\" has to be a list"));
	assert_true(is_refused_with("{" RULES ",\"experts\":{}," NOBODY "}", "\"experts\" has to be a list"));
	assert_true(is_refused_with("{" RULES ",\"experts\":[7]," NOBODY "}", "expert 1: \"id\""));
	assert_true(is_refused_with(
		"{" RULES ",\"experts\":[{\"id\":\"e\\u0000\",\"area\":\"a\",\"slots\":[]}]," NOBODY "}", "\"id\""));
	assert_true(is_refused_with("{" RULES "," EXPERTS
				    ",\"companies\":[{\"id\":\"c\",\"area\":\"a\",\"visits\":4}]}",
				    "company 1: \"visits\""));
	assert_true(is_refused_with("{\"rules\":{\"visit_minutes\":90,\"gap_days\":7,\"closed\":[{\"from\":\"02-30\","
				    "\"until\":\"03-01\"}]}}",
				    "\"closed\" 1"));
	assert_true(is_refused_with("{\"rules\":{\"visit_minutes\":90,\"gap_days\":7,\"holidays\":[\"2025-02-29\"]}}",
				    "\"holidays\" 1"));
}

static void names_that_stand_twice_or_that_nobody_has_are_refused(void **state)
{
	assert_true(is_refused_with("{" RULES ",\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"slots\":[]},"
				    "{\"id\":\"e\",\"area\":\"a\",\"slots\":[]}]," NOBODY "}",
				    "\"e\" stands twice"));
	assert_true(is_refused_with("{" RULES "," EXPERTS ",\"companies\":[{\"id\":\"c\",\"area\":\"a\",\"visits\":1},"
				    "{\"id\":\"c\",\"area\":\"a\",\"visits\":1}]}",
				    "\"c\" stands twice"));
	assert_true(is_refused_with("{" RULES "," EXPERTS
				    ",\"companies\":[{\"id\":\"c\",\"area\":\"a\",\"visits\":1,\"expert\":\"x\"}]}",
				    "\"x\", who is no expert"));
	assert_true(is_refused_with("{" RULES ",\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"conflicts\":[\"x\"],"
				    "\"slots\":[]}]," NOBODY "}",
				    "\"x\", which is no company"));
}

static void times_out_of_order_are_refused(void **state)
{
	assert_true(is_refused_with("{" RULES ",\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"slots\":[{\"from\":"
				    "\"2025-07-01T10:00:00+09:00\",\"until\":\"2025-07-01T10:00:00+09:00\"}]}]," NOBODY
				    "}",
				    "slot 1: \"until\" is not later"));
	assert_true(is_refused_with("{" RULES ",\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"slots\":[{\"from\":"
				    "\"2025-07-01T23:00:00+09:00\",\"until\":\"2025-07-02T01:00:00+09:00\"}]}]," NOBODY
				    "}",
				    "beyond its day"));
	assert_true(is_refused_with(
		"{" RULES ",\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"slots\":[" SLOT
		",{\"from\":\"2025-07-01T09:00:00+09:00\",\"until\":\"2025-07-01T12:00:00+09:00\"}]}]," NOBODY "}",
		"slot 2: it begins before"));
	assert_true(is_refused_with("{" RULES ",\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"slots\":[{\"from\":"
				    "\"2025-07-01T10:00:00\"}]}]," NOBODY "}",
				    "\"from\" has to be a time"));
	assert_true(is_refused_with("{" RULES "," EXPERTS ",\"companies\":[{\"id\":\"c\",\"area\":\"a\",\"visits\":1,"
				    "\"free\":[" SLOT "," SLOT "]}]}",
				    "free 2: it begins before"));
}

static void a_list_longer_than_its_cap_is_refused(void **state)
{
	BUF_SCOPED input;

	buf_init(&input, 1 << 20);
	buf_add_text(&input, "{" RULES ",\"experts\":[");
	for (int i = 0; i <= VISIT_EXPERTS_MAX; i++)
		buf_add_text(&input, i ? ",1" : "1");
	buf_add_text(&input, "]," NOBODY "}");
	assert_true(is_refused_with(buf_text(&input), "at most 200 are taken"));
}

static void a_visit_begins_as_early_in_its_slot_as_the_company_is_free(void **state)
{
	ARENA_SCOPED arena = {0};
	struct visit_problem *problem;
	struct value *value;
	int64_t from_ms = 0;

	assert_int_equal(
		json_decode(&arena,
			    STR("{" RULES ",\"experts\":[{\"id\":\"e\",\"area\":\"a\",\"slots\":[" SLOT "]}],"
				"\"companies\":[{\"id\":\"c\",\"area\":\"a\",\"visits\":1,\"free\":["
				"{\"from\":\"2025-07-01T09:00:00+09:00\",\"until\":\"2025-07-01T11:00:00+09:00\"},"
				"{\"from\":\"2025-07-01T11:15:00+09:00\",\"until\":\"2025-07-01T18:00:00+09:00\"}]},"
				"{\"id\":\"d\",\"area\":\"a\",\"visits\":1,\"free\":["
				"{\"from\":\"2025-07-01T10:30:00+09:00\",\"until\":\"2025-07-01T18:00:00+09:00\"}]}]}"),
			    &value, NULL),
		ERR_OK);
	assert_int_equal(visit_problem_read(&arena, value, &problem, NULL), ERR_OK);
	assert_false(visit_problem_fits(problem, 0, 0, &from_ms));
	assert_true(visit_problem_fits(problem, 1, 0, &from_ms));
	assert_int_equal(from_ms, problem->slots[0].from_ms + 30 * 60 * 1000);
}

int test_visit_problem(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_missing_or_of_a_wrong_kind_is_named),
		cmocka_unit_test(names_that_stand_twice_or_that_nobody_has_are_refused),
		cmocka_unit_test(times_out_of_order_are_refused),
		cmocka_unit_test(a_list_longer_than_its_cap_is_refused),
		cmocka_unit_test(a_visit_begins_as_early_in_its_slot_as_the_company_is_free),
	};

	return cmocka_run_group_tests_name("visit_problem", tests, NULL, NULL);
}
