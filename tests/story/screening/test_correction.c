/* SPDX-License-Identifier: Apache-2.0 */
/* The secretariat sends an application back; the company corrects just the answers that it was asked for. */
#include "story/screening/sent_back.h"

#include <string.h>

#include "codec/json.h"
#include "usecases/desk/task_deed.h"
#include "usecases/desk/view_case.h"
#include "usecases/desk/view_correction.h"
#include "usecases/my/view_my.h"
#include "usecases/screening/correction.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/send_back.h"
#include "usecases/seal/audit_replay.h"
#include "usecases/seal/audit_verify.h"

static const struct once form = {{"0123456789abcdef", 16}};

#define FIVE (STORY_NOW_MS + INT64_C(7) * 86400000) /* Monday to Monday: five business days */

static enum err send_back(struct story *story, const struct actor *actor, int64_t number, const struct value *ids)
{
	const struct case_deed_input input = {.reason = STR(SENT_BACK_WHY),
					      .document = send_back_document(&story->arena, story->edition, ids)};

	return case_deed_do(&send_back_deed, story->office, actor, NULL, number, &input, &story->why);
}

static struct correction_result correct(struct story *story, const struct actor *actor, int64_t number,
					const struct value *typed)
{
	struct correction_result result = {0};

	assert_ok(correction_send(story->office, &story->arena, actor, &form, number, 0, typed, &result, &story->why),
		  &story->why);
	return result;
}

static struct value *typed(struct story *story, const char *id, const char *answer)
{
	struct value *map = value_map(&story->arena);

	value_set_text(&story->arena, map, id, answer);
	return map;
}

static int64_t count(struct story *story, const char *what)
{
	return story_ask(story, arena_printf(&story->arena, "SELECT COUNT(*) FROM %s", what));
}

static const struct value *view_as(struct story *story, const struct actor *actor, int64_t number)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, actor, LANG_JA, number, &view, &story->why), &story->why);
	return view;
}

static void assert_the_log_agrees(struct story *story)
{
	const struct audit_verify_input input = {.head = {NULL, 0}, .key = {NULL, 0}};
	struct value *report;

	assert_ok(audit_replay(story->office, &story->arena, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

static void the_company_is_told_why_and_until_when(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	struct message_row mail = story_mail(story, number, "send_back");

	assert_non_null(strstr(mail.body, SENT_BACK_WHY));
	assert_non_null(strstr(mail.body, "2025年6月9日（月）までに"));
	assert_true(story_link(story, &mail).n > 0);
	assert_int_equal(story_state(story, number), CASE_STATE_CORRECTION);
	assert_int_equal(story_load(story, number).answer_due_ms, FIVE + INT64_C(14) * 3600000);
	assert_the_log_agrees(story);
}

static void it_is_told_at_once_though_other_mails_wait(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	story_tamper(story, "INSERT INTO mail_hold (case_id, reason, held_ms, until_ms) SELECT id, 'address', 0, "
			    "253402300799000 FROM company_case");
	assert_ok(send_back(story, &story->secretariat, number, value_text(&story->arena, "employees")), &story->why);
	assert_int_equal(story_ask(story, "SELECT run_at_ms FROM job WHERE subject = (SELECT id FROM message WHERE "
					  "template = 'send_back')"),
			 story->office->clock.fixed_ms);
}

static void it_corrects_that_answer_and_nothing_else(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	const struct actor company = story_company(number);
	struct value *answer = typed(story, "employees", "12人"), *view;
	const struct value *fields, *row;

	assert_ok(view_correction_form(story->office, &story->arena, &company, LANG_JA, number, NULL, NULL, &view,
				       &story->why),
		  &story->why);
	fields = value_get(view, "fields");
	assert_int_equal(value_count(fields), 1);
	assert_string_equal(value_get_text(value_at(fields, 0), "id"), "employees");
	assert_true(value_get_text(value_at(fields, 0), "value")[0]);
	value_set_text(&story->arena, answer, "company_name", "株式会社べつもの");
	assert_int_equal(value_count(correct(story, &company, number, answer).problems), 0);
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
	row = value_at(value_get(value_get(view_as(story, &story->secretariat, number), "correction"), "corrections"),
		       0);
	assert_string_equal(value_get_text(row, "now"), "12人");
	assert_true(value_get_bool(row, "is_changed"));
	assert_string_not_equal(story_load(story, number).company_name, "株式会社べつもの");
	assert_the_log_agrees(story);
}

/* What a case is found and mailed by changes with its answers; the place and the rank do not. */
static void a_corrected_name_is_the_name_from_then_on(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "company_name");
	const struct actor company = story_company(number);
	int64_t arrival = story_load(story, number).arrival;

	correct(story, &company, number, typed(story, "company_name", "株式会社髙﨑\U0002000B"));
	assert_string_equal(story_load(story, number).company_name, "株式会社髙﨑\U0002000B");
	assert_int_equal(story_load(story, number).arrival, arrival);
	assert_int_equal(story_load(story, number).answer_due_ms, 0);
	assert_int_equal(count(story, "company_case WHERE holds_place = 1"), 1);
	assert_the_log_agrees(story);
}

/* Whoever becomes a company is asked for its capital and its number too. */
static void what_depends_on_the_answer_is_asked_with_it(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "organisation");
	const struct actor company = story_company(number);
	struct correction_result result = correct(story, &company, number, typed(story, "organisation", "company"));

	assert_string_equal(value_get_text(result.problems, "capital"), "missing");
	assert_int_equal(story_state(story, number), CASE_STATE_CORRECTION);
	assert_int_equal(count(story, "answer_sheet"), 1);
}

static void an_answer_is_judged_as_on_the_form(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	const struct actor company = story_company(number);
	char *long_text = arena_alloc(&story->arena, 1000001);

	memset(long_text, '9', 1000000);
	long_text[1000000] = '\0';
	assert_string_equal(
		value_get_text(correct(story, &company, number, typed(story, "employees", "-3")).problems, "employees"),
		"number_signed");
	assert_string_equal(
		value_get_text(correct(story, &company, number, typed(story, "employees", "")).problems, "employees"),
		"missing");
	assert_true(value_count(correct(story, &company, number, typed(story, "employees", long_text)).problems));
	assert_int_equal(story_state(story, number), CASE_STATE_CORRECTION);
}

static void who_does_not_meet_the_conditions_any_more_is_looked_at_by_a_person(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "previous_checkup");
	const struct actor company = story_company(number);
	const struct value *view;

	assert_true(correct(story, &company, number, typed(story, "previous_checkup", "yes")).is_unmet);
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
	view = view_as(story, &story->secretariat, number);
	assert_string_equal(value_get_text(value_get(view, "decision"), "verdict"), "ineligible");
	assert_true(value_get_bool(view, "may_decline"));
	assert_int_equal(count(story, "message WHERE template = 'declined'"), 0);
}

static void nobody_else_corrects_it(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	const struct actor other = story_company(number + 1);
	struct value *answer = typed(story, "employees", "12");
	struct correction_result result;

	assert_int_equal(
		correction_send(story->office, &story->arena, &other, NULL, number, 0, answer, &result, &story->why),
		ERR_DENIED);
	assert_int_equal(correction_send(story->office, &story->arena, &story->tokyo, NULL, number, 0, answer, &result,
					 &story->why),
			 ERR_DENIED);
	assert_int_equal(send_back(story, &story->tokyo, story_case_at(story, "one", "received"),
				   value_text(&story->arena, "employees")),
			 ERR_DENIED);
}

/* Who has no mail address answers by telephone. */
static void the_secretariat_enters_what_it_was_told(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");

	correct(story, &story->secretariat, number, typed(story, "employees", "12"));
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
	assert_int_equal(count(story, "event WHERE kind = 'corrected' AND actor_kind = 'person'"), 1);
}

static void a_form_sent_twice_corrects_once_and_an_old_tab_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	const struct actor company = story_company(number);
	struct correction_result result;

	correct(story, &company, number, typed(story, "employees", "12"));
	correct(story, &company, number, typed(story, "employees", "12"));
	assert_int_equal(count(story, "event WHERE kind = 'corrected'"), 1);
	assert_int_equal(correction_send(story->office, &story->arena, &company, NULL, number, 0,
					 typed(story, "employees", "13"), &result, &story->why),
			 ERR_CONFLICT);
}

static int64_t read_ms_of(struct story *story, const struct actor *actor, int64_t number)
{
	struct value *view;

	assert_ok(view_correction_form(story->office, &story->arena, actor, LANG_JA, number, NULL, NULL, &view,
				       &story->why),
		  &story->why);
	return value_get_int(view, "read_ms", 0);
}

/* Its empty fields would empty the answers that the newer request asks about. */
static void the_form_of_an_earlier_request_answers_no_later_one(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	const struct actor company = story_company(number);
	int64_t former_ms = read_ms_of(story, &company, number);
	struct correction_result result;

	correct(story, &company, number, typed(story, "employees", "12"));
	story->office->clock.fixed_ms += 60000;
	assert_ok(send_back(story, &story->secretariat, number, value_text(&story->arena, "website")), &story->why);
	assert_int_equal(correction_send(story->office, &story->arena, &company, NULL, number, former_ms,
					 typed(story, "employees", "13"), &result, &story->why),
			 ERR_CONFLICT);
	assert_int_equal(story_state(story, number), CASE_STATE_CORRECTION);
	assert_ok(correction_send(story->office, &story->arena, &company, NULL, number,
				  read_ms_of(story, &company, number), typed(story, "website", ""), &result,
				  &story->why),
		  &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
}

static void the_course_the_address_and_what_was_agreed_to_are_not_asked_again(void **state)
{
	struct story *story = *state;
	struct value *ids = value_list(&story->arena);

	value_add(&story->arena, ids, value_text(&story->arena, "course"));
	value_add(&story->arena, ids, value_text(&story->arena, "mail"));
	value_add(&story->arena, ids, value_text(&story->arena, story->edition->pledges[0].id));
	value_add(&story->arena, ids, value_text(&story->arena, story->edition->consents[0].id));
	value_add(&story->arena, ids, value_text(&story->arena, "no_such_question"));
	assert_string_equal(send_back_document(&story->arena, story->edition, ids), "");
	assert_int_equal(send_back(story, &story->secretariat, story_case_at(story, "one", "received"), ids),
			 ERR_INVALID);
}

static void who_checked_it_before_has_not_checked_what_comes(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "checked");

	assert_ok(send_back(story, &story->secretariat, number, value_text(&story->arena, "phone")), &story->why);
	assert_int_equal(story_load(story, number).checked_by, 0);
	assert_int_equal(story_do(story, &screening_deed_approve, &story->tokyo, number), ERR_CONFLICT);
}

static void run_at(struct story *story, int64_t number, int64_t at_ms)
{
	const struct job job = {.kind = SEND_BACK_JOB, .subject = number};

	story->office->clock.fixed_ms = at_ms;
	assert_ok(send_back_run(story->office, &job, &story->why), &story->why);
}

static void who_is_late_is_rung_once_and_keeps_the_place(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees"), due_ms = story_load(story, number).answer_due_ms;
	const struct actor company = story_company(number);

	run_at(story, number, due_ms - 1);
	assert_int_equal(count(story, "task WHERE kind = 'correction_missing'"), 0);
	assert_int_equal(story_ask(story, "SELECT run_at_ms FROM job WHERE kind = '" SEND_BACK_JOB "'"), due_ms);
	run_at(story, number, due_ms);
	run_at(story, number, STORY_NOW_MS);
	run_at(story, number, due_ms + 1);
	assert_int_equal(count(story, "task WHERE kind = 'correction_missing' AND state = 'open'"), 1);
	assert_int_equal(story_state(story, number), CASE_STATE_CORRECTION);
	correct(story, &company, number, typed(story, "employees", "12"));
	assert_int_equal(count(story, "task WHERE kind = 'correction_missing' AND state = 'over'"), 1);
	assert_the_log_agrees(story);
}

static const char *steps_of(struct story *story, int64_t number)
{
	const struct value *list = value_get(view_as(story, &story->secretariat, number), "next_steps");

	if (!value_count(list))
		return "";
	assert_int_equal(value_count(list), 1);
	return arena_printf(&story->arena, "%s %s", value_get_text(value_at(list, 0), "kind"),
			    value_get_text(value_at(list, 0), "at"));
}

static void it_is_rung_again_while_nothing_comes_and_the_page_says_when(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees"), due_ms = story_load(story, number).answer_due_ms, task;
	const struct task_deed_result reached = {STR("reached"), STR("明日送るとのこと")};
	const char *problem;

	assert_string_equal(steps_of(story, number), "correction_call 2025年6月9日（月）");
	run_at(story, number, due_ms);
	assert_string_equal(steps_of(story, number), "");
	task = story_ask(story, "SELECT id FROM task WHERE kind = 'correction_missing'");
	assert_ok(task_deed_finish(story->office, &story->secretariat, NULL, task, &reached, &problem, &story->why),
		  &story->why);
	assert_string_equal(steps_of(story, number), "correction_call 2025年6月16日（月）");
	run_at(story, number, due_ms + 1);
	assert_int_equal(count(story, "task WHERE kind = 'correction_missing'"), 1);
	run_at(story, number, due_ms + INT64_C(7) * 86400000);
	assert_int_equal(count(story, "task WHERE kind = 'correction_missing'"), 2);
	assert_int_equal(count(story, "task WHERE kind = 'correction_missing' AND state = 'open'"), 1);
	assert_the_log_agrees(story);
}

static void a_correction_is_receipted(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	const struct actor company = story_company(number);

	correct(story, &company, number, typed(story, "employees", "12"));
	assert_non_null(strstr(story_mail(story, number, "corrected").body, "受け付けました"));
	correct(story, &company, number, typed(story, "employees", "12"));
	assert_int_equal(count(story, "message WHERE template = 'corrected'"), 1);
}

static void the_company_finds_it_on_its_page(void **state)
{
	struct story *story = *state;
	int64_t number = sent_back(story, "employees");
	const struct actor company = story_company(number);
	struct value *view;

	assert_ok(view_my(story->office, &story->arena, &company, LANG_JA, &view, &story->why), &story->why);
	assert_true(value_get_bool(value_get(view, "next"), "correction"));
	assert_int_equal(value_get(view, "correction")->kind, VALUE_NULL); /* who asked is for staff alone */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_company_is_told_why_and_until_when),
		STORY(it_is_told_at_once_though_other_mails_wait),
		STORY(it_corrects_that_answer_and_nothing_else),
		STORY(a_corrected_name_is_the_name_from_then_on),
		STORY(what_depends_on_the_answer_is_asked_with_it),
		STORY(an_answer_is_judged_as_on_the_form),
		STORY(who_does_not_meet_the_conditions_any_more_is_looked_at_by_a_person),
		STORY(nobody_else_corrects_it),
		STORY(the_secretariat_enters_what_it_was_told),
		STORY(a_form_sent_twice_corrects_once_and_an_old_tab_nothing),
		STORY(the_form_of_an_earlier_request_answers_no_later_one),
		STORY(the_course_the_address_and_what_was_agreed_to_are_not_asked_again),
		STORY(who_checked_it_before_has_not_checked_what_comes),
		STORY(who_is_late_is_rung_once_and_keeps_the_place),
		STORY(it_is_rung_again_while_nothing_comes_and_the_page_says_when),
		STORY(a_correction_is_receipted),
		STORY(the_company_finds_it_on_its_page),
	};

	return test_store_run("correction", tests, COUNT(tests));
}
