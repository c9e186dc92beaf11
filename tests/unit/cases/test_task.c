/* SPDX-License-Identifier: Apache-2.0 */
/* Tasks: their states, what ends them, and names that are read back. */
#include "cases/task.h"
#include "test.h"

static void an_open_task_ends_once(void **state)
{
	for (int to = TASK_STATE_DONE; to <= TASK_STATE_OVER; to++) {
		enum task_state at = TASK_STATE_NONE;
		assert_int_equal(task_state_move(&at, (enum task_state)to, NULL), ERR_CONFLICT);
		assert_int_equal(task_state_move(&at, TASK_STATE_OPEN, NULL), ERR_OK);
		assert_int_equal(task_state_move(&at, (enum task_state)to, NULL), ERR_OK);
		for (int next = TASK_STATE_NONE; next <= TASK_STATE_OVER; next++)
			assert_int_equal(task_state_move(&at, (enum task_state)next, NULL), ERR_CONFLICT);
	}
}

static void every_task_is_over_when_its_case_is(void **state)
{
	for (int kind = 0; kind < TASK_KIND_COUNT; kind++)
		for (int at = CASE_STATE_RECEIVED; at < CASE_STATE_COUNT; at++)
			assert_int_equal(task_kind_is_over((enum task_kind)kind, CASE_EVENT_EXPERT_ASSIGNED,
							   (enum case_state)at),
					 case_state_is_ended((enum case_state)at));
}

static void a_question_about_servers_is_over_with_the_permission(void **state)
{
	assert_true(task_kind_is_over(TASK_KIND_HOSTING_UNSURE, CASE_EVENT_TARGETS_AUTHORISED, CASE_STATE_CONFIRMED));
	assert_false(task_kind_is_over(TASK_KIND_HOSTING_UNSURE, CASE_EVENT_TARGETS_REVOKED, CASE_STATE_CONFIRMED));
}

static void the_names_in_the_store_are_read_back(void **state)
{
	enum task_state at = TASK_STATE_NONE;
	enum task_kind found_kind;
	enum task_outcome found_outcome;

	for (int kind = 0; kind < TASK_KIND_COUNT; kind++) {
		assert_true(task_kind_parse(str_from(task_kind_name((enum task_kind)kind)), &found_kind));
		assert_int_equal(found_kind, kind);
	}
	for (int outcome = 0; outcome < TASK_OUTCOME_COUNT; outcome++) {
		assert_true(
			task_outcome_parse(str_from(task_outcome_name((enum task_outcome)outcome)), &found_outcome));
		assert_int_equal(found_outcome, outcome);
	}
	assert_true(task_state_parse(STR("over"), &at));
	assert_int_equal(at, TASK_STATE_OVER);
	assert_false(task_state_parse(STR("none"), &at));
	assert_false(task_kind_parse(STR("eaten"), &found_kind));
	assert_false(task_outcome_parse(STR("eaten"), &found_outcome));
}

int test_task(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_open_task_ends_once),
		cmocka_unit_test(every_task_is_over_when_its_case_is),
		cmocka_unit_test(a_question_about_servers_is_over_with_the_permission),
		cmocka_unit_test(the_names_in_the_store_are_read_back),
	};

	return cmocka_run_group_tests_name("task", tests, NULL, NULL);
}
