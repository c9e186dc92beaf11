/* SPDX-License-Identifier: Apache-2.0 */
/* To whom nothing is sent: who refused, applied, was erased, or was checked before; and nobody when the call is closed.
 */
#include "story/invitation/inviting.h"

#include "usecases/invitation/invitation_call.h"
#include "usecases/invitation/invitation_letters.h"
#include "usecases/invitation/invitation_mail.h"
#include "usecases/invitation/invitation_make.h"
#include "usecases/invitation/invitation_visit.h"
#include "usecases/privacy/erase_content.h"

static void whom_the_predecessor_checked_is_not_invited(void **state)
{
	struct story *story = *state;

	inviting_start();
	inviting_import_as(story, REGISTRY_PREDECESSOR, "法人番号,企業名\n7000012050002,株式会社こだま印刷\n");
	inviting_import(story, INVITING_LIST);
	assert_int_equal(inviting_make(story), 3);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE corporate_number = '7000012050002'"),
			 0);
	inviting_end();
}

static void who_applies_by_itself_is_written_to_no_more(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "こだま印刷", "one");

	inviting_all(story);
	value_set_text(&story->arena, answers, "corporate_number", "7000012050002");
	story_submit(story, story_fill_in(story, answers), LANG_JA);
	assert_int_equal(inviting_number(story, "by_itself"), 1);
	assert_int_equal(inviting_queue_mails(story), 1);
	inviting_print(story);
	assert_int_equal(inviting_number(story, "printed"), 2);
	inviting_end();
}

static void who_wants_no_more_is_invited_to_no_other_call(void **state)
{
	struct story *story = *state;
	struct call call = story_call(story);
	int64_t made;

	inviting_all(story);
	assert_ok(invitation_visit_refuse(story->office, &call, inviting_mail_link(story, "株式会社こだま印刷"),
					  &story->why),
		  &story->why);
	inviting_print(story);
	assert_int_equal(inviting_number(story, "printed"), 2);
	assert_int_equal(inviting_number(story, "never"), 1);
	story_publish_r8(story);
	assert_ok(invitation_make(story->office, &story->secretariat, "tokyo_r8", &made, &story->why), &story->why);
	assert_int_equal(made, 3);
	inviting_end();
}

static void who_wants_no_more_gets_nothing_of_a_call_that_invited_it_before(void **state)
{
	const struct invitation_call_result never = {STR("never"), STR(""), STR("")};
	struct story *story = *state;
	const char *problem;
	int64_t some, r7;

	inviting_all(story);
	r7 = inviting_id(story, "株式会社こだま印刷");
	assert_int_equal(inviting_queue_mails(story), 2);
	story_publish_r8(story);
	assert_ok(invitation_make(story->office, &story->secretariat, "tokyo_r8", &some, &story->why), &story->why);
	assert_int_equal(some, 4);
	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL,
				       story_ask(story, "SELECT id FROM invitation WHERE edition = 'tokyo_r8' AND "
							"corporate_number = '7000012050002'"),
				       &never, &problem, &story->why),
		  &story->why);
	inviting_print(story);
	assert_int_equal(inviting_number(story, "printed"), 2);
	assert_int_equal(inviting_number(story, "silent"), 3);
	assert_ok(invitation_mail_run(story->office, &(struct job){.subject = r7}, &story->why), &story->why);
	assert_int_equal(inviting_number(story, "mailed"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE mail_state = 'cancelled'"), 1);
	inviting_end();
}

static void nobody_is_invited_once_the_reception_is_over(void **state)
{
	struct story *story = *state;
	int64_t some;

	inviting_all(story);
	assert_int_equal(inviting_queue_mails(story), 2);
	inviting_print(story);
	inviting_import(story, INVITING_LIST ",株式会社あらた,,東京都北区1-1,,\n");
	assert_int_equal(inviting_make(story), 1);
	story->office->clock.fixed_ms = story->edition->closes_ms - 1;
	assert_int_equal(inviting_number(story, "to_call"), 3);
	story->office->clock.fixed_ms = story->edition->closes_ms;
	assert_int_equal(inviting_number(story, "to_call"), 0);
	assert_int_equal(
		invitation_letters_take(story->office, &story->secretariat, STORY_EDITION_ID, &some, &story->why),
		ERR_CONFLICT);
	assert_int_equal(
		invitation_mail_queue(story->office, &story->secretariat, STORY_EDITION_ID, &some, &story->why),
		ERR_CONFLICT);
	inviting_run_mail(story, "株式会社こだま印刷");
	assert_int_equal(inviting_row(story, "株式会社こだま印刷").mail_state, MESSAGE_STATE_CANCELLED);
	inviting_end();
}

static void before_the_reception_letters_may_be_printed_but_no_mail_is_sent(void **state)
{
	struct story *story = *state;
	int64_t some;

	inviting_all(story);
	story->office->clock.fixed_ms = story->edition->opens_ms - 1;
	assert_int_equal(
		invitation_mail_queue(story->office, &story->secretariat, STORY_EDITION_ID, &some, &story->why),
		ERR_CONFLICT);
	inviting_print(story);
	assert_int_equal(inviting_number(story, "printed"), 3);
	inviting_end();
}

static void erasing_a_company_erases_what_its_invitation_says_of_it(void **state)
{
	struct story *story = *state;
	int64_t case_id;

	inviting_all(story);
	case_id = inviting_apply(story, inviting_mail_link(story, "株式会社こだま印刷"), "株式会社こだま印刷");
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, case_id, ERASE_CONTACT, "request", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE company_name LIKE '%こだま%' OR mail "
					  "LIKE 'info@%' OR phone LIKE '03-1111%' OR company_key = '7000012050002'"),
			 0);
	assert_int_equal(inviting_number(story, "by_mail"), 1);
	inviting_end();
}

/* Also in another call, and when the list names it again. */
static void who_applied_by_itself_and_was_erased_is_invited_no_more(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "こだま印刷", "one");
	int64_t case_id, some;

	inviting_all(story);
	story_publish_r8(story);
	value_set_text(&story->arena, answers, "corporate_number", "7000012050002");
	case_id = story_submit(story, story_fill_in(story, answers), LANG_JA).case_id;
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, case_id, ERASE_ANSWERS, "request", &story->why),
		  &story->why);
	assert_int_equal(inviting_number(story, "silent"), 3);
	assert_ok(erase_content(story->office, &story->secretariat, case_id, ERASE_CONTACT, "request", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE company_name LIKE '%こだま%' OR "
					  "phone LIKE '03-1111%' OR company_key = '7000012050002'"),
			 0);
	assert_int_equal(inviting_number(story, "silent"), 3);
	assert_int_equal(inviting_number(story, "by_itself"), 1);
	assert_int_equal(inviting_make(story), 0);
	assert_ok(invitation_make(story->office, &story->secretariat, "tokyo_r8", &some, &story->why), &story->why);
	assert_int_equal(some, 3);
	inviting_end();
}

static void an_invitation_to_another_call_is_erased_with_the_company(void **state)
{
	struct story *story = *state;
	struct str link;
	int64_t case_id, some;

	inviting_all(story);
	link = inviting_mail_link(story, "あさひ工業");
	story_publish_r8(story);
	assert_ok(invitation_make(story->office, &story->secretariat, "tokyo_r8", &some, &story->why), &story->why);
	case_id = inviting_apply(story, link, "あさひ工業");
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, case_id, ERASE_CONTACT, "request", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE company_name = 'あさひ工業'"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE company_key LIKE 'erased:%'"), 2);
	assert_ok(invitation_mail_queue(story->office, &story->secretariat, "tokyo_r8", &some, &story->why),
		  &story->why);
	assert_int_equal(some, 1);
	inviting_end();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(whom_the_predecessor_checked_is_not_invited),
		STORY(who_applies_by_itself_is_written_to_no_more),
		STORY(who_wants_no_more_is_invited_to_no_other_call),
		STORY(who_wants_no_more_gets_nothing_of_a_call_that_invited_it_before),
		STORY(nobody_is_invited_once_the_reception_is_over),
		STORY(before_the_reception_letters_may_be_printed_but_no_mail_is_sent),
		STORY(who_applied_by_itself_and_was_erased_is_invited_no_more),
		STORY(an_invitation_to_another_call_is_erased_with_the_company),
		STORY(erasing_a_company_erases_what_its_invitation_says_of_it),
	};

	return test_store_run("not_invited", tests, COUNT(tests));
}
