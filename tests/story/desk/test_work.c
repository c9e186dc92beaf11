/* SPDX-License-Identifier: Apache-2.0 */
/* The desk shows each case in the list of what is next with it, says how many there are, and leads to the rest. */
#include "story/story.h"

#include <string.h>

#include "calendar/day.h"
#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_desk.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/screening/screening_deed.h"

static const struct value *desk_of(struct story *story, const struct actor *actor)
{
	struct value *view = NULL;

	assert_ok(view_desk(story->office, &story->arena, actor, LANG_JA, "", &view, &story->why), &story->why);
	return view;
}

/* NULL when the desk does not have it. */
static const struct value *find_list(const struct value *lists, const char *key)
{
	for (size_t i = 0; i < value_count(lists); i++)
		if (strcmp(value_get_text(value_at(lists, i), "key"), key) == 0)
			return value_at(lists, i);
	return NULL;
}

static const struct value *on_the_desk(struct story *story, const char *key)
{
	const struct value *desk = desk_of(story, &story->secretariat);
	const struct value *list = find_list(value_get(desk, "ours"), key);

	return list ? list : find_list(value_get(desk, "others"), key);
}

static int64_t listed(struct story *story, const char *key, int64_t page)
{
	const struct case_query query = {"", key, "", "", page, false};
	struct value *view = NULL;

	assert_ok(view_cases(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	return (int64_t)value_count(value_get(view, "cases"));
}

/* It stands there, in no other list, and the list of all cases narrows to it. */
static void assert_only_in(struct story *story, const char *key, const char *fact)
{
	static const char *const keys[] = {"received",        "checked", "invited",    "unpermitted", "ready",
					   "permitted_later", "running", "unreleased", "released"};

	for (size_t i = 0; i < COUNT(keys); i++) {
		bool is_here = strcmp(keys[i], key) == 0;
		assert_int_equal(value_get_int(on_the_desk(story, keys[i]), "count", 0), is_here);
		assert_int_equal(listed(story, keys[i], 1), is_here);
	}
	assert_string_equal(value_get_text(value_at(value_get(on_the_desk(story, key), "cases"), 0), "fact"), fact);
}

static const struct value *row_of(struct story *story, const char *key)
{
	return value_at(value_get(on_the_desk(story, key), "cases"), 0);
}

static void a_row_says_how_long_it_waits_and_whom_to_ring(void **state)
{
	struct story *story = *state;

	story_case_at(story, "one", "received");
	assert_int_equal(value_get_int(row_of(story, "received"), "days", 9), 0);
	assert_string_equal(value_get_text(row_of(story, "received"), "phone"), "");
	story->office->clock.fixed_ms += 7 * DAY_MS;
	assert_int_equal(value_get_int(row_of(story, "received"), "days", 0), 5);
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, 1), &story->why);
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, 1), &story->why);
	assert_string_equal(value_get_text(row_of(story, "invited"), "phone"), ""); /* it has time yet */
	story->office->clock.fixed_ms += 30 * DAY_MS;
	assert_true(str_starts(str_from(value_get_text(row_of(story, "invited"), "phone")), "03-0000-10"));
}

static void each_case_stands_in_the_list_of_what_is_next(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(story_case_at(story, "one", "received"));

	assert_only_in(story, "received", "arrived");
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, 1), &story->why);
	assert_only_in(story, "checked", "arrived");
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, 1), &story->why);
	assert_only_in(story, "invited", "due");
	story->office->clock.fixed_ms += 30 * DAY_MS;
	assert_only_in(story, "invited", "late");
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &company, 1, "都合"), &story->why);
	assert_null(on_the_desk(story, "invited"));
	assert_int_equal(listed(story, "withdrawn", 1), 1);
}

static void who_permits_a_diagnosis_stands_apart_from_who_does_not(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(story_case_at(story, "one", "confirmed"));
	struct value *problems = NULL;

	assert_only_in(story, "unpermitted", "never");
	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL,
				      value_get(story->file, "authorisation"), &problems, &story->why),
		  &story->why);
	assert_int_equal(value_count(problems), 0);
	assert_only_in(story, "unpermitted", "never");
	assert_int_equal(story_type_code(story, company.case_id, NULL, story_code(story, company.case_id)),
			 TARGETS_CODE_RIGHT);
	assert_only_in(story, "ready", "until");
	story->office->clock.fixed_ms +=
		60 * DAY_MS; /* behind the first diagnosis, within the re-check and the watch */
	assert_only_in(story, "ready", "until");
	story->office->clock.fixed_ms += 305 * DAY_MS;
	assert_only_in(story, "unpermitted", "over");
	story->office->clock.fixed_ms -= 366 * DAY_MS;
	assert_only_in(story, "permitted_later", "from");
	story->office->clock.fixed_ms += DAY_MS;
	assert_ok(story_do(story, &targets_deed_revoke, &company, 1), &story->why);
	assert_only_in(story, "unpermitted", "never");
}

static void a_diagnosis_is_started_waited_for_and_its_report_released(void **state)
{
	struct story *story = *state;

	story_case_at(story, "one", "authorised");
	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, 1), &story->why);
	assert_only_in(story, "running", "arrived");
	assert_ok(story_do(story, &diagnosis_deed_stop, &story->secretariat, 1), &story->why);
	assert_only_in(story, "ready", "until");
	story->office->clock.fixed_ms++;
	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, 1), &story->why);
	story_tamper(story, "UPDATE diagnosis SET state = 'done' WHERE state = 'queued'");
	story_tamper(story, "UPDATE support SET diagnosis = 'done'");
	assert_only_in(story, "unreleased", "arrived");
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, 1), &story->why);
	assert_only_in(story, "released", "arrived");
}

static void a_list_says_how_many_there_are_and_leads_to_the_rest(void **state)
{
	struct story *story = *state;
	const struct value *list;

	for (int i = 0; i < 23; i++)
		story_case_at(story, "one", "received");
	list = on_the_desk(story, "received");
	assert_int_equal(value_get_int(list, "count", -1), 23);
	assert_int_equal(value_count(value_get(list, "cases")) + (size_t)value_get_int(list, "rest", -1), 23);
	assert_int_equal(listed(story, "received", 1), 23);
}

static void each_role_finds_its_own_work_first(void **state)
{
	struct story *story = *state;

	story_case_at(story, "one", "checked");
	assert_non_null(find_list(value_get(desk_of(story, &story->tokyo), "ours"), "checked"));
	assert_null(find_list(value_get(desk_of(story, &story->tokyo), "ours"), "received"));
	assert_non_null(find_list(value_get(desk_of(story, &story->secretariat), "ours"), "received"));
	assert_non_null(find_list(value_get(desk_of(story, &story->secretariat), "others"), "checked"));
}

static void an_unknown_list_holds_nothing(void **state)
{
	struct story *story = *state;

	story_case_at(story, "one", "received");
	assert_int_equal(listed(story, "no-such-list", 1), 0);
	assert_int_equal(listed(story, "rejudged", 1), 0);
	assert_int_equal(listed(story, "", 1), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_row_says_how_long_it_waits_and_whom_to_ring),
		STORY(each_case_stands_in_the_list_of_what_is_next),
		STORY(who_permits_a_diagnosis_stands_apart_from_who_does_not),
		STORY(a_diagnosis_is_started_waited_for_and_its_report_released),
		STORY(a_list_says_how_many_there_are_and_leads_to_the_rest),
		STORY(each_role_finds_its_own_work_first),
		STORY(an_unknown_list_holds_nothing),
	};
	return test_store_run("work", tests, COUNT(tests));
}
