/* SPDX-License-Identifier: Apache-2.0 */
/* One company's way through the office, as named steps, on both engines. No pages: only the use cases. */
#include "story/story.h"

#include <string.h>

#include "usecases/application/offer_deed.h"
#include "usecases/application/questionnaire_deed.h"
#include "usecases/application/questionnaire_draft.h"
#include "usecases/application/view_apply.h"
#include "usecases/desk/view_case.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/turn_away.h"

static void an_application_sent_twice_is_one_application(void **state)
{
	struct story *story = *state;
	struct token token = story_fill_in(story, story_answers(story, "株式会社ためし", "one"));
	struct apply_result first = story_submit(story, token, LANG_JA);
	struct apply_result second = story_submit(story, token, LANG_JA);

	assert_int_equal(first.outcome, APPLY_DONE);
	assert_int_equal(first.case_id, 1);
	assert_false(first.is_waiting);
	assert_int_equal(second.outcome, APPLY_DONE);
	assert_int_equal(second.case_id, 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event"), 1);
	assert_int_equal(story_mail_count(story, 1), 1);
	assert_int_equal(story_state(story, 1), CASE_STATE_RECEIVED);
}

static void the_receipt_mail_is_queued_with_the_application_and_confirms_nothing(void **state)
{
	struct story *story = *state;
	struct token token = story_fill_in(story, story_answers(story, "株式会社ためし", "one"));
	struct message_row mail;

	story_submit(story, token, LANG_JA);
	mail = story_mail(story, 1, "receipt");
	assert_int_equal(mail.state, MESSAGE_STATE_QUEUED);
	assert_int_equal(mail.queued_ms, STORY_NOW_MS);
	assert_string_equal(mail.recipient, "soumu@kodama-insatsu.example");
	assert_non_null(strstr(mail.subject, "R7-0001"));
	assert_null(strstr(mail.body, "株式会社ためし")); /* nobody has looked at it yet */
	assert_non_null(strstr(mail.body, "まだ参加は確定していません"));
	assert_null(strstr(mail.body, "/enter/"));
	assert_non_null(strstr(mail.body, "/received/"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'send_message'"), 1);
}

static void an_english_applicant_gets_english_mails(void **state)
{
	struct story *story = *state;
	struct token token = story_fill_in(story, story_answers(story, "Test K.K.", "one"));

	story_submit(story, token, LANG_EN);
	assert_non_null(strstr(story_mail(story, 1, "receipt").body, "Receipt number"));
}

static void what_was_consented_to_is_kept_with_its_version(void **state)
{
	struct story *story = *state;
	struct token token = story_fill_in(story, story_answers(story, "株式会社ためし", "one"));
	const struct edition *edition = story->edition;

	story_submit(story, token, LANG_JA);
	/* The rehearsal's companies make every pledge and give every consent but that to the hearing. */
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM consent WHERE version = 1 AND shown <> ''"),
			 edition->pledge_count + edition->consent_count - 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM consent WHERE statement = 'consent_hearing'"), 0);
}

static void a_page_with_something_missing_is_named(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "株式会社ためし", "one");
	struct apply_result result;

	value_set_text(&story->arena, answers, "mail", "soumu@");
	result = story_submit(story, story_fill_in(story, answers), LANG_JA);
	assert_int_equal(result.outcome, APPLY_INCOMPLETE);
	assert_string_equal(result.page, "contact");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 0);
}

static void who_may_not_take_part_is_told_why_and_leaves_nothing(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "株式会社ためし", "one"), *view;
	const struct value *reasons;
	struct apply_result result;

	value_set_text(&story->arena, answers, "previous_checkup", "yes");
	result = story_submit(story, story_fill_in(story, answers), LANG_JA);
	assert_int_equal(result.outcome, APPLY_INELIGIBLE);
	view = view_apply_ineligible(story->edition, &story->arena, LANG_JA, answers);
	reasons = value_get(view, "reasons");
	assert_int_equal(value_count(reasons), 1);
	assert_string_equal(value_get_text(value_at(reasons, 0), "name"), "previous_checkup");
	assert_string_equal(value_get_text(value_at(reasons, 0), "clause"), "2-3");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message"), 0);
}

/* An answer may be wrong, or the company may have reasons that no form asks for. */
static void who_may_not_take_part_can_ask_a_person_to_look(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "株式会社ためし", "one"), *view;
	struct call call = story_call(story);
	struct apply_draft draft = {.call = &call, .name = STORY_DRAFT, .client = "", .for_a_person = true};
	struct apply_result result;
	struct token token;

	value_set_text(&story->arena, answers, "previous_checkup", "yes");
	token = story_fill_in(story, answers);
	draft.token = str_from(token.text);
	assert_ok(apply_submit(story->office, &story->arena, &draft, LANG_JA, &result, &story->why), &story->why);
	assert_int_equal(result.outcome, APPLY_DONE);
	assert_int_equal(story_state(story, result.case_id), CASE_STATE_RECEIVED);
	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, result.case_id, &view,
			    &story->why),
		  &story->why);
	assert_string_equal(value_get_text(value_at(value_get(view, "eligibility_reasons"), 0), "name"),
			    "previous_checkup");
}

static void nobody_applies_after_the_reception_has_closed(void **state)
{
	struct story *story = *state;
	struct token token = story_fill_in(story, story_answers(story, "株式会社ためし", "one"));
	struct apply_page_result taken;
	struct apply_draft draft;
	struct call call;

	story->office->clock.fixed_ms = story->edition->closes_ms;
	call = story_call(story);
	assert_int_equal(story_submit(story, token, LANG_JA).outcome, APPLY_CLOSED);
	draft = (struct apply_draft){.call = &call, .token = str_from(token.text), .name = STORY_DRAFT, .client = ""};
	assert_int_equal(apply_take_page(story->office, &story->arena, &draft, "course", value_map(&story->arena),
					 &taken, &story->why),
			 ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 0);
}

static void only_the_secretariat_checks(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");
	const struct actor company = story_company(number);
	const struct actor *others[] = {&story->tokyo, &story->expert, &story->diagnosis, &company};

	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(story_do(story, &screening_deed_check, others[i], number), ERR_DENIED);
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_CHECKED);
	assert_int_equal(story_mail_count(story, number), 1); /* a check is nothing to write about */
}

static void the_person_who_checked_never_approves(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "checked");
	struct actor promoted = story->secretariat;

	assert_int_equal(story_do(story, &screening_deed_approve, &story->secretariat, number), ERR_DENIED);
	promoted.role = ROLE_TOKYO;
	assert_int_equal(story_do(story, &screening_deed_approve, &promoted, number), ERR_DENIED);
	assert_int_equal(story_state(story, number), CASE_STATE_CHECKED);
	assert_int_equal(story_mail_count(story, number), 1);
}

static void nothing_is_approved_unchecked(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_int_equal(story_do(story, &screening_deed_approve, &story->tokyo, number), ERR_CONFLICT);
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
}

static void approval_invites_to_the_questionnaire_with_a_last_day(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "checked");
	struct message_row mail;

	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_INVITED);
	mail = story_mail(story, number, "invitation");
	assert_int_equal(story_link(story, &mail).n, 64);
	/* Ten business days after Monday 2 June are Monday 16 June; it may be answered until that day is over. */
	assert_non_null(strstr(mail.body, "2025年6月16日"));
	assert_int_equal(story_load(story, number).answer_due_ms, STORY_NOW_MS + INT64_C(14) * 86400000 + 14 * 3600000);
}

static void the_answer_confirms_the_participation(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number), other = story_company(number + 1);
	const struct value *problems;

	assert_int_equal(questionnaire_draft_take(story->office, &story->arena, &other, number, "",
						  value_get(story->file, "questionnaire"), &problems, &story->why),
			 ERR_DENIED);
	assert_ok(story_answer(story, &company, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_CONFIRMED);
	assert_non_null(strstr(story_mail(story, number, "confirmed").body, "参加"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM answer_sheet WHERE form = 'questionnaire'"), 1);
	assert_int_equal(story_do(story, &questionnaire_deed_answer, &company, number), ERR_CONFLICT);
}

static void who_was_reopened_and_answers_again_is_told_again(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);

	assert_ok(story_do_with_reason(story, &turn_away_exclude, &story->secretariat, number, "誤り"), &story->why);
	assert_ok(story_do_with_reason(story, &turn_away_reopen, &story->tokyo, number, "誤り"), &story->why);
	assert_ok(story_do(story, &offer_deed_accept, &company, number), &story->why);
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, number), &story->why);
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, number), &story->why);
	assert_ok(story_answer(story, &company, number), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_CONFIRMED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'confirmed'"), 2);
}

static void an_unfinished_answer_confirms_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number);
	struct value *typed = story_answers_of(story, "questionnaire");

	value_set_text(&story->arena, typed, "backup", "");
	assert_string_equal(value_get_text(story_type_answers(story, &company, number, "", typed), "backup"),
			    "missing");
	assert_int_equal(story_do(story, &questionnaire_deed_answer, &company, number), ERR_INVALID);
	assert_int_equal(story_state(story, number), CASE_STATE_INVITED);
}

static void nobody_is_declined_without_a_reason(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_int_equal(story_do_with_reason(story, &screening_deed_decline, &story->secretariat, number, " \t"),
			 ERR_INVALID);
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat, number,
				       "都外の事業所のため。"),
		  &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_DECLINED);
	assert_non_null(strstr(story_mail(story, number, "declined").body, "都外の事業所のため。"));
	assert_int_equal(story_do(story, &screening_deed_check, &story->secretariat, number), ERR_CONFLICT);
}

static void a_company_withdraws_itself_and_no_other(void **state)
{
	struct story *story = *state;
	int64_t mine = story_case_at(story, "one", "confirmed"), theirs = story_case_at(story, "one", "received");
	const struct actor company = story_company(mine);

	assert_int_equal(story_do_with_reason(story, &screening_deed_withdraw, &company, theirs, "都合"), ERR_DENIED);
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &company, mine, "都合"), &story->why);
	assert_int_equal(story_state(story, mine), CASE_STATE_WITHDRAWN);
	assert_int_equal(story_state(story, theirs), CASE_STATE_RECEIVED);
	assert_non_null(strstr(story_mail(story, mine, "withdrawn").body, "R7-0001"));
}

static void an_expert_is_assigned_who_is_one(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");

	assert_int_equal(story_assign(story, number, story->tokyo.person_id), ERR_INVALID);
	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	assert_true(story_load(story, number).expert_id == story->expert.person_id);
}

static void a_form_sent_again_changes_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");
	const struct once once = {STR("0123456789abcdef")};

	assert_ok(case_deed_do(&screening_deed_check, story->office, &story->secretariat, &once, number, NULL,
			       &story->why),
		  &story->why);
	assert_ok(case_deed_do(&screening_deed_check, story->office, &story->secretariat, &once, number, NULL,
			       &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event"), 2);
	assert_int_equal(story_do(story, &screening_deed_check, &story->secretariat, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event"), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(an_application_sent_twice_is_one_application),
		STORY(the_receipt_mail_is_queued_with_the_application_and_confirms_nothing),
		STORY(an_english_applicant_gets_english_mails),
		STORY(what_was_consented_to_is_kept_with_its_version),
		STORY(a_page_with_something_missing_is_named),
		STORY(who_may_not_take_part_is_told_why_and_leaves_nothing),
		STORY(who_may_not_take_part_can_ask_a_person_to_look),
		STORY(nobody_applies_after_the_reception_has_closed),
		STORY(only_the_secretariat_checks),
		STORY(the_person_who_checked_never_approves),
		STORY(nothing_is_approved_unchecked),
		STORY(approval_invites_to_the_questionnaire_with_a_last_day),
		STORY(the_answer_confirms_the_participation),
		STORY(who_was_reopened_and_answers_again_is_told_again),
		STORY(an_unfinished_answer_confirms_nothing),
		STORY(nobody_is_declined_without_a_reason),
		STORY(a_company_withdraws_itself_and_no_other),
		STORY(an_expert_is_assigned_who_is_one),
		STORY(a_form_sent_again_changes_nothing),
	};

	return test_store_run("the office", tests, COUNT(tests));
}
