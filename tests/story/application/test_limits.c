/* SPDX-License-Identifier: Apache-2.0 */
/* Who applies too often, or has too many mails sent to one address, keeps time and place; only the mails wait. */
#include "story/story.h"

#include <string.h>

#include "calendar/day.h"
#include "store/post/mail_hold_store.h"
#include "usecases/application/hold_mails.h"
#include "usecases/application/view_apply.h"
#include "usecases/desk/view_case.h"
#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_desk.h"
#include "usecases/office_open.h"
#include "usecases/screening/change_course.h"
#include "usecases/screening/release_mails.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/seal/audit_verify.h"

#define HERE      "192.0.2.1"
#define ELSEWHERE "2001:db8::/64"

static struct apply_result apply_with_mail(struct story *story, const char *client, const char *mail)
{
	struct value *answers = story_answers(story, "株式会社ためし", "one");

	story->client = client;
	value_set_text(&story->arena, answers, "mail", mail);
	return story_submit(story, story_fill_in(story, answers), LANG_JA);
}

/* Each with a mail address of its own. */
static struct apply_result apply_from(struct story *story, const char *client)
{
	static int number;

	return apply_with_mail(story, client, arena_printf(&story->arena, "a%d@example.jp", ++number));
}

static void apply_often(struct story *story, const char *client, int count)
{
	for (int i = 0; i < count; i++)
		apply_from(story, client);
}

static int64_t held(struct story *story)
{
	return story_ask(story, "SELECT COUNT(*) FROM mail_hold");
}

/* When the mail of that template to the case goes out. */
static int64_t sending_ms(struct story *story, int64_t case_id, const char *template_id)
{
	const struct message_row mail = story_mail(story, case_id, template_id);

	return story_ask(story, arena_printf(&story->arena, "SELECT run_at_ms FROM job WHERE subject = %lld",
					     (long long)mail.id));
}

static void one_application_too_many_from_an_address_keeps_its_place_and_its_mail_waits(void **state)
{
	struct story *story = *state;
	int64_t now_ms = clock_now_ms(&story->office->clock);
	struct apply_result last;

	apply_often(story, HERE, HOLD_MAILS_APPLICATIONS);
	assert_int_equal(held(story), 0);
	last = apply_from(story, HERE);
	assert_int_equal(last.outcome, APPLY_DONE);
	assert_int_equal(story_load(story, last.case_id).number, HOLD_MAILS_APPLICATIONS + 1);
	assert_int_equal(story_state(story, last.case_id), CASE_STATE_RECEIVED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM mail_hold WHERE reason = 'address'"), 1);
	assert_int_equal(sending_ms(story, last.case_id - 1, "receipt"), now_ms);
	assert_int_equal(sending_ms(story, last.case_id, "receipt"), now_ms + HOLD_MAILS_MS);
}

static void other_addresses_and_this_machine_are_not_held_up(void **state)
{
	struct story *story = *state;

	apply_often(story, HERE, HOLD_MAILS_APPLICATIONS);
	apply_often(story, "", HOLD_MAILS_APPLICATIONS + 2);
	apply_from(story, ELSEWHERE);
	assert_int_equal(held(story), 0);
}

static void after_a_day_an_address_begins_anew(void **state)
{
	struct story *story = *state;

	apply_often(story, HERE, HOLD_MAILS_APPLICATIONS);
	story->office->clock.fixed_ms += DAY_MS + 1;
	apply_from(story, HERE);
	assert_int_equal(held(story), 0);
}

static void too_many_mails_to_one_address_wait_wherever_they_come_from(void **state)
{
	struct story *story = *state;
	struct apply_result last;

	for (int i = 0; i < HOLD_MAILS_TO_ONE; i++)
		apply_with_mail(story, arena_printf(&story->arena, "198.51.100.%d", i), "victim@example.jp");
	assert_int_equal(held(story), 0);
	last = apply_with_mail(story, HERE, "Victim@Example.jp");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM mail_hold WHERE reason = 'recipient'"), 1);
	assert_int_equal(sending_ms(story, last.case_id, "receipt"),
			 clock_now_ms(&story->office->clock) + HOLD_MAILS_MS);
}

static struct value *case_view(struct story *story, int64_t id)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, id, &view, &story->why),
		  &story->why);
	return view;
}

/* A case whose mails wait. */
static int64_t held_case(struct story *story)
{
	apply_often(story, HERE, HOLD_MAILS_APPLICATIONS);
	return apply_from(story, HERE).case_id;
}

static void later_mails_of_the_case_wait_with_the_first(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story), now_ms = clock_now_ms(&story->office->clock);
	const struct case_deed_input to_three = {.reason = STR("電話で申し出"), .course = STR("three")};

	assert_ok(
		case_deed_do(&change_course_deed, story->office, &story->secretariat, NULL, id, &to_three, &story->why),
		&story->why);
	assert_int_equal(sending_ms(story, id, "course_changed"), now_ms + HOLD_MAILS_MS);
	story->office->clock.fixed_ms += HOLD_MAILS_MS;
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, id, "電話で。"),
		  &story->why);
	assert_int_equal(sending_ms(story, id, "withdrawn"), now_ms + HOLD_MAILS_MS);
}

/* The days to answer an invitation run, and a person has seen the application by then. */
static void an_application_that_was_checked_is_mailed_at_once(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story), now_ms = story->office->clock.fixed_ms += 60000;

	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, id), &story->why);
	assert_int_equal(sending_ms(story, id, "receipt"), now_ms);
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, id), &story->why);
	assert_int_equal(sending_ms(story, id, "invitation"), now_ms);
	assert_false(value_get_bool(case_view(story, id), "may_release_mails"));
}

static void the_secretariat_lets_the_mails_go(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story), now_ms;

	now_ms = story->office->clock.fixed_ms += 60000;
	assert_int_equal(story_do(story, &release_mails_deed, &story->tokyo, id), ERR_DENIED);
	assert_ok(story_do(story, &release_mails_deed, &story->secretariat, id), &story->why);
	assert_int_equal(sending_ms(story, id, "receipt"), now_ms);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'mails_held'"), 1);
	assert_ok(story_do(story, &release_mails_deed, &story->secretariat, id), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'mails_released'"), 1);
}

static struct value *desk_mails(struct story *story)
{
	struct value *view;

	assert_ok(view_desk(story->office, &story->arena, &story->secretariat, LANG_JA, "", &view, &story->why),
		  &story->why);
	return (struct value *)value_get(view, "mails");
}

static int64_t in_the_list_of_held(struct story *story)
{
	const struct case_query query = {STORY_EDITION_ID, "held", "", "", 1, false};
	struct value *view;

	assert_ok(view_cases(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	assert_int_equal(value_count(value_get(view, "cases")), value_get_int(view, "count", -1));
	return value_get_int(view, "count", -1);
}

static void the_desk_shows_what_waits_until_it_goes(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story);
	struct value *view = case_view(story, id);

	assert_int_equal(in_the_list_of_held(story), 1);
	assert_int_equal(value_get_int(desk_mails(story), "held", 0), 1);
	assert_int_equal(value_count(value_get(desk_mails(story), "held_cases")), 1);
	assert_true(value_get_bool(view, "may_release_mails"));
	assert_string_equal(value_get_text(view, "mails_wait_reason"), "address");
	assert_string_not_equal(value_get_text(view, "mails_wait_until"), "");
	assert_ok(story_do(story, &release_mails_deed, &story->secretariat, id), &story->why);
	assert_int_equal(value_get_int(desk_mails(story), "held", 1), 0);
	assert_int_equal(in_the_list_of_held(story), 0);
	view = case_view(story, id);
	assert_false(value_get_bool(view, "may_release_mails"));
	assert_string_equal(value_get_text(view, "mails_wait_until"), "");
}

static void what_waits_a_day_goes_by_itself(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story);

	story->office->clock.fixed_ms += HOLD_MAILS_MS;
	assert_int_equal(value_get_int(desk_mails(story), "held", 1), 0);
	assert_false(value_get_bool(case_view(story, id), "may_release_mails"));
}

static enum message_state state_of(struct story *story, int64_t case_id, const char *template_id)
{
	return story_mail(story, case_id, template_id).state;
}

static void a_case_that_ends_while_its_mails_wait_is_told_of_its_end_alone(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story), now_ms = clock_now_ms(&story->office->clock);

	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat, id, "架空の申込み。"),
		  &story->why);
	assert_int_equal(state_of(story, id, "receipt"), MESSAGE_STATE_CANCELLED);
	assert_int_equal(state_of(story, id, "declined"), MESSAGE_STATE_QUEUED);
	assert_int_equal(sending_ms(story, id, "declined"), now_ms + HOLD_MAILS_MS);
	assert_ok(story_do(story, &release_mails_deed, &story->secretariat, id), &story->why);
	assert_int_equal(state_of(story, id, "receipt"), MESSAGE_STATE_CANCELLED);
	assert_int_equal(sending_ms(story, id, "declined"), now_ms);
}

static void of_a_flood_nothing_goes_without_a_person(void **state)
{
	struct story *story = *state;
	struct value *view;
	int64_t id;

	assert_ok(office_set(story->office, OFFICE_APPLICATIONS_A_DAY, "1", &story->why), &story->why);
	apply_often(story, HERE, HOLD_MAILS_FLOOD);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM mail_hold WHERE until_ms > 253402300000000"), 0);
	id = apply_from(story, HERE).case_id;
	assert_int_equal(sending_ms(story, id, "receipt"), MAIL_HOLD_ENDLESS_MS);
	view = case_view(story, id);
	assert_true(value_get_bool(view, "may_release_mails"));
	assert_string_equal(value_get_text(view, "mails_wait_until"), "");
	assert_ok(story_do(story, &release_mails_deed, &story->secretariat, id), &story->why);
	assert_int_equal(sending_ms(story, id, "receipt"), clock_now_ms(&story->office->clock));
}

static void the_applicant_is_told_that_the_mail_comes_later(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story);
	struct value *view;

	assert_ok(view_apply_receipt(story->office, &story->arena, LANG_JA, id, &view, &story->why), &story->why);
	assert_true(value_get_bool(view, "mails_wait"));
	assert_ok(view_apply_receipt(story->office, &story->arena, LANG_JA, id - 1, &view, &story->why), &story->why);
	assert_false(value_get_bool(view, "mails_wait"));
}

static size_t differences(struct story *story)
{
	const struct audit_verify_input input = {.key = STR("")};
	struct value *report;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	return value_count(value_get(report, "differences"));
}

static void the_mark_and_the_release_are_sealed(void **state)
{
	struct story *story = *state;
	int64_t id = held_case(story);

	assert_int_equal(differences(story), 0);
	assert_ok(story_do(story, &release_mails_deed, &story->secretariat, id), &story->why);
	assert_int_equal(differences(story), 0);
	story_tamper(story, "UPDATE mail_hold SET until_ms = until_ms + 1");
	assert_true(differences(story) > 0);
}

static void the_limits_are_settings(void **state)
{
	struct story *story = *state;

	assert_int_equal(office_set(story->office, OFFICE_APPLICATIONS_A_DAY, "many", &story->why), ERR_INVALID);
	assert_int_equal(office_set(story->office, OFFICE_MAILS_A_DAY, "-1", &story->why), ERR_INVALID);
	assert_ok(office_set(story->office, OFFICE_APPLICATIONS_A_DAY, "2", &story->why), &story->why);
	apply_often(story, HERE, 2);
	assert_int_equal(held(story), 0);
	apply_from(story, HERE);
	assert_int_equal(held(story), 1);
	assert_ok(office_set(story->office, OFFICE_APPLICATIONS_A_DAY, "", &story->why), &story->why);
	apply_from(story, HERE);
	assert_int_equal(held(story), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(one_application_too_many_from_an_address_keeps_its_place_and_its_mail_waits),
		STORY(other_addresses_and_this_machine_are_not_held_up),
		STORY(after_a_day_an_address_begins_anew),
		STORY(too_many_mails_to_one_address_wait_wherever_they_come_from),
		STORY(later_mails_of_the_case_wait_with_the_first),
		STORY(an_application_that_was_checked_is_mailed_at_once),
		STORY(the_secretariat_lets_the_mails_go),
		STORY(the_desk_shows_what_waits_until_it_goes),
		STORY(what_waits_a_day_goes_by_itself),
		STORY(a_case_that_ends_while_its_mails_wait_is_told_of_its_end_alone),
		STORY(of_a_flood_nothing_goes_without_a_person),
		STORY(the_applicant_is_told_that_the_mail_comes_later),
		STORY(the_mark_and_the_release_are_sealed),
		STORY(the_limits_are_settings),
	};

	return test_store_run("limits", tests, COUNT(tests));
}
