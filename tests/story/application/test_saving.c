/* SPDX-License-Identifier: Apache-2.0 */
/* An application that is saved half-way: its link opens it on any device for seven days, until it is sent. */
#include "story/story.h"

#include <string.h>

#include "usecases/application/draft_link.h"
#include "usecases/application/draft_saving.h"

#define MAIL    "hanako@example.co.jp"
#define COMPANY "株式会社ためし"

/* A browser that fills in the draft "a". */
struct browser {
	struct story *story;
	struct token token;
	const char *link; /* by which it opened the draft; "" for the one that began it */
};

static struct apply_draft draft_of(const struct browser *browser, const struct call *call)
{
	return (struct apply_draft){.call = call,
				    .token = str_from(browser->token.text),
				    .name = "a",
				    .client = browser->story->client,
				    .link = str_from(browser->link)};
}

static size_t type_halfway(const struct browser *browser, const char *page, const struct value *typed)
{
	struct story *story = browser->story;
	const struct call call = story_call(story);
	struct apply_draft draft = draft_of(browser, &call);
	struct apply_page_result result;

	draft.is_halfway = true;
	assert_ok(apply_take_page(story->office, &story->arena, &draft, page, typed, &result, &story->why),
		  &story->why);
	return value_count(result.problems);
}

static void type_all(const struct browser *browser, const struct value *typed)
{
	const struct edition *edition = browser->story->edition;

	for (size_t i = 0; i < edition->application_count; i++)
		assert_int_equal(type_halfway(browser, edition->application[i].id, typed), 0);
}

static struct apply_state load(const struct browser *browser)
{
	struct story *story = browser->story;
	const struct call call = story_call(story);
	const struct apply_draft draft = draft_of(browser, &call);
	struct apply_state state;

	assert_ok(apply_load(story->office, &story->arena, &draft, &state, &story->why), &story->why);
	return state;
}

static bool knows_company(const struct browser *browser)
{
	return strcmp(value_get_text(load(browser).typed, "company_name"), COMPANY) == 0;
}

static int64_t send(const struct browser *browser)
{
	struct story *story = browser->story;
	const struct call call = story_call(story);
	const struct apply_draft draft = draft_of(browser, &call);
	struct apply_result result;

	assert_ok(apply_submit(story->office, &story->arena, &draft, LANG_JA, &result, &story->why), &story->why);
	return result.outcome == APPLY_DONE ? result.case_id : 0;
}

static struct draft_saving_result ask(const struct browser *browser, const char *mail)
{
	struct story *story = browser->story;
	const struct call call = story_call(story);
	const struct apply_draft draft = draft_of(browser, &call);
	struct draft_saving_result result;

	assert_ok(draft_saving_ask(story->office, &story->arena, &draft, str_from(mail), LANG_JA, &result, &story->why),
		  &story->why);
	return result;
}

static bool opens(struct story *story, const char *link)
{
	struct draft_link_goal goal;

	assert_ok(draft_link_find(story->office, &story->arena, str_from(link), &goal, &story->why), &story->why);
	return goal.is_open;
}

static struct browser begin(struct story *story)
{
	const struct browser office = {story, token_new(), ""};

	type_all(&office, story_answers(story, COMPANY, "one"));
	return office;
}

static void a_saved_application_goes_on_upon_another_device_and_stays_on_the_first(void **state)
{
	struct story *story = *state;
	const struct browser office = begin(story);
	const struct browser phone = {story, token_new(), ask(&office, MAIL).link};
	struct value *typed = value_map(&story->arena);

	assert_true(opens(story, phone.link));
	assert_true(knows_company(&phone));
	value_set_text(&story->arena, typed, "course", "three");
	assert_int_equal(type_halfway(&phone, "course", typed), 0);
	assert_string_equal(value_get_text(load(&office).typed, "course"), "three");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM draft"), 1);
}

static void a_stranger_without_the_link_or_with_another_finds_nothing(void **state)
{
	struct story *story = *state;
	const struct browser office = begin(story);
	struct browser stranger = {story, token_new(), ""};
	char *other = arena_strdup(&story->arena, ask(&office, MAIL).link);

	assert_false(knows_company(&stranger));
	other[5] = other[5] == 'A' ? 'B' : 'A';
	stranger.link = other;
	assert_false(opens(story, other));
	assert_false(knows_company(&stranger));
}

static void the_link_works_for_seven_days_and_so_does_the_draft(void **state)
{
	struct story *story = *state;
	const struct browser office = begin(story);
	const struct browser phone = {story, token_new(), ask(&office, MAIL).link};

	story->office->clock.fixed_ms += 7 * DAY_MS - 1;
	assert_true(knows_company(&phone));
	story->office->clock.fixed_ms += 1;
	assert_false(opens(story, phone.link));
	assert_false(knows_company(&phone));
}

static void typing_on_does_not_shorten_the_seven_days(void **state)
{
	struct story *story = *state;
	const struct browser office = begin(story);
	const char *link = ask(&office, MAIL).link;

	type_all(&office, story_answers(story, COMPANY, "one"));
	story->office->clock.fixed_ms += 6 * DAY_MS;
	assert_true(opens(story, link));
}

static void once_it_is_sent_the_link_is_dead_and_the_receipt_is_the_senders(void **state)
{
	struct story *story = *state;
	const struct browser office = begin(story);
	const struct browser phone = {story, token_new(), ask(&office, MAIL).link};
	int64_t case_id = send(&phone);

	assert_string_equal(story_load(story, case_id).company_name, COMPANY);
	assert_false(opens(story, phone.link));
	assert_int_equal(load(&phone).case_id, case_id);
	assert_int_equal(send(&phone), case_id);
	assert_int_equal(load(&office).case_id, 0);
	assert_int_equal(send(&office), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 1);
}

static void a_page_that_is_half_filled_is_kept_and_one_that_is_wrong_is_not(void **state)
{
	struct story *story = *state;
	const struct browser office = {story, token_new(), ""};
	struct value *typed = value_map(&story->arena);

	value_set_text(&story->arena, typed, "contact_name", "佐藤 花子");
	assert_int_equal(type_halfway(&office, "contact", typed), 0);
	assert_string_equal(value_get_text(load(&office).typed, "contact_name"), "佐藤 花子");
	value_set_text(&story->arena, typed, "mail", "no mail");
	assert_true(type_halfway(&office, "contact", typed) > 0);
	assert_string_equal(value_get_text(load(&office).typed, "mail"), "");
}

static void the_answer_is_the_same_however_often_it_is_asked_and_the_mails_are_few(void **state)
{
	struct story *story = *state;
	const struct browser office = begin(story);
	const char *first = ask(&office, MAIL).link;

	for (int i = 0; i < 2 * DRAFT_SAVING_TO_MAX; i++)
		assert_string_equal(ask(&office, "HANAKO@example.co.jp").link, first);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM draft_mail"), DRAFT_SAVING_TO_MAX);
	story->office->clock.fixed_ms += DAY_MS;
	assert_false(ask(&office, MAIL).is_lost);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM draft_mail"), 1);
}

static void what_is_no_address_is_said_and_what_is_no_draft_too(void **state)
{
	struct story *story = *state;
	const struct browser office = begin(story), nobody = {story, token_new(), ""};

	assert_true(ask(&office, "hanako").is_wrong);
	assert_true(ask(&office, "").is_wrong);
	assert_true(ask(&nobody, MAIL).is_lost);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM draft_mail"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_saved_application_goes_on_upon_another_device_and_stays_on_the_first),
		STORY(a_stranger_without_the_link_or_with_another_finds_nothing),
		STORY(the_link_works_for_seven_days_and_so_does_the_draft),
		STORY(typing_on_does_not_shorten_the_seven_days),
		STORY(once_it_is_sent_the_link_is_dead_and_the_receipt_is_the_senders),
		STORY(a_page_that_is_half_filled_is_kept_and_one_that_is_wrong_is_not),
		STORY(the_answer_is_the_same_however_often_it_is_asked_and_the_mails_are_few),
		STORY(what_is_no_address_is_said_and_what_is_no_draft_too),
	};

	return test_store_run("saving", tests, COUNT(tests));
}
