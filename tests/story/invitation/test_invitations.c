/* SPDX-License-Identifier: Apache-2.0 */
/* Companies that were supported before are invited: by letter, by mail, and by telephone when they do not answer. */
#include "story/invitation/inviting.h"

#include <stdio.h>
#include <string.h>

#include "usecases/desk/view_case.h"
#include "usecases/invitation/invitation_call.h"
#include "usecases/invitation/invitation_letters.h"
#include "usecases/invitation/invitation_mail.h"
#include "usecases/invitation/invitation_make.h"
#include "usecases/invitation/invitation_visit.h"
#include "usecases/invitation/view_invitations.h"

#define NUMBER_SIGNS 4 /* of a code; its proof is behind them */

static void the_list_becomes_invitations_once(void **state)
{
	struct story *story = *state;

	inviting_all(story);
	assert_int_equal(inviting_make(story), 0);
	assert_int_equal(inviting_number(story, "listed"), 4);
	assert_int_equal(inviting_number(story, "invited"), 4);
	assert_int_equal(inviting_number(story, "unprinted"), 3); /* one has no address */
	assert_int_equal(inviting_number(story, "unmailed"), 2);  /* an address that two have is written to once */
	inviting_import(story, INVITING_LIST ",株式会社あらた,,東京都北区1-1,,\n");
	assert_int_equal(inviting_make(story), 1);
	inviting_end();
}

static void only_the_secretariat_invites(void **state)
{
	struct story *story = *state;
	struct value *view;
	int64_t some;

	assert_int_equal(invitation_make(story->office, &story->tokyo, STORY_EDITION_ID, &some, &story->why),
			 ERR_DENIED);
	assert_int_equal(invitation_mail_queue(story->office, &story->expert, STORY_EDITION_ID, &some, &story->why),
			 ERR_DENIED);
	assert_int_equal(
		view_invitations(story->office, &story->arena, &story->diagnosis, LANG_JA, "", &view, &story->why),
		ERR_DENIED);
}

static void a_letter_is_printed_once_and_again_when_the_paper_jams(void **state)
{
	struct story *story = *state;
	BUF_SCOPED first, again;
	int64_t at_ms;

	inviting_all(story);
	buf_init(&first, (size_t)32 << 20);
	buf_init(&again, (size_t)32 << 20);
	at_ms = inviting_print(story);
	assert_int_equal(inviting_number(story, "printed"), 3);
	assert_int_equal(inviting_print(story), 0);
	assert_ok(invitation_letters_print(story->office, &story->arena, &story->secretariat, STORY_EDITION_ID, at_ms,
					   &first, &story->why),
		  &story->why);
	assert_true(str_starts(buf_str(&first), "%PDF-"));
	assert_ok(invitation_letters_print(story->office, &story->arena, &story->secretariat, STORY_EDITION_ID, at_ms,
					   &again, &story->why),
		  &story->why);
	assert_true(str_eq(buf_str(&first), buf_str(&again)));
	assert_int_equal(invitation_letters_print(story->office, &story->arena, &story->secretariat, STORY_EDITION_ID,
						  at_ms + 1, &again, &story->why),
			 ERR_NOT_FOUND);
	inviting_end();
}

static void a_company_gets_one_mail_ever_and_none_after_it_answered(void **state)
{
	struct story *story = *state;
	struct call call = story_call(story);

	inviting_all(story);
	assert_int_equal(inviting_queue_mails(story), 2);
	assert_int_equal(inviting_queue_mails(story), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'send_invitation'"), 2);
	assert_int_equal(story_ask(story, "SELECT MAX(run_at_ms) - MIN(run_at_ms) FROM job WHERE kind = "
					  "'send_invitation'"),
			 INVITATION_MAIL_GAP_MS);
	inviting_run_mail(story, "株式会社こだま印刷");
	inviting_run_mail(story, "株式会社こだま印刷");
	assert_int_equal(inviting_row(story, "株式会社こだま印刷").mail_state, MESSAGE_STATE_CAPTURED);
	assert_ok(invitation_visit_refuse(story->office, &call, inviting_mail_link(story, "あさひ工業"), &story->why),
		  &story->why);
	inviting_run_mail(story, "あさひ工業");
	assert_int_equal(inviting_row(story, "あさひ工業").mail_state, MESSAGE_STATE_CANCELLED);
	inviting_end();
}

static void a_mail_says_who_writes_why_and_how_to_get_no_more(void **state)
{
	struct story *story = *state;
	struct value *view = NULL;
	const char *body;

	inviting_all(story);
	assert_ok(view_invitations_one(story->office, &story->arena, &story->secretariat, LANG_JA,
				       inviting_id(story, "株式会社こだま印刷"), &view, &story->why),
		  &story->why);
	body = value_get_text(view, "mail_body");
	assert_non_null(strstr(body, "株式会社こだま印刷"));
	assert_non_null(strstr(body, "以前ご利用いただいた"));
	assert_non_null(strstr(body, "今後の案内を受け取らない"));
	assert_non_null(strstr(body, story->edition->contact.mail));
	assert_non_null(strstr(body, "/calls/" STORY_EDITION_ID "/invited/")); /* a rehearsal shows the link */
	story->office->rehearsal = false;
	assert_ok(view_invitations_one(story->office, &story->arena, &story->secretariat, LANG_JA,
				       inviting_id(story, "株式会社こだま印刷"), &view, &story->why),
		  &story->why);
	assert_null(strstr(value_get_text(view, "mail_body"), "/invited/"));
	story->office->rehearsal = true;
	inviting_end();
}

static void the_code_of_the_letter_opens_the_form_filled_in(void **state)
{
	struct story *story = *state;
	const struct value *typed;
	struct token token;

	inviting_all(story);
	typed = inviting_begin(
		story,
		inviting_enter_code(story, "", inviting_code(story, "株式会社こだま印刷"), INVITATION_CODE_RIGHT),
		&token);
	assert_string_equal(value_get_text(typed, "company_name"), "株式会社こだま印刷");
	assert_string_equal(value_get_text(typed, "corporate_number"), "7000012050002");
	assert_string_equal(value_get_text(typed, "postal_code"), "101-0021");
	assert_string_equal(value_get_text(typed, "prefecture"), "tokyo");
	assert_string_equal(value_get_text(typed, "address"), "千代田区外神田1-1");
	assert_true(!value_get(typed, "mail") && !value_get(typed, "phone")); /* they may be a person's */
	assert_int_equal(inviting_number(story, "opened"), 1);
	inviting_end();
}

static void an_application_remembers_by_which_way_it_came(void **state)
{
	struct story *story = *state;
	struct value *view = NULL;
	int64_t by_letter, by_mail;

	inviting_all(story);
	by_letter = inviting_apply(
		story,
		inviting_enter_code(story, "", inviting_code(story, "有限会社みなと食堂"), INVITATION_CODE_RIGHT),
		"有限会社みなと食堂");
	by_mail = inviting_apply(story, inviting_mail_link(story, "あさひ工業"), "あさひ工業株式会社");
	story_case_at(story, "one", "received");
	assert_int_equal(inviting_row(story, "有限会社みなと食堂").case_id, by_letter);
	assert_int_equal(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, by_letter, &view, NULL),
			 0);
	assert_string_equal(value_get_text(view, "came_by"), "letter");
	assert_int_equal(inviting_row(story, "あさひ工業").case_id, by_mail);
	assert_int_equal(inviting_number(story, "by_letter"), 1);
	assert_int_equal(inviting_number(story, "by_mail") + inviting_number(story, "silent"), 1 + 2);
	inviting_end();
}

/* A right proof is of one number only, and one sign more or less makes it wrong. */
static void a_code_that_is_nearly_right_is_wrong(void **state)
{
	struct story *story = *state;
	const char *code, *other;
	char near[32];

	inviting_all(story);
	code = inviting_code(story, "株式会社こだま印刷");
	other = inviting_code(story, "あさひ工業");
	snprintf(near, sizeof(near), "%s", code);
	near[strlen(near) - 1] = near[strlen(near) - 1] == '2' ? '3' : '2';
	inviting_enter_code(story, "192.0.2.1", near, INVITATION_CODE_WRONG);
	snprintf(near, sizeof(near), "%.*s%s", NUMBER_SIGNS, code, other + NUMBER_SIGNS);
	inviting_enter_code(story, "192.0.2.1", near, INVITATION_CODE_WRONG);
	inviting_enter_code(story, "192.0.2.1", code, INVITATION_CODE_RIGHT);
	inviting_end();
}

static void codes_cannot_be_guessed(void **state)
{
	struct story *story = *state;
	const char *code;

	inviting_all(story);
	code = inviting_code(story, "株式会社こだま印刷");
	for (int i = 0; i < INVITATION_VISIT_TRIES_PER_HOUR; i++)
		inviting_enter_code(story, "192.0.2.1", "22223-33333", INVITATION_CODE_WRONG);
	inviting_enter_code(story, "192.0.2.1", code, INVITATION_CODE_LATE);
	inviting_enter_code(story, "192.0.2.2", code, INVITATION_CODE_RIGHT);
	story->office->clock.fixed_ms += INT64_C(61) * 60 * 1000;
	inviting_enter_code(story, "192.0.2.1", code, INVITATION_CODE_RIGHT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM code_tried"), 0);
	inviting_end();
}

static void a_link_of_nobody_says_nothing_of_anybody(void **state)
{
	struct story *story = *state;
	struct call call = story_call(story);
	struct value *view = NULL;

	inviting_all(story);
	assert_ok(invitation_visit_view(story->office, &story->arena, &call, STR("AAAA"), &view, &story->why),
		  &story->why);
	assert_true(value_get_bool(view, "is_void"));
	assert_string_equal(value_get_text(view, "company"), "");
	assert_int_equal(invitation_visit_refuse(story->office, &call, STR("AAAA"), &story->why), ERR_NOT_FOUND);
	inviting_end();
}

static void call_note(struct story *story, const char *company, const char *outcome, const char *again)
{
	const struct invitation_call_result result = {str_from(outcome), str_from(again), STR("受付の方")};
	const char *problem;

	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL, inviting_id(story, company), &result,
				       &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "");
}

static void who_does_not_answer_is_rung_after_the_days_of_the_edition(void **state)
{
	struct story *story = *state;

	inviting_all(story);
	inviting_print(story); /* Monday 2 June: ten business days later is Monday the 16th */
	story->office->clock.fixed_ms += 13 * INT64_C(86400000);
	assert_int_equal(inviting_number(story, "to_call"), 0);
	story->office->clock.fixed_ms += INT64_C(86400000);
	assert_int_equal(inviting_number(story, "to_call"), 0);
	story->office->clock.fixed_ms += INT64_C(86400000);
	assert_int_equal(inviting_number(story, "to_call"), 3);
	call_note(story, "株式会社こだま印刷", "not_reached", "");
	call_note(story, "有限会社みなと食堂", "reached", "3");
	call_note(story, "あさひ工業", "no", "");
	assert_int_equal(inviting_number(story, "to_call"), 0);
	assert_int_equal(inviting_number(story, "no"), 1);
	story->office->clock.fixed_ms += INT64_C(86400000);
	assert_int_equal(inviting_number(story, "to_call"), 1);
	inviting_apply(story, inviting_mail_link(story, "株式会社こだま印刷"), "株式会社こだま印刷");
	assert_int_equal(inviting_number(story, "to_call"), 0);
	story->office->clock.fixed_ms += 7 * INT64_C(86400000);
	assert_int_equal(inviting_number(story, "to_call"), 1);
	call_note(story, "有限会社みなと食堂", "reached", "");
	assert_int_equal(inviting_number(story, "to_call"), 0);
	assert_string_equal(inviting_row(story, "有限会社みなと食堂").call_note, "受付の方\n受付の方");
	inviting_end();
}

static void a_call_without_an_outcome_is_not_noted(void **state)
{
	struct story *story = *state;
	const struct invitation_call_result nothing = {0}, late = {STR("reached"), STR("21"), STR("")};
	const char *problem = "";

	inviting_all(story);
	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL, inviting_id(story, "あさひ工業"),
				       &nothing, &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "outcome");
	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL, inviting_id(story, "あさひ工業"),
				       &late, &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "again");
	assert_int_equal(inviting_row(story, "あさひ工業").calls, 0);
	inviting_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_list_becomes_invitations_once),
		STORY(only_the_secretariat_invites),
		STORY(a_letter_is_printed_once_and_again_when_the_paper_jams),
		STORY(a_company_gets_one_mail_ever_and_none_after_it_answered),
		STORY(a_mail_says_who_writes_why_and_how_to_get_no_more),
		STORY(the_code_of_the_letter_opens_the_form_filled_in),
		STORY(an_application_remembers_by_which_way_it_came),
		STORY(a_code_that_is_nearly_right_is_wrong),
		STORY(codes_cannot_be_guessed),
		STORY(a_link_of_nobody_says_nothing_of_anybody),
		STORY(who_does_not_answer_is_rung_after_the_days_of_the_edition),
		STORY(a_call_without_an_outcome_is_not_noted),
	};

	return test_store_run("invitations", tests, COUNT(tests));
}
