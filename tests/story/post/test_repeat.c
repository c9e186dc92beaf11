/* SPDX-License-Identifier: Apache-2.0 */
/* A mail that did not arrive is sent once more, after its address was corrected, and the old links are void. */
#include "story/story.h"

#include <string.h>

#include "usecases/account/company_link.h"
#include "usecases/desk/view_cases.h"
#include "usecases/mail_secret.h"
#include "usecases/post/mail_deed.h"
#include "usecases/post/view_mail.h"
#include "usecases/screening/correct_mail.h"
#include "usecases/screening/screening_deed.h"

static const struct once first = {{"0123456789abcdef", 16}}, second = {{"fedcba9876543210", 16}};

static const char *correct(struct story *story, const struct actor *actor, int64_t number, const char *typed)
{
	const char *problem = NULL;

	assert_ok(correct_mail_do(story->office, &story->arena, actor, NULL, number, str_from(typed), &problem,
				  &story->why),
		  &story->why);
	return problem;
}

static bool opens(struct story *story, struct str link)
{
	int64_t case_id = 0;

	assert_ok(company_link_case(story->office, link, &case_id, &story->why), &story->why);
	return case_id != 0;
}

struct loaded {
	struct story *story;
	int64_t id;
	struct message_row row;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct loaded *loaded = context;

	return message_store_load(tx, &loaded->story->arena, loaded->id, &loaded->row, why);
}

static struct message_row mail_of(struct story *story, int64_t id)
{
	struct loaded loaded = {.story = story, .id = id};

	struct case_row of;

	assert_ok(db_read(story->office->db, load, &loaded, &story->why), &story->why);
	of = story_load(story, loaded.row.case_id);
	loaded.row.body = mail_secret_put(&story->arena, story->office, &of, &loaded.row);
	return loaded.row;
}

static void a_failed_mail_goes_again_to_the_address_of_now_with_a_link_of_now(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited"), id = 0;
	struct message_row mail = story_mail(story, number, "invitation"), again;
	struct str link = story_link(story, &mail), fresh;

	story_tamper(story, "UPDATE message SET state = 'failed', last_reply = '550 5.1.1 unknown'");
	assert_true(opens(story, link));
	assert_string_equal(correct(story, &story->secretariat, number, "Right@EXAMPLE.jp"), "");
	assert_ok(mail_deed_send_again(story->office, &story->secretariat, &first, mail.id, &id, &story->why),
		  &story->why);
	again = mail_of(story, id);
	fresh = story_link(story, &again);
	assert_string_equal(again.recipient, "Right@example.jp");
	assert_string_equal(again.subject, mail.subject);
	assert_int_equal(again.state, MESSAGE_STATE_QUEUED);
	assert_string_not_equal(again.message_id, mail.message_id);
	assert_int_equal(strlen(again.body), strlen(mail.body));
	assert_false(opens(story, link));
	assert_true(opens(story, fresh));
	story_settle_mails(story);
	assert_int_equal(mail_of(story, id).state, MESSAGE_STATE_CAPTURED);
	assert_int_equal(mail_of(story, mail.id).state, MESSAGE_STATE_FAILED);
}

static void a_form_sends_once_and_the_next_one_again(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received"), id = 0, other = 0;
	struct message_row mail = story_mail(story, number, "receipt");

	story_settle_mails(story);
	assert_ok(mail_deed_send_again(story->office, &story->secretariat, &first, mail.id, &id, &story->why),
		  &story->why);
	assert_int_equal(story_mail_count(story, number), 2);
	assert_ok(mail_deed_send_again(story->office, &story->secretariat, &first, mail.id, &other, &story->why),
		  &story->why);
	assert_int_equal(other, 0);
	assert_int_equal(story_mail_count(story, number), 2);
	assert_ok(mail_deed_send_again(story->office, &story->secretariat, &second, mail.id, &other, &story->why),
		  &story->why);
	assert_int_equal(story_mail_count(story, number), 3);
	assert_int_equal(mail_deed_send_again(story->office, &story->secretariat, NULL, id, &other, &story->why),
			 ERR_CONFLICT); /* it waits to be sent */
	assert_int_equal(mail_deed_send_again(story->office, &story->tokyo, NULL, mail.id, &other, &story->why),
			 ERR_DENIED);
	assert_int_equal(mail_deed_send_again(story->office, &story->secretariat, NULL, 1, &other, &story->why),
			 ERR_NOT_FOUND);
}

static void an_address_is_corrected_by_the_secretariat_with_an_event(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");
	const struct actor company = story_company(number);
	const char *problem;

	assert_string_equal(correct(story, &story->secretariat, number, ""), "missing");
	assert_string_equal(correct(story, &story->secretariat, number, "-a@example.jp"), "mail_dash");
	assert_string_equal(correct(story, &story->secretariat, number, "a@exam_ple.jp"), "mail_domain");
	assert_int_equal(story_ask(story, "SELECT count(*) FROM event WHERE kind = 'mail_corrected'"), 0);
	assert_string_equal(correct(story, &story->secretariat, number, "new@example.jp"), "");
	assert_string_equal(story_load(story, number).mail, "new@example.jp");
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
	assert_int_equal(story_ask(story, "SELECT count(*) FROM event WHERE kind = 'mail_corrected' AND detail = '{}'"),
			 1);
	assert_int_equal(correct_mail_do(story->office, &story->arena, &company, NULL, number, STR("x@example.jp"),
					 &problem, &story->why),
			 ERR_DENIED);
}

static void a_corrected_address_ends_the_companys_sessions_and_is_found(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct case_query query = {"", "", "", "new@example.jp", 1, false};
	struct message_row mail = story_mail(story, number, "invitation");
	struct value *view = NULL;
	struct company_link_entry entry;

	assert_ok(company_link_enter(story->office, &story->arena, story_link(story, &mail), STR(""), &entry,
				     &story->why),
		  &story->why);
	assert_true(entry.is_valid);
	assert_int_equal(story_ask(story, "SELECT count(*) FROM session"), 1);
	story_index_cases(story);
	assert_string_equal(correct(story, &story->secretariat, number, "new@example.jp"), "");
	assert_int_equal(story_ask(story, "SELECT count(*) FROM session"), 0);
	assert_ok(view_cases(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	assert_int_equal(value_get_int(view, "count", -1), 1);
}

static bool may_repeat(struct story *story, int64_t id)
{
	struct value *view = NULL;

	assert_ok(view_mail(story->office, &story->arena, &story->secretariat, LANG_JA, id, &view, &story->why),
		  &story->why);
	return value_get_bool(view, "may_repeat");
}

static void who_is_out_is_told_so_again_and_invited_no_more(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited"),
		invitation = story_mail(story, number, "invitation").id, withdrawn, id = 0;

	story_settle_mails(story);
	assert_true(may_repeat(story, invitation));
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, number, "都合"),
		  &story->why);
	story_settle_mails(story);
	withdrawn = story_mail(story, number, "withdrawn").id;
	assert_int_equal(mail_deed_send_again(story->office, &story->secretariat, NULL, invitation, &id, &story->why),
			 ERR_CONFLICT);
	assert_false(may_repeat(story, invitation));
	assert_true(may_repeat(story, withdrawn));
	assert_ok(mail_deed_send_again(story->office, &story->secretariat, NULL, withdrawn, &id, &story->why),
		  &story->why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_failed_mail_goes_again_to_the_address_of_now_with_a_link_of_now),
		STORY(a_form_sends_once_and_the_next_one_again),
		STORY(an_address_is_corrected_by_the_secretariat_with_an_event),
		STORY(a_corrected_address_ends_the_companys_sessions_and_is_found),
		STORY(who_is_out_is_told_so_again_and_invited_no_more),
	};
	return test_store_run("repeat", tests, COUNT(tests));
}
