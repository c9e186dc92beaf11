/* SPDX-License-Identifier: Apache-2.0 */
/* Tokyo approves several applications at once: each is judged by itself, and what became of it is told by name. */
#include "story/story.h"

#include <string.h>

#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_selection.h"
#include "usecases/screening/approve_selection.h"
#include "usecases/screening/screening_deed.h"

#define CHOSEN 4

static const struct once form = {{"0123456789abcdef", 16}};
static const int64_t chosen[CHOSEN] = {1, 2, 3, 4};

static const struct value *look(struct story *story)
{
	struct value *view = NULL;

	assert_ok(view_selection(story->office, &story->arena, &story->tokyo, LANG_JA, chosen, CHOSEN, &view,
				 &story->why),
		  &story->why);
	return view;
}

static size_t approve(struct story *story, const struct actor *actor)
{
	size_t count = 0;

	assert_ok(approve_selection(story->office, actor, &form, chosen, CHOSEN, &count, &story->why), &story->why);
	return count;
}

/* Four are checked; then the second is withdrawn, and it turns out that the approver checked the third. */
static void prepare(struct story *story)
{
	for (int i = 0; i < CHOSEN; i++)
		story_case_at(story, "one", "checked");
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, 2, "電話で申し出"),
		  &story->why);
	story_tamper(story, arena_printf(&story->arena, "UPDATE company_case SET checked_by = %lld WHERE id = 3",
					 (long long)story->tokyo.person_id));
}

static void behind_a_selection_stands_the_next_one_that_waits(void **state)
{
	struct story *story = *state;
	int64_t fifth;

	prepare(story);
	fifth = story_case_at(story, "one", "checked");
	assert_int_equal(value_get(look(story), "next")->kind, VALUE_NULL); /* nothing is approved yet */
	approve(story, &story->tokyo);
	assert_string_equal(value_get_text(value_get(look(story), "next"), "receipt"),
			    arena_printf(&story->arena, "R7-%04lld", (long long)fifth));
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, fifth), &story->why);
	assert_int_equal(value_get(look(story), "next")->kind, VALUE_NULL); /* the third is the approver's own */
}

static void one_that_cannot_be_approved_holds_up_no_other(void **state)
{
	struct story *story = *state;
	const struct value *view, *others;

	prepare(story);
	assert_int_equal(value_get_int(look(story), "open_count", 0), 2);
	assert_int_equal(approve(story, &story->tokyo), 2);
	assert_int_equal(story_state(story, 1), CASE_STATE_INVITED);
	assert_int_equal(story_state(story, 2), CASE_STATE_WITHDRAWN);
	assert_int_equal(story_state(story, 3), CASE_STATE_CHECKED);
	assert_int_equal(story_state(story, 4), CASE_STATE_INVITED);
	story_mail(story, 4, "invitation");
	view = look(story);
	others = value_get(view, "others");
	assert_int_equal(value_get_int(view, "approved_count", 0), 2);
	assert_int_equal(value_get_int(view, "open_count", 0), 0);
	assert_string_equal(value_get_text(value_at(others, 0), "receipt"), "R7-0002");
	assert_string_equal(value_get_text(value_at(others, 0), "state"), "withdrawn");
	assert_string_equal(value_get_text(value_at(others, 0), "changed_by"), story->secretariat.name);
	assert_true(value_get_bool(value_at(others, 1), "is_own_check"));
}

static void the_same_form_sent_again_changes_nothing(void **state)
{
	struct story *story = *state;

	prepare(story);
	approve(story, &story->tokyo);
	assert_int_equal(approve(story, &story->tokyo), 2);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'approved'"), 2);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'invitation'"), 2);
}

static void only_tokyo_approves(void **state)
{
	struct story *story = *state;
	struct value *view;

	prepare(story);
	assert_int_equal(approve(story, &story->secretariat), 0);
	assert_int_equal(view_selection(story->office, &story->arena, &story->secretariat, LANG_JA, chosen, CHOSEN,
					&view, &story->why),
			 ERR_DENIED);
}

static void the_list_shows_the_facts_that_decide(void **state)
{
	struct story *story = *state;
	const struct case_query query = {"", "checked", "", "", 1, true};
	const struct value *first, *decision;
	struct value *view;

	story_case_at(story, "one", "checked");
	assert_ok(view_cases(story->office, &story->arena, &story->tokyo, LANG_JA, &query, &view, &story->why),
		  &story->why);
	first = value_at(value_get(view, "cases"), 0);
	decision = value_get(first, "decision");
	assert_string_equal(value_get_text(decision, "verdict"), "eligible");
	assert_non_null(strstr(value_get_text(decision, "capital"), "円"));
	assert_non_null(strstr(value_get_text(decision, "employees"), "人"));
	assert_true(value_get_text(decision, "industry")[0]);
	/* The statements that are given are one line of the checklist. */
	assert_int_equal(value_get_int(decision, "statements", 0), 12);
	for (size_t i = 0; i < value_count(value_get(decision, "checks")); i++)
		assert_true(value_get_bool(value_at(value_get(decision, "checks"), i), "is_met"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(behind_a_selection_stands_the_next_one_that_waits),
		STORY(one_that_cannot_be_approved_holds_up_no_other),
		STORY(the_same_form_sent_again_changes_nothing),
		STORY(only_tokyo_approves),
		STORY(the_list_shows_the_facts_that_decide),
	};

	return test_store_run("selection", tests, COUNT(tests));
}
