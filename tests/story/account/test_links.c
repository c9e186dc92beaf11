/* SPDX-License-Identifier: Apache-2.0 */
/* The personal link of a mail opens one case, for a while, and only as it was written. */
#include "story/story.h"

#include "people/personal_link.h"
#include "usecases/account/company_link.h"
#include "usecases/account/session.h"
#include "usecases/mail_context.h"
#include "usecases/screening/screening_deed.h"

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

/* The company that the link lets in; a visitor when it opens nothing. */
static struct actor enter(struct story *story, struct str link)
{
	struct actor actor = {.role = ROLE_VISITOR};
	struct token token;
	bool is_valid = false;

	assert_ok(company_link_enter(story->office, link, STR(""), &token, &is_valid, &story->why), &story->why);
	if (is_valid)
		assert_ok(session_find_actor(story->office, str_from(token.text), &story->arena, &actor, &story->why),
			  &story->why);
	return actor;
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
	const struct personal_link link = {.case_id = number, .version = 1, .expires_ms = STORY_NOW_MS + DAY_MS};
	const unsigned char other_secret[PERSONAL_LINK_SECRET_SIZE] = {1};
	char text[PERSONAL_LINK_LENGTH + 1];

	personal_link_format(other_secret, &link, text);
	assert_true(case_of(story, str_from(text)) == 0);
	personal_link_format(story->office->secret, &link, text);
	assert_true(case_of(story, str_from(text)) == number);
}

static void the_links_of_a_company_that_withdrew_open_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number);
	struct str link = invitation_link(story, number);

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &company, number, "都合"), &story->why);
	assert_true(case_of(story, link) == 0);
	assert_int_equal(enter(story, link).role, ROLE_VISITOR);
}

static void a_session_ends_by_itself(void **state)
{
	struct story *story = *state;
	struct str link = invitation_link(story, story_case_at(story, "one", "invited"));
	struct actor actor;
	struct token token;
	bool is_valid = false;

	assert_ok(company_link_enter(story->office, link, STR(""), &token, &is_valid, &story->why), &story->why);
	assert_true(is_valid);
	story->office->clock.fixed_ms += SESSION_COMPANY_HOURS * INT64_C(3600000);
	assert_ok(session_find_actor(story->office, str_from(token.text), &story->arena, &actor, &story->why),
		  &story->why);
	assert_int_equal(actor.role, ROLE_VISITOR);
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
		STORY(a_session_ends_by_itself),
	};

	return test_store_run("links", tests, COUNT(tests));
}
