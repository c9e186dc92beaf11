/* SPDX-License-Identifier: Apache-2.0 */
/* The office asks a company to withdraw, or excludes it for a false statement: what it is mailed, and what ends. */
#include "story/story.h"

#include <string.h>

#include "usecases/account/company_link.h"
#include "usecases/desk/view_draft.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/turn_away.h"
#include "usecases/seal/audit_replay.h"

#define WHY "従業員の数が、事実と異なりました。"

static void exclude(struct story *story, int64_t number)
{
	assert_ok(story_do_with_reason(story, &turn_away_false_statement, &story->secretariat, number, WHY),
		  &story->why);
}

static void a_false_statement_ends_what_it_ends_also_after_the_confirmation(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised"), links = story_load(story, number).link_version;
	struct message_row mail;

	exclude(story, number);
	mail = story_mail(story, number, "excluded");
	assert_int_equal(story_state(story, number), CASE_STATE_EXCLUDED);
	assert_non_null(strstr(mail.body, WHY));
	assert_null(strstr(mail.body, "/enter/"));
	assert_true(story_load(story, number).link_version > links);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE state = 'authorised'"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case WHERE holds_place = 1"), 0);
}

static void it_may_come_to_light_after_the_visits(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");

	story_tamper(story, "UPDATE company_case SET state = 'advised'");
	assert_int_equal(story_do_with_reason(story, &turn_away_exclude, &story->secretariat, number, WHY),
			 ERR_CONFLICT);
	exclude(story, number);
	assert_int_equal(story_state(story, number), CASE_STATE_EXCLUDED);
}

/* Six apply for five places: the sixth gets the place that becomes free. */
static void its_place_is_offered_to_the_first_who_waits(void **state)
{
	struct story *story = *state;
	int64_t first = story_case_at(story, "three", "invited"), last = 0;
	struct value *report;

	for (int i = 0; i < 5; i++)
		last = story_case_at(story, "three", "received");
	exclude(story, first);
	assert_int_equal(story_state(story, last), CASE_STATE_OFFERED);
	assert_ok(audit_replay(story->office, &story->arena, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

static void who_is_asked_to_withdraw_decides_by_itself(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	struct message_row mail;

	assert_ok(story_do_with_reason(story, &turn_away_ask_to_leave, &story->secretariat, number, WHY), &story->why);
	mail = story_mail(story, number, "leave_asked");
	assert_non_null(strstr(mail.body, WHY));
	assert_true(story_link(story, &mail).n > 0);
	assert_int_equal(story_state(story, number), CASE_STATE_CONFIRMED);
	assert_ok(story_do(story, &screening_deed_leave, &company, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_WITHDRAWN);
}

static void nobody_but_the_secretariat_does_either(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");

	assert_int_equal(story_do_with_reason(story, &turn_away_false_statement, &story->tokyo, number, WHY),
			 ERR_DENIED);
	assert_int_equal(story_do_with_reason(story, &turn_away_ask_to_leave, &story->tokyo, number, WHY), ERR_DENIED);
	assert_int_equal(story_do(story, &turn_away_false_statement, &story->secretariat, number), ERR_INVALID);
}

static const struct value *draft(struct story *story, const struct case_deed *deed, const struct actor *actor,
				 int64_t number)
{
	const struct case_deed_input input = {.reason = STR(WHY)};
	struct value *view;

	assert_ok(view_draft(story->office, &story->arena, actor, LANG_JA, deed, number, &input, &view, &story->why),
		  &story->why);
	return view;
}

/* A reopening tells the position; where a place is free it sends nothing of its own, since the offer does. */
static void each_mail_is_read_before_it_goes(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_non_null(
		strstr(value_get_text(draft(story, &screening_deed_withdraw, &story->secretariat, number), "body"),
		       "辞退のお申し出を承り"));
	assert_non_null(strstr(
		value_get_text(draft(story, &turn_away_false_statement, &story->secretariat, number), "body"), WHY));
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
	exclude(story, number);
	assert_false(value_get_bool(draft(story, &turn_away_reopen, &story->tokyo, number), "has_mail"));
	assert_int_equal(story_state(story, number), CASE_STATE_EXCLUDED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_false_statement_ends_what_it_ends_also_after_the_confirmation),
		STORY(it_may_come_to_light_after_the_visits),
		STORY(its_place_is_offered_to_the_first_who_waits),
		STORY(who_is_asked_to_withdraw_decides_by_itself),
		STORY(nobody_but_the_secretariat_does_either),
		STORY(each_mail_is_read_before_it_goes),
	};

	return test_store_run("turn away", tests, COUNT(tests));
}
