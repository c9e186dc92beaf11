/* SPDX-License-Identifier: Apache-2.0 */
/* A corrected address gets what matters now, once, and nothing that is over. */
#include "story/story.h"

#include "usecases/post/mail_deed.h"
#include "usecases/screening/correct_mail.h"
#include "usecases/screening/screening_deed.h"

static void correct(struct story *story, int64_t number, const char *mail)
{
	const char *problem = "";

	assert_ok(correct_mail_do(story->office, &story->arena, &story->secretariat, NULL, number, str_from(mail),
				  &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "");
}

/* Mails to an address, sent or on their way; of a template, or of all for "%". */
static int64_t mails_to(struct story *story, const char *recipient, const char *template_id)
{
	return story_ask(story, arena_printf(&story->arena,
					     "SELECT COUNT(*) FROM message WHERE recipient = '%s' AND template LIKE "
					     "'%s' AND state IN ('queued', 'sent', 'captured')",
					     recipient, template_id));
}

static void each_state_has_its_mail(void **state)
{
	static const struct {
		const char *state, *mail;
	} rows[] = {
		{"received", "receipt"}, {"checked", "receipt"}, {"invited", "invitation"}, {"confirmed", "confirmed"}};
	struct story *story = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		const char *mail = arena_printf(&story->arena, "new%zu@example.jp", i);
		int64_t number = story_case_at(story, "one", rows[i].state);

		story_settle_mails(story);
		correct(story, number, mail);
		story_settle_mails(story);
		if (mails_to(story, mail, rows[i].mail) != 1 || mails_to(story, mail, "%") != 1)
			fail_msg("%s: %lld of %lld", rows[i].state, (long long)mails_to(story, mail, rows[i].mail),
				 (long long)mails_to(story, mail, "%"));
	}
}

static void what_waits_goes_to_the_new_address_and_is_not_doubled(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	correct(story, number, "new@example.jp");
	story_settle_mails(story);
	assert_int_equal(mails_to(story, "new@example.jp", "invitation"), 1);
}

static void nobody_is_mailed_twice_however_often_it_is_corrected(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	story_settle_mails(story);
	correct(story, number, "a@example.jp");
	story_settle_mails(story);
	correct(story, number, "a@example.jp");
	correct(story, number, "b@example.jp");
	story_settle_mails(story);
	correct(story, number, "A@EXAMPLE.jp");
	correct(story, number, "a@example.jp");
	story_settle_mails(story);
	assert_int_equal(mails_to(story, "a@example.jp", "%"), 1);
	assert_int_equal(mails_to(story, "b@example.jp", "%"), 1);
}

static void what_came_back_from_an_address_goes_there_once_more(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const char *mail = story_load(story, number).mail;

	story_settle_mails(story);
	story_tamper(story, "UPDATE message SET state = 'bounced' WHERE template = 'invitation'");
	correct(story, number, mail);
	story_settle_mails(story);
	assert_int_equal(mails_to(story, mail, "invitation"), 1);
}

static void who_is_out_gets_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat, number, "対象外のため"),
		  &story->why);
	story_settle_mails(story);
	correct(story, number, "new@example.jp");
	assert_int_equal(mails_to(story, "new@example.jp", "%"), 0);
}

/* A case that was approved while it had no mail address. */
static int64_t invited_by_post(struct story *story)
{
	int64_t number = story_case_at(story, "one", "received");

	story_settle_mails(story);
	story_tamper(story, "UPDATE company_case SET mail = ''");
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, number), &story->why);
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, number), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE state = 'to_post'"), 1);
	return number;
}

static int64_t letters_to_post(struct story *story)
{
	return story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'to_post' AND state = 'open'");
}

/* From now on the last day ends its place, so it needs the page. */
static void what_was_a_letter_is_written_as_a_mail_with_its_page(void **state)
{
	struct story *story = *state;
	int64_t number = invited_by_post(story);

	assert_int_equal(letters_to_post(story), 1);
	correct(story, number, "new@example.jp");
	story_settle_mails(story);
	assert_int_equal(mails_to(story, "new@example.jp", "invitation"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'invitation' AND state = "
					  "'captured' AND body LIKE '%{{link}}%'"),
			 1);
	assert_int_equal(letters_to_post(story), 0);
}

static void a_letter_is_not_sent_as_it_stands(void **state)
{
	struct story *story = *state;
	int64_t number = invited_by_post(story), copy = 0,
		letter = story_ask(story, "SELECT id FROM message WHERE state = 'to_post'");

	correct(story, number, "new@example.jp");
	assert_int_equal(mail_deed_send_again(story->office, &story->secretariat, NULL, letter, &copy, &story->why),
			 ERR_CONFLICT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(each_state_has_its_mail),
		STORY(what_waits_goes_to_the_new_address_and_is_not_doubled),
		STORY(nobody_is_mailed_twice_however_often_it_is_corrected),
		STORY(what_came_back_from_an_address_goes_there_once_more),
		STORY(who_is_out_gets_nothing),
		STORY(what_was_a_letter_is_written_as_a_mail_with_its_page),
		STORY(a_letter_is_not_sent_as_it_stands),
	};
	return test_store_run("resend", tests, COUNT(tests));
}
