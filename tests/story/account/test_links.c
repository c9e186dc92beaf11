/* SPDX-License-Identifier: Apache-2.0 */
/* The personal link of a mail opens one case, for a while, and only as it was written. */
#include "story/story.h"

#include "people/personal_link.h"
#include "usecases/account/company_link.h"
#include "usecases/account/session.h"
#include "usecases/desk/view_case.h"
#include "usecases/mail_secret.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/screening/correct_mail.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/seal/audit_verify.h"

static struct str invitation_link(struct story *story, int64_t number)
{
	struct message_row mail = story_mail(story, number, "invitation");

	return story_link(story, &mail);
}

static int64_t case_of(struct story *story, struct str link)
{
	int64_t number = -1;

	assert_ok(company_link_case(story->office, link, &number, &story->why), &story->why);
	return number;
}

/* The session that the link opens; an empty token when it opens none. */
static struct token open_session(struct story *story, struct str link)
{
	struct company_link_entry entry;

	assert_ok(company_link_enter(story->office, &story->arena, link, STR(""), &entry, &story->why), &story->why);
	assert_int_equal(entry.is_valid, entry.token.text[0] != '\0');
	return entry.token;
}

static struct actor actor_of(struct story *story, struct token token)
{
	struct actor actor;

	assert_ok(session_find_actor(story->office, str_from(token.text), &story->arena, &actor, &story->why),
		  &story->why);
	return actor;
}

/* The company that the link lets in; a visitor when it opens nothing. */
static struct actor enter(struct story *story, struct str link)
{
	return actor_of(story, open_session(story, link));
}

static void a_link_opens_the_case_of_its_company(void **state)
{
	struct story *story = *state;
	int64_t first = story_case_at(story, "one", "invited"), second = story_case_at(story, "three", "invited");
	struct actor actor = enter(story, invitation_link(story, second));

	assert_true(case_of(story, invitation_link(story, first)) == first);
	assert_true(case_of(story, invitation_link(story, second)) == second);
	assert_int_equal(actor.role, ROLE_COMPANY);
	assert_true(actor.case_id == second);
	assert_int_equal(actor.person_id, 0);
}

static void looking_at_a_link_changes_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct str link = invitation_link(story, number);

	for (int i = 0; i < 5; i++)
		assert_true(case_of(story, link) == number);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM session"), 0);
	assert_int_equal(enter(story, link).role, ROLE_COMPANY);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM session"), 1);
}

static void a_link_ends_with_its_last_day(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct str link = invitation_link(story, number);

	story->office->clock.fixed_ms = STORY_NOW_MS + PERSONAL_LINK_DAYS * DAY_MS - 1;
	assert_true(case_of(story, link) == number);
	story->office->clock.fixed_ms++;
	assert_true(case_of(story, link) == 0);
	assert_int_equal(enter(story, link).role, ROLE_VISITOR);
}

static void a_link_with_one_character_changed_opens_nothing(void **state)
{
	struct story *story = *state;
	struct str link = invitation_link(story, story_case_at(story, "one", "invited"));

	for (size_t i = 0; i < link.n; i++) {
		char *changed = str_dup(&story->arena, link);
		changed[i] = changed[i] == 'A' ? 'B' : 'A';
		assert_true(case_of(story, str_from(changed)) == 0);
	}
	assert_true(case_of(story, str_head(link, link.n - 1)) == 0);
	assert_true(case_of(story, STR("")) == 0);
	assert_int_equal(enter(story, STR("../../etc/passwd")).role, ROLE_VISITOR);
}

static void a_link_of_another_office_opens_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct personal_link link = {.message_id = story_mail(story, number, "invitation").id,
					   .version = 1,
					   .expires_ms = STORY_NOW_MS + DAY_MS};
	const unsigned char other_secret[PERSONAL_LINK_SECRET_SIZE] = {1};
	char text[PERSONAL_LINK_LENGTH + 1];

	personal_link_format(other_secret, PERSONAL_LINK_TO_ENTER, &link, text);
	assert_true(case_of(story, str_from(text)) == 0);
	personal_link_format(story->office->secret, PERSONAL_LINK_TO_ENTER, &link, text);
	assert_true(case_of(story, str_from(text)) == number);
}

/* Whether the link opens the case, and whether the session that it opened before still does. */
static void assert_lives(struct story *story, struct str link, struct token session, bool lives)
{
	assert_int_equal(case_of(story, link) != 0, lives);
	assert_int_equal(enter(story, link).role, lives ? ROLE_COMPANY : ROLE_VISITOR);
	assert_int_equal(actor_of(story, session).role, lives ? ROLE_COMPANY : ROLE_VISITOR);
}

static void the_links_of_a_company_that_withdrew_open_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number);
	struct str link = invitation_link(story, number);
	struct token session = open_session(story, link);

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &company, number, "都合"), &story->why);
	assert_lives(story, link, session, false);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM session"), 0);
	assert_lives(story, invitation_link(story, number), session, false); /* made and sent after it */
}

static void the_links_of_a_company_that_was_declined_open_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "checked");
	const struct message_row receipt = story_mail(story, number, "receipt");
	const struct personal_link made = {receipt.id, 1, STORY_NOW_MS + DAY_MS};
	char text[PERSONAL_LINK_LENGTH + 1];
	struct token session;

	personal_link_format(story->office->secret, PERSONAL_LINK_TO_ENTER, &made, text);
	session = open_session(story, str_from(text));
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->tokyo, number, "条件"), &story->why);
	assert_lives(story, str_from(text), session, false);
}

/* Every state, whatever led to it: neither a deed that is added later nor a row from elsewhere opens a door. */
static void a_link_lives_in_every_state_that_has_a_page_for_the_company(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct str link = invitation_link(story, number);
	struct token session = open_session(story, link);

	for (int at = CASE_STATE_RECEIVED; at < CASE_STATE_COUNT; at++) {
		story_tamper(story, arena_printf(&story->arena, "UPDATE company_case SET state = '%s'",
						 case_state_name((enum case_state)at)));
		assert_lives(story, link, session, at <= CASE_STATE_COMPLETED);
	}
}

static void a_corrected_address_ends_the_links_and_sessions_of_the_former_one(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct str link = invitation_link(story, number);
	struct token session = open_session(story, link);
	const char *problem;

	assert_lives(story, link, session, true);
	assert_ok(correct_mail_do(story->office, &story->arena, &story->secretariat, NULL, number,
				  STR("new@example.jp"), &problem, &story->why),
		  &story->why);
	assert_lives(story, link, session, false);
	assert_true(case_of(story, invitation_link(story, number)) == number);
}

static void erasing_who_the_contact_is_ends_the_links_and_sessions(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct str link = invitation_link(story, number);
	struct token session = open_session(story, link);

	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, number, ERASE_CONTACT, "asked", &story->why),
		  &story->why);
	assert_lives(story, link, session, false);
}

static void a_session_ends_by_itself(void **state)
{
	struct story *story = *state;
	struct str link = invitation_link(story, story_case_at(story, "one", "invited"));
	struct token token = open_session(story, link);

	assert_int_equal(actor_of(story, token).role, ROLE_COMPANY);
	story->office->clock.fixed_ms += SESSION_COMPANY_HOURS * INT64_C(3600000);
	assert_int_equal(actor_of(story, token).role, ROLE_VISITOR);
}

/* --- what the history says of it --- */

static const struct value *history(struct story *story, int64_t number)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	return value_get(view, "history");
}

static void who_comes_in_is_told_by_the_history_with_the_mail(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct str link = invitation_link(story, number);
	size_t before = value_count(history(story, number));
	const struct value *entry;

	case_of(story, link);
	assert_int_equal(value_count(history(story, number)), before);
	story->office->clock.fixed_ms += DAY_MS;
	enter(story, link);
	assert_int_equal(value_count(history(story, number)), before + 1);
	entry = value_at(history(story, number), 0);
	assert_string_equal(value_get_text(entry, "event"), "entered");
	assert_string_equal(value_get_text(entry, "actor"), "株式会社ためし");
	assert_string_equal(value_get_text(entry, "mail"), "invitation");
	assert_string_equal(value_get_text(entry, "mail_at"), "2025年6月2日（月） 10:00");
	assert_string_equal(value_get_text(value_at(history(story, number), 1), "mail"), "");
	assert_int_equal(story_state(story, number), CASE_STATE_INVITED);
}

static void an_entry_is_sealed_like_every_event(void **state)
{
	const struct audit_verify_input input = {.key = str_of("", 0)};
	struct story *story = *state;
	struct str link = invitation_link(story, story_case_at(story, "one", "invited"));
	struct value *report;

	enter(story, link);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	story_tamper(story, "DELETE FROM event WHERE kind = 'entered'");
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_true(value_count(value_get(report, "differences")) > 0);
}

static void who_presses_a_hundred_times_is_let_in_and_fills_no_log(void **state)
{
	struct story *story = *state;
	struct str link = invitation_link(story, story_case_at(story, "one", "invited"));
	const char *count = "SELECT COUNT(*) FROM event WHERE kind = 'entered'";

	for (int i = 0; i < 100; i++)
		assert_int_equal(enter(story, link).role, ROLE_COMPANY);
	assert_int_equal(story_ask(story, count), COMPANY_LINK_EVENTS_PER_HOUR);
	story->office->clock.fixed_ms += DAY_MS;
	enter(story, link);
	assert_int_equal(story_ask(story, count), COMPANY_LINK_EVENTS_PER_HOUR + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_link_opens_the_case_of_its_company),
		STORY(looking_at_a_link_changes_nothing),
		STORY(a_link_ends_with_its_last_day),
		STORY(a_link_with_one_character_changed_opens_nothing),
		STORY(a_link_of_another_office_opens_nothing),
		STORY(the_links_of_a_company_that_withdrew_open_nothing),
		STORY(the_links_of_a_company_that_was_declined_open_nothing),
		STORY(a_link_lives_in_every_state_that_has_a_page_for_the_company),
		STORY(a_corrected_address_ends_the_links_and_sessions_of_the_former_one),
		STORY(erasing_who_the_contact_is_ends_the_links_and_sessions),
		STORY(a_session_ends_by_itself),
		STORY(who_comes_in_is_told_by_the_history_with_the_mail),
		STORY(an_entry_is_sealed_like_every_event),
		STORY(who_presses_a_hundred_times_is_let_in_and_fills_no_log),
	};

	return test_store_run("links", tests, COUNT(tests));
}
