/* SPDX-License-Identifier: Apache-2.0 */
/* A place that becomes free is offered to the first one who waits; its answer, or none, leads on to the next. */
#include "story/story.h"

#include <string.h>

#include "jobs/worker.h"
#include "usecases/application/offer_deed.h"
#include "usecases/desk/view_case.h"
#include "usecases/my/view_my.h"
#include "usecases/office_open.h"
#include "usecases/place_offer.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/screening/change_course.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/turn_away.h"
#include "usecases/seal/audit_replay.h"
#include "usecases/seal/audit_verify.h"
#include "usecases/system/edition_deed.h"

#define PLACES 5 /* of the three-visit course */

static int64_t apply(struct story *story)
{
	return story_submit(story, story_fill_in(story, story_answers(story, "株式会社ためし", "three")), LANG_JA)
		.case_id;
}

/* Five have a place, and so many wait: the first of them is the case PLACES + 1. */
static void fill(struct story *story, int waiting)
{
	for (int i = 0; i < PLACES + waiting; i++)
		apply(story);
}

static void decline(struct story *story, int64_t number)
{
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat, number, "条件に合わない。"),
		  &story->why);
}

static void assert_places_taken(struct story *story, int64_t expected)
{
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case WHERE holds_place = 1"), expected);
}

static int64_t position(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);
	struct value *view;

	assert_ok(view_my(story->office, &story->arena, &company, LANG_JA, &view, &story->why), &story->why);
	return value_get_int(view, "position", -1);
}

static void run_job(struct story *story, int64_t number)
{
	const struct job job = {.kind = PLACE_OFFER_JOB, .subject = number};

	assert_ok(offer_deed_run(story->office, &job, &story->why), &story->why);
}

static void assert_log_agrees(struct story *story)
{
	const struct audit_verify_input input = {.key = str_of("", 0)};
	const struct value *differences;
	struct value *report;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	differences = value_get(report, "differences");
	if (value_count(differences))
		fail_msg("%s", value_get_text(value_at(differences, 0), "kind"));
}

static void who_waits_is_told_its_position(void **state)
{
	struct story *story = *state;

	fill(story, 3);
	assert_int_equal(position(story, PLACES), 0);
	assert_int_equal(position(story, PLACES + 1), 1);
	assert_int_equal(position(story, PLACES + 3), 3);
	assert_non_null(strstr(story_mail(story, PLACES + 3, "waiting").body, "順番      3番目"));
	decline(story, 1);
	assert_int_equal(position(story, PLACES + 3), 2);
}

static void a_place_that_becomes_free_is_offered_to_the_first_with_mail_and_call(void **state)
{
	struct story *story = *state;
	struct message_row mail;

	fill(story, 2);
	decline(story, 2);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_OFFERED);
	assert_int_equal(story_state(story, PLACES + 2), CASE_STATE_WAITING);
	assert_places_taken(story, PLACES);
	mail = story_mail(story, PLACES + 1, "offer");
	assert_non_null(strstr(mail.subject, "2025年6月5日")); /* three business days from Monday, 2 June */
	assert_true(story_link(story, &mail).n > 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'place_offered' AND state = 'open'"),
			 1);
	assert_int_equal(story_ask(story, "SELECT subject FROM job WHERE kind = 'offer_end'"), PLACES + 1);
	assert_log_agrees(story);
}

static void who_accepts_has_the_place_and_a_second_click_changes_nothing(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(PLACES + 1);

	fill(story, 2);
	decline(story, 2);
	for (int i = 0; i < 2; i++)
		assert_ok(story_do(story, &offer_deed_accept, &company, PLACES + 1), &story->why);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_RECEIVED);
	story_mail(story, PLACES + 1, "offer_accepted");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE state = 'over'"), 1);
	run_job(story, PLACES + 1);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_RECEIVED);
	assert_places_taken(story, PLACES);
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, PLACES + 1), &story->why);
	assert_log_agrees(story);
}

static void who_refuses_leads_on_to_the_next_and_is_offered_none_again(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(PLACES + 1);

	fill(story, 2);
	decline(story, 2);
	assert_ok(story_do(story, &offer_deed_refuse, &company, PLACES + 1), &story->why);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_WITHDRAWN);
	assert_int_equal(story_state(story, PLACES + 2), CASE_STATE_OFFERED);
	story_mail(story, PLACES + 1, "withdrawn");
	decline(story, 3);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_WITHDRAWN);
	assert_places_taken(story, PLACES - 1);
	assert_log_agrees(story);
}

static void an_offer_without_an_answer_ends_with_its_last_day_and_leads_on(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(PLACES + 1);

	fill(story, 2);
	decline(story, 2);
	story->office->clock.fixed_ms += 3 * DAY_MS + 14 * INT64_C(3600000) - 1; /* 2025-06-05T23:59:59.999 */
	run_job(story, PLACES + 1);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_OFFERED);
	story->office->clock.fixed_ms++;
	assert_int_equal(story_do(story, &offer_deed_accept, &company, PLACES + 1), ERR_CONFLICT);
	for (int i = 0; i < 2; i++) /* a job runs at least once */
		run_job(story, PLACES + 1);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_EXPIRED);
	assert_int_equal(story_state(story, PLACES + 2), CASE_STATE_OFFERED);
	story_mail(story, PLACES + 1, "offer_expired");
	assert_places_taken(story, PLACES);
	assert_log_agrees(story);
}

/* A clock that was wrong for a while: the job that came too early is there again for the true end. */
static void a_clock_that_jumps_ends_no_offer_too_early(void **state)
{
	struct story *story = *state;
	int64_t due_ms;

	fill(story, 1);
	decline(story, 2);
	due_ms = story_load(story, PLACES + 1).answer_due_ms;
	story_tamper(story, "UPDATE job SET run_at_ms = 0 WHERE kind = 'offer_end'");
	run_job(story, PLACES + 1);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_OFFERED);
	assert_true(story_ask(story, "SELECT run_at_ms FROM job WHERE kind = 'offer_end'") == due_ms);
}

/* When the mail of that template to the case goes out. */
static int64_t sending_ms(struct story *story, int64_t number, const char *template_id)
{
	const struct message_row mail = story_mail(story, number, template_id);

	return story_ask(story, arena_printf(&story->arena, "SELECT run_at_ms FROM job WHERE subject = %lld",
					     (long long)mail.id));
}

/* Its days to answer run whether the mail goes out or not. */
static void an_offer_goes_at_once_although_the_other_mails_of_the_case_wait(void **state)
{
	struct story *story = *state;

	fill(story, 0);
	assert_ok(office_set(story->office, OFFICE_MAILS_A_DAY, "1", &story->why), &story->why);
	story->client = "192.0.2.1";
	assert_int_equal(apply(story), PLACES + 1);
	decline(story, 2);
	assert_true(sending_ms(story, PLACES + 1, "waiting") > clock_now_ms(&story->office->clock));
	assert_true(sending_ms(story, PLACES + 1, "offer") == clock_now_ms(&story->office->clock));
	assert_log_agrees(story);
}

static void an_excluded_case_frees_exactly_one_place(void **state)
{
	struct story *story = *state;

	fill(story, 3);
	for (int i = 0; i < 2; i++)
		(void)!story_do_with_reason(story, &turn_away_exclude, &story->secretariat, 4, "対象外でした。");
	assert_int_equal(story_state(story, 4), CASE_STATE_EXCLUDED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'place_offered'"), 1);
	assert_places_taken(story, PLACES);
	assert_log_agrees(story);
}

static void an_erased_case_frees_exactly_one_place(void **state)
{
	struct story *story = *state;

	fill(story, 2);
	story_settle_mails(story);
	for (int class = 0; class < ERASE_CLASSES; class ++)
		assert_ok(erase_content(story->office, &story->secretariat, 4, (enum erase_class) class, "asked",
					&story->why),
			  &story->why);
	assert_int_equal(story_state(story, 4), CASE_STATE_WITHDRAWN);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_OFFERED);
	assert_int_equal(story_state(story, PLACES + 2), CASE_STATE_WAITING);
	assert_places_taken(story, PLACES);
	assert_log_agrees(story);
}

static void who_was_turned_away_by_mistake_waits_again_with_its_rank(void **state)
{
	struct story *story = *state;

	fill(story, 2);
	decline(story, 2);
	assert_int_equal(story_do_with_reason(story, &turn_away_reopen, &story->secretariat, 2, "誤って断った。"),
			 ERR_DENIED);
	assert_ok(story_do_with_reason(story, &turn_away_reopen, &story->tokyo, 2, "誤って断った。"), &story->why);
	assert_int_equal(story_state(story, 2), CASE_STATE_WAITING);
	assert_int_equal(position(story, 2), 1);
	assert_non_null(strstr(story_mail(story, 2, "reopened").body, "1番目"));
	assert_int_equal(position(story, PLACES + 2), 2);
	decline(story, 3);
	assert_int_equal(story_state(story, 2), CASE_STATE_OFFERED);
	assert_int_equal(story_state(story, PLACES + 2), CASE_STATE_WAITING);
	assert_log_agrees(story);
}

static void who_is_reopened_while_a_place_is_free_is_offered_it_at_once(void **state)
{
	struct story *story = *state;

	fill(story, 0);
	decline(story, 2);
	assert_ok(story_do_with_reason(story, &turn_away_reopen, &story->tokyo, 2, "誤って断った。"), &story->why);
	assert_int_equal(story_state(story, 2), CASE_STATE_OFFERED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'reopened'"), 0);
	story_mail(story, 2, "offer");
	assert_places_taken(story, PLACES);
	assert_log_agrees(story);
}

static void who_is_reopened_in_a_closed_call_is_told_that_it_waits(void **state)
{
	const struct edition_deed deed = {.as = "tokyo"};
	struct story *story = *state;

	fill(story, 0);
	decline(story, 2);
	assert_ok(edition_deed_close(story->office, STORY_EDITION_ID, &deed, &story->why), &story->why);
	assert_ok(story_do_with_reason(story, &turn_away_reopen, &story->tokyo, 2, "誤って断った。"), &story->why);
	assert_int_equal(story_state(story, 2), CASE_STATE_WAITING);
	story_mail(story, 2, "reopened");
	assert_log_agrees(story);
}

static void several_waiting_ones_follow_one_another_through_one_place(void **state)
{
	struct story *story = *state;

	fill(story, 4);
	decline(story, 1);
	for (int64_t number = PLACES + 1; number < PLACES + 4; number++) {
		const struct actor company = story_company(number);
		assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case WHERE state = 'offered'"), 1);
		assert_ok(story_do(story, &offer_deed_refuse, &company, number), &story->why);
	}
	assert_int_equal(story_state(story, PLACES + 4), CASE_STATE_OFFERED);
	assert_places_taken(story, PLACES);
	assert_log_agrees(story);
}

static enum err change_course(struct story *story, int64_t number, const char *course)
{
	const struct case_deed_input input = {.reason = STR("電話で申し出"), .course = str_from(course)};

	return case_deed_do(&change_course_deed, story->office, &story->secretariat, NULL, number, &input, &story->why);
}

static void who_changes_to_a_course_with_a_place_frees_its_own(void **state)
{
	struct story *story = *state;

	fill(story, 1);
	assert_ok(change_course(story, 3, "one"), &story->why);
	assert_int_equal(story_state(story, 3), CASE_STATE_RECEIVED);
	assert_string_equal(story_load(story, 3).course, "one");
	assert_int_equal(story_load(story, 3).arrival, 1);
	assert_int_equal(story_state(story, PLACES + 1), CASE_STATE_OFFERED);
	assert_null(strstr(story_mail(story, 3, "course_changed").body, "キャンセル待ち"));
	assert_log_agrees(story);
}

static void who_changes_to_a_full_course_waits_there_by_when_it_applied(void **state)
{
	struct story *story = *state;
	int64_t first =
		story_submit(story, story_fill_in(story, story_answers(story, "株式会社はじめ", "one")), LANG_JA)
			.case_id;

	fill(story, 2);
	assert_ok(change_course(story, first, "three"), &story->why);
	assert_int_equal(story_state(story, first), CASE_STATE_WAITING);
	assert_int_equal(position(story, first), 1);
	assert_non_null(strstr(story_mail(story, first, "course_changed").body, "1番目"));
	decline(story, first + 1);
	assert_int_equal(story_state(story, first), CASE_STATE_OFFERED);
	assert_log_agrees(story);
}

static void a_rank_that_was_left_is_given_to_nobody_again(void **state)
{
	struct story *story = *state;

	fill(story, 1);
	assert_ok(change_course(story, PLACES + 1, "one"), &story->why);
	assert_int_equal(story_load(story, apply(story)).arrival, PLACES + 2);
	assert_int_equal(change_course(story, PLACES + 1, "one"), ERR_INVALID);
	assert_int_equal(change_course(story, PLACES + 1, "nonsense"), ERR_INVALID);
	assert_log_agrees(story);
}

/* What the replay finds first; "" for nothing. */
static const char *replayed(struct story *story, struct value **ret_report)
{
	assert_ok(audit_replay(story->office, &story->arena, ret_report, &story->why), &story->why);
	return value_get_text(value_at(value_get(*ret_report, "differences"), 0), "kind");
}

static void the_replay_computes_places_and_positions_and_finds_what_was_changed(void **state)
{
	struct story *story = *state;
	const struct value *course, *waiting;
	struct value *report;

	fill(story, 3);
	decline(story, 2);
	assert_string_equal(replayed(story, &report), "");
	course = value_at(value_get(report, "courses"), 0);
	assert_int_equal(value_get_int(course, "places", 0), PLACES);
	assert_int_equal(value_get_int(course, "holding", 0), PLACES);
	waiting = value_get(course, "waiting_list");
	assert_int_equal(value_count(waiting), 2);
	assert_int_equal(value_at(waiting, 0)->integer, PLACES + 2);
	story_tamper(story, "UPDATE company_case SET arrival = 100 - arrival WHERE state = 'waiting'");
	assert_string_equal(replayed(story, &report), "replay_row");
	story_tamper(story, "UPDATE company_case SET arrival = 100 - arrival WHERE state = 'waiting'");
	story_tamper(story, "UPDATE company_case SET state = 'received' WHERE number = 7");
	assert_string_equal(replayed(story, &report), "replay_row");
	story_tamper(story, "UPDATE company_case SET state = 'waiting' WHERE number = 7");
	story_tamper(story, "UPDATE case_count SET cases = cases - 1 WHERE state = 'offered'");
	assert_string_equal(replayed(story, &report), "case_count");
}

static void the_replay_counts_who_changed_the_course_once(void **state)
{
	const struct value *courses;
	struct story *story = *state;
	struct value *report;

	fill(story, 1);
	assert_ok(change_course(story, PLACES + 1, "one"), &story->why);
	assert_string_equal(replayed(story, &report), "");
	courses = value_get(report, "courses");
	assert_int_equal(value_get_int(value_at(courses, 0), "applications", -1), PLACES);
	assert_int_equal(value_get_int(value_at(courses, 1), "applications", -1), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(who_waits_is_told_its_position),
		STORY(a_place_that_becomes_free_is_offered_to_the_first_with_mail_and_call),
		STORY(who_accepts_has_the_place_and_a_second_click_changes_nothing),
		STORY(who_refuses_leads_on_to_the_next_and_is_offered_none_again),
		STORY(an_offer_without_an_answer_ends_with_its_last_day_and_leads_on),
		STORY(a_clock_that_jumps_ends_no_offer_too_early),
		STORY(an_offer_goes_at_once_although_the_other_mails_of_the_case_wait),
		STORY(an_excluded_case_frees_exactly_one_place),
		STORY(an_erased_case_frees_exactly_one_place),
		STORY(who_was_turned_away_by_mistake_waits_again_with_its_rank),
		STORY(who_is_reopened_while_a_place_is_free_is_offered_it_at_once),
		STORY(who_is_reopened_in_a_closed_call_is_told_that_it_waits),
		STORY(who_changes_to_a_course_with_a_place_frees_its_own),
		STORY(who_changes_to_a_full_course_waits_there_by_when_it_applied),
		STORY(a_rank_that_was_left_is_given_to_nobody_again),
		STORY(the_replay_computes_places_and_positions_and_finds_what_was_changed),
		STORY(the_replay_counts_who_changed_the_course_once),
		STORY(several_waiting_ones_follow_one_another_through_one_place),
	};

	return test_store_run("offers", tests, COUNT(tests));
}
