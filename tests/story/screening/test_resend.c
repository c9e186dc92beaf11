/* SPDX-License-Identifier: Apache-2.0 */
/* A corrected address gets what matters now, once, and nothing that is over. */
#include "story/story.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(each_state_has_its_mail),
		STORY(what_waits_goes_to_the_new_address_and_is_not_doubled),
		STORY(nobody_is_mailed_twice_however_often_it_is_corrected),
		STORY(what_came_back_from_an_address_goes_there_once_more),
		STORY(who_is_out_gets_nothing),
	};
	return test_store_run("resend", tests, COUNT(tests));
}
