/* SPDX-License-Identifier: Apache-2.0 */
/* Work for people beside the states of a case: why it comes up, who does it, and what ends it. */
#include "story/story.h"

#include <string.h>

#include "usecases/desk/task_deed.h"
#include "usecases/desk/view_case.h"
#include "usecases/desk/view_tasks.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/my/view_my.h"
#include "usecases/screening/screening_deed.h"

static const struct once first = {{"0123456789abcdef", 16}}, second = {{"fedcba9876543210", 16}};

static void send_authorisation(struct story *story, int64_t number, const char *hosting)
{
	const struct actor company = story_company(number);
	struct value *typed = story_answers_of(story, "authorisation"), *problems;

	value_set_text(&story->arena, typed, "hosting", hosting);
	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL, typed, &problems, &story->why),
		  &story->why);
	assert_int_equal(problems->count, 0);
	if (strcmp(hosting, "not_sure") != 0)
		assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
}

static int64_t unsure_case(struct story *story)
{
	int64_t number = story_case_at(story, "one", "confirmed");

	send_authorisation(story, number, "not_sure");
	return number;
}

static struct value *list(struct story *story, const char *state)
{
	const struct task_query query = {str_from(state), 1};
	struct value *view = NULL;

	assert_ok(view_tasks(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	return view;
}

static enum err finish(struct story *story, const struct actor *actor, const struct once *once, const char *outcome,
		       const char *note)
{
	const struct task_deed_result result = {str_from(outcome), str_from(note)};
	const char *problem = "";
	enum err err = task_deed_finish(story->office, actor, once, story_ask(story, "SELECT MAX(id) FROM task"),
					&result, &problem, &story->why);

	if (!err)
		assert_string_equal(problem, "");
	return err;
}

static void who_is_unsure_is_told_by_when_the_office_rings(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(unsure_case(story));
	struct value *view = NULL;

	assert_ok(view_my(story->office, &story->arena, &company, LANG_JA, &view, &story->why), &story->why);
	assert_true(value_get_bool(value_get(view, "next"), "call"));
	assert_string_equal(value_get_text(view, "call_due"), "2025年6月4日（水）"); /* two business days from Monday */
}

static void the_call_list_says_whom_to_ring_where_and_by_when(void **state)
{
	struct story *story = *state;
	int64_t number = unsure_case(story);
	const struct value *view = list(story, ""), *task = value_at(value_get(view, "tasks"), 0);

	assert_int_equal(value_get_int(view, "count", -1), 1);
	assert_string_equal(value_get_text(task, "kind"), "hosting_unsure");
	assert_string_equal(value_get_text(value_get(task, "of"), "company"), story_load(story, number).company_name);
	assert_true(*value_get_text(task, "phone"));
	assert_false(value_get_bool(task, "is_late"));
	story->office->clock.fixed_ms += 3 * INT64_C(86400000);
	assert_true(value_get_bool(value_at(value_get(list(story, "open"), "tasks"), 0), "is_late"));
}

static void a_call_ends_by_itself_when_the_company_permits_after_all(void **state)
{
	struct story *story = *state;
	int64_t number = unsure_case(story);

	send_authorisation(story, number, "own");
	assert_int_equal(value_get_int(list(story, "open"), "count", -1), 0);
	assert_int_equal(value_get_int(list(story, "over"), "count", -1), 1);
	assert_int_equal(finish(story, &story->secretariat, NULL, "reached", ""), ERR_CONFLICT);
}

static void a_call_ends_by_itself_when_the_case_ends(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(unsure_case(story));

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &company, company.case_id, "都合"),
		  &story->why);
	assert_int_equal(value_get_int(list(story, "over"), "count", -1), 1);
}

static void who_is_unsure_again_after_the_call_is_rung_again(void **state)
{
	struct story *story = *state;
	int64_t number = unsure_case(story);

	assert_ok(finish(story, &story->secretariat, &first, "reached", ""), &story->why);
	send_authorisation(story, number, "not_sure");
	assert_int_equal(value_get_int(list(story, "open"), "count", -1), 1);
	assert_int_equal(value_get_int(list(story, "done"), "count", -1), 1);
}

static void what_came_of_a_call_is_kept_with_who_and_when(void **state)
{
	struct story *story = *state;
	int64_t number = unsure_case(story);
	const struct value *task;
	struct value *view = NULL;

	assert_ok(finish(story, &story->secretariat, &first, "reached", " 契約先はA社 "), &story->why);
	assert_ok(finish(story, &story->secretariat, &first, "reached", ""), &story->why); /* the same form */
	assert_int_equal(finish(story, &story->secretariat, &second, "reached", ""), ERR_CONFLICT);
	task = value_at(value_get(list(story, "done"), "tasks"), 0);
	assert_string_equal(value_get_text(task, "outcome"), "reached");
	assert_string_equal(value_get_text(task, "note"), "契約先はA社");
	assert_string_equal(value_get_text(task, "done_by"), story->secretariat.name);
	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	assert_string_equal(value_get_text(value_at(value_get(view, "tasks"), 0), "note"), "契約先はA社");
}

static void who_was_not_reached_is_rung_again_on_the_next_business_day(void **state)
{
	struct story *story = *state;
	const struct value *task;

	unsure_case(story);
	story->office->clock.fixed_ms += 4 * INT64_C(86400000); /* Friday */
	assert_ok(finish(story, &story->secretariat, &first, "not_reached", "留守番電話"), &story->why);
	task = value_at(value_get(list(story, "open"), "tasks"), 0);
	assert_string_equal(value_get_text(task, "due_day"), "2025年6月9日（月）");
	assert_string_equal(value_get_text(task, "outcome"), "not_reached");
	assert_false(value_get_bool(task, "is_late"));
	assert_ok(finish(story, &story->secretariat, &second, "reached", "お話しできた"), &story->why);
	task = value_at(value_get(list(story, "done"), "tasks"), 0);
	assert_string_equal(value_get_text(task, "note"), "留守番電話\nお話しできた");
}

static void a_task_is_done_by_those_whose_work_it_is_and_with_an_outcome(void **state)
{
	struct story *story = *state;
	const struct actor others[] = {story->tokyo, story->expert, story->diagnosis,
				       story_company(unsure_case(story))};
	const struct task_deed_result none = {STR(""), STR("")}, odd = {STR("eaten"), STR("")},
				      garbled = {STR("reached"), STR("\x01")};
	int64_t id = story_ask(story, "SELECT id FROM task");
	const char *problem = "";

	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(finish(story, &others[i], NULL, "reached", ""), ERR_DENIED);
	assert_ok(task_deed_finish(story->office, &story->secretariat, NULL, id, &none, &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "outcome");
	assert_ok(task_deed_finish(story->office, &story->secretariat, NULL, id, &odd, &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "outcome");
	assert_ok(task_deed_finish(story->office, &story->secretariat, NULL, id, &garbled, &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "note");
	assert_int_equal(value_get_int(list(story, "open"), "count", -1), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(who_is_unsure_is_told_by_when_the_office_rings),
		STORY(the_call_list_says_whom_to_ring_where_and_by_when),
		STORY(a_call_ends_by_itself_when_the_company_permits_after_all),
		STORY(a_call_ends_by_itself_when_the_case_ends),
		STORY(who_is_unsure_again_after_the_call_is_rung_again),
		STORY(what_came_of_a_call_is_kept_with_who_and_when),
		STORY(who_was_not_reached_is_rung_again_on_the_next_business_day),
		STORY(a_task_is_done_by_those_whose_work_it_is_and_with_an_outcome),
	};
	return test_store_run("tasks", tests, COUNT(tests));
}
