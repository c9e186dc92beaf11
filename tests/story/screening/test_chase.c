/* SPDX-License-Identifier: Apache-2.0 */
/* Who was approved and does not answer the pre-interview is reminded, rung, and at last loses the place. */
#include "story/story.h"

#include <string.h>

#include "usecases/desk/task_deed.h"
#include "usecases/desk/view_case.h"
#include "usecases/screening/answer_chase.h"
#include "usecases/screening/screening_deed.h"

/* Approved on Monday 2 June: five, eight and ten business days later. */
#define AT(day, hour) (STORY_NOW_MS + ((int64_t)(day)-2) * 86400000 + ((hour)-10) * 3600000)
#define REMIND_MS     AT(9, 9)
#define CALL_MS       AT(12, 9)
#define END_MS        AT(17, 0)

static void run_at(struct story *story, int64_t number, int64_t at_ms)
{
	const struct job job = {.kind = ANSWER_CHASE_JOB, .subject = number};

	story->office->clock.fixed_ms = at_ms;
	assert_ok(answer_chase_run(story->office, &job, &story->why), &story->why);
}

static int64_t mails(struct story *story, const char *template)
{
	return story_ask(story,
			 arena_printf(&story->arena, "SELECT COUNT(*) FROM message WHERE template = '%s'", template));
}

static int64_t calls(struct story *story, const char *state)
{
	return story_ask(story, arena_printf(&story->arena,
					     "SELECT COUNT(*) FROM task WHERE kind = 'answer_missing' AND state = '%s'",
					     state));
}

static int64_t next_run(struct story *story)
{
	return story_ask(story, "SELECT run_at_ms FROM job WHERE kind = '" ANSWER_CHASE_JOB "'");
}

static void a_mail_reminds_then_the_office_rings_then_the_place_goes(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	assert_int_equal(next_run(story), REMIND_MS);
	run_at(story, number, REMIND_MS - 1);
	assert_int_equal(mails(story, "reminder"), 0);
	run_at(story, number, REMIND_MS);
	assert_int_equal(mails(story, "reminder"), 1);
	assert_non_null(strstr(story_mail(story, number, "reminder").body, "2025年6月16日（月）"));
	assert_int_equal(next_run(story), CALL_MS);
	run_at(story, number, CALL_MS);
	assert_int_equal(calls(story, "open"), 1);
	assert_int_equal(next_run(story), END_MS);
	run_at(story, number, END_MS - 1);
	assert_int_equal(story_state(story, number), CASE_STATE_INVITED);
	run_at(story, number, END_MS);
	assert_int_equal(story_state(story, number), CASE_STATE_EXPIRED);
	assert_int_equal(mails(story, "answer_expired"), 1);
	assert_int_equal(calls(story, "over"), 1);
	assert_int_equal(story_load(story, number).answer_due_ms, 0);
}

static void nothing_is_sent_twice_however_often_it_runs_and_the_clock_jumps(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const int64_t at[] = {REMIND_MS, REMIND_MS, CALL_MS, REMIND_MS, STORY_NOW_MS, CALL_MS, CALL_MS + 1, REMIND_MS};

	for (size_t i = 0; i < COUNT(at); i++)
		run_at(story, number, at[i]);
	assert_int_equal(mails(story, "reminder"), 1);
	assert_int_equal(calls(story, "open"), 1);
	run_at(story, number, END_MS);
	run_at(story, number, CALL_MS);
	run_at(story, number, END_MS + 1);
	assert_int_equal(mails(story, "reminder"), 1);
	assert_int_equal(mails(story, "answer_expired"), 1);
	assert_int_equal(calls(story, "over"), 1);
}

static void who_is_out_already_is_reminded_of_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	run_at(story, number, END_MS + 30 * INT64_C(86400000)); /* no worker ran for weeks */
	assert_int_equal(story_state(story, number), CASE_STATE_EXPIRED);
	assert_int_equal(mails(story, "reminder"), 0);
	assert_int_equal(calls(story, "open"), 0);
}

static void who_answered_or_withdrew_is_left_alone(void **state)
{
	struct story *story = *state;
	int64_t answered = story_case_at(story, "one", "confirmed"), withdrawn = story_case_at(story, "one", "invited");

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, withdrawn, "都合"),
		  &story->why);
	run_at(story, answered, END_MS);
	run_at(story, withdrawn, END_MS);
	assert_int_equal(story_state(story, answered), CASE_STATE_CONFIRMED);
	assert_int_equal(story_state(story, withdrawn), CASE_STATE_WITHDRAWN);
	assert_int_equal(mails(story, "reminder"), 0);
}

static void a_reminder_that_is_held_back_is_not_sent_and_the_rest_stays(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	assert_int_equal(story_do(story, &answer_chase_hold, &story->tokyo, number), ERR_DENIED);
	assert_ok(story_do(story, &answer_chase_hold, &story->secretariat, number), &story->why);
	run_at(story, number, REMIND_MS);
	assert_int_equal(mails(story, "reminder"), 0);
	assert_int_equal(next_run(story), CALL_MS);
	run_at(story, number, CALL_MS);
	assert_int_equal(calls(story, "open"), 1);
	assert_int_equal(story_do(story, &answer_chase_hold, &story->secretariat, number), ERR_CONFLICT);
	run_at(story, number, END_MS);
	assert_int_equal(story_state(story, number), CASE_STATE_EXPIRED);
}

static void what_was_sent_cannot_be_held_back(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	run_at(story, number, REMIND_MS);
	assert_int_equal(story_do(story, &answer_chase_hold, &story->secretariat, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'reminder_held'"), 0);
}

static void answer(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);

	assert_ok(story_answer(story, &company, number), &story->why);
}

/* "reminder 2025年6月9日（月） 9:00; ..." */
static const char *steps_of(struct story *story, int64_t number, bool *ret_may_hold)
{
	const struct value *list;
	struct value *view = NULL;
	const char *text = "";

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	list = value_get(view, "next_steps");
	for (size_t i = 0; i < value_count(list); i++)
		text = arena_printf(&story->arena, "%s%s %s; ", text, value_get_text(value_at(list, i), "kind"),
				    value_get_text(value_at(list, i), "at"));
	*ret_may_hold = value_get_bool(view, "may_hold_reminder");
	return text;
}

static void the_page_of_the_case_says_what_is_going_to_happen(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	bool may_hold = false;

	assert_string_equal(steps_of(story, number, &may_hold),
			    "reminder 2025年6月9日（月） 9:00; call 2025年6月12日（木） 9:00; "
			    "answer_end 2025年6月16日（月）; ");
	assert_true(may_hold);
	run_at(story, number, REMIND_MS);
	assert_string_equal(steps_of(story, number, &may_hold),
			    "call 2025年6月12日（木） 9:00; answer_end 2025年6月16日（月）; ");
	assert_false(may_hold);
	answer(story, number);
	assert_string_equal(steps_of(story, number, &may_hold), "");
}

static void answering_ends_the_call(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	run_at(story, number, CALL_MS);
	answer(story, number);
	assert_int_equal(story_state(story, number), CASE_STATE_CONFIRMED);
	assert_int_equal(calls(story, "over"), 1);
}

/* It applied on paper, and has no page to answer on. */
static void who_has_no_mail_address_loses_no_place_and_is_rung_once(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	bool may_hold;

	story_tamper(story, "UPDATE company_case SET mail = ''");
	assert_string_equal(steps_of(story, number, &may_hold),
			    "reminder_letter 2025年6月9日（月） 9:00; call 2025年6月12日（木） 9:00; "
			    "answer_call 2025年6月16日（月）; ");
	run_at(story, number, END_MS);
	run_at(story, number, END_MS + 1);
	assert_int_equal(story_state(story, number), CASE_STATE_INVITED);
	assert_int_equal(calls(story, "open"), 1);
}

static void and_again_while_it_does_not_answer(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited"), task;
	const struct task_deed_result reached = {STR("reached"), STR("来週お返事とのこと")};
	const char *problem;
	bool may_hold;

	story_tamper(story, "UPDATE company_case SET mail = ''");
	run_at(story, number, CALL_MS);
	task = story_ask(story, "SELECT id FROM task WHERE kind = 'answer_missing'");
	assert_ok(task_deed_finish(story->office, &story->secretariat, NULL, task, &reached, &problem, &story->why),
		  &story->why);
	run_at(story, number, END_MS);
	assert_int_equal(calls(story, "open"), 0);
	assert_int_equal(next_run(story), AT(26, 0)); /* ten business days behind the 12th */
	assert_string_equal(steps_of(story, number, &may_hold), "call 2025年6月26日（木） 0:00; ");
	run_at(story, number, AT(26, 0));
	run_at(story, number, AT(26, 1));
	assert_int_equal(calls(story, "open"), 1);
	answer(story, number);
	assert_int_equal(calls(story, "over"), 1);
}

/* Six apply for five places: the sixth gets the place that the first lets go. */
static void a_place_that_nobody_confirmed_is_offered_to_the_first_who_waits(void **state)
{
	struct story *story = *state;
	int64_t first = story_case_at(story, "three", "invited"), last = 0;

	for (int i = 0; i < 5; i++)
		last = story_case_at(story, "three", "received");
	assert_int_equal(story_state(story, last), CASE_STATE_WAITING);
	run_at(story, first, END_MS);
	assert_int_equal(story_state(story, last), CASE_STATE_OFFERED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case WHERE holds_place = 1"), 5);
}

static void an_edition_that_wants_no_reminder_sends_none(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct edition *edition = (struct edition *)(uintptr_t)story_call(story).edition;

	edition->remind_days = edition->remind_call_days = 0;
	run_at(story, number, CALL_MS);
	assert_int_equal(mails(story, "reminder"), 0);
	assert_int_equal(calls(story, "open"), 0);
	assert_int_equal(next_run(story), END_MS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_mail_reminds_then_the_office_rings_then_the_place_goes),
		STORY(nothing_is_sent_twice_however_often_it_runs_and_the_clock_jumps),
		STORY(who_is_out_already_is_reminded_of_nothing),
		STORY(who_answered_or_withdrew_is_left_alone),
		STORY(a_reminder_that_is_held_back_is_not_sent_and_the_rest_stays),
		STORY(what_was_sent_cannot_be_held_back),
		STORY(the_page_of_the_case_says_what_is_going_to_happen),
		STORY(answering_ends_the_call),
		STORY(who_has_no_mail_address_loses_no_place_and_is_rung_once),
		STORY(and_again_while_it_does_not_answer),
		STORY(a_place_that_nobody_confirmed_is_offered_to_the_first_who_waits),
		STORY(an_edition_that_wants_no_reminder_sends_none),
	};

	return test_store_run("chase", tests, COUNT(tests));
}
