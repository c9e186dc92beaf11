/* SPDX-License-Identifier: Apache-2.0 */
/* The list of mails finds one by its state, its kind and whom it went to, page by page, with an honest count. */
#include "story/story.h"

#include "usecases/desk/view_case.h"
#include "usecases/post/view_mail.h"
#include "usecases/screening/correct_mail.h"

static const struct value *list(struct story *story, struct mail_query query)
{
	struct value *view = NULL;

	assert_ok(
		view_mail_list(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		&story->why);
	return view;
}

static int64_t found(struct story *story, const char *state, const char *kind, const char *text)
{
	const struct value *view =
		list(story, (struct mail_query){.state = state, .kind = kind, .text = text, .page = 1});

	assert_int_equal(value_count(value_get(view, "messages")), value_get_int(view, "count", -1));
	return value_get_int(view, "count", -1);
}

static void apply_with(struct story *story, const char *name, const char *mail)
{
	struct value *answers = story_answers(story, name, "one");

	value_set_text(&story->arena, answers, "mail", mail);
	story_submit(story, story_fill_in(story, answers), LANG_JA);
	story_index_cases(story);
}

static void mails_are_found_by_state_kind_and_recipient(void **state)
{
	struct story *story = *state;

	apply_with(story, "甲社", "kou@alpha.example");
	story_settle_mails(story);
	apply_with(story, "乙社", "otsu@beta.example");
	assert_int_equal(found(story, "", "", ""), 2);
	assert_int_equal(found(story, "queued", "", ""), 1);
	assert_int_equal(found(story, "captured", "receipt", ""), 1);
	assert_int_equal(found(story, "", "invitation", ""), 0);
	assert_int_equal(found(story, "", "", "kou@alpha.example"), 1);
	assert_int_equal(found(story, "", "", "alpha"), 1);
	assert_int_equal(found(story, "", "", "乙社"), 1);
	assert_int_equal(found(story, "captured", "", "乙社"), 0);
	assert_int_equal(found(story, "no-such-state", "", ""), 0);
}

static const struct value *case_of(struct story *story, int64_t id)
{
	struct value *view = NULL;

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, id, &view, &story->why),
		  &story->why);
	return view;
}

static void a_case_with_very_many_mails_says_that_it_shows_the_newest(void **state)
{
	struct story *story = *state;
	int64_t id;

	apply_with(story, "甲社", "kou@alpha.example");
	id = story_ask(story, "SELECT MIN(id) FROM company_case");
	assert_false(value_get_bool(case_of(story, id), "messages_cut"));
	story_tamper(story,
		     "INSERT INTO message (id, case_id, template, occasion, state, recipient, lang, subject, body, "
		     "message_id, attempts, queued_ms, last_reply) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL "
		     "SELECT i + 1 FROM n WHERE i < 200) SELECT i, m.case_id, 'new_link', CAST(i AS TEXT), "
		     "'sent', m.recipient, 'ja', '', '', '', 1, i, '' FROM n, message m WHERE m.template = 'receipt'");
	assert_true(value_get_bool(case_of(story, id), "messages_cut"));
	assert_int_equal(value_count(value_get(case_of(story, id), "messages")), 200);
	assert_int_equal(
		value_get_int(list(story, (struct mail_query){.state = "", .kind = "", .text = "R7-0001", .page = 1}),
			      "count", 0),
		201);
}

static void a_mail_is_found_by_the_address_that_it_went_to_once_the_case_has_another(void **state)
{
	struct story *story = *state;
	const char *problem;

	apply_with(story, "甲社", "wrong@alpha.example");
	story_settle_mails(story);
	assert_ok(correct_mail_do(story->office, &story->arena, &story->secretariat, NULL, 1, STR("right@beta.example"),
				  &problem, &story->why),
		  &story->why);
	assert_int_equal(found(story, "", "", "wrong@alpha.example"), 1);
	assert_int_equal(found(story, "", "", "right@beta"), 2); /* with the one that goes there now */
}

static void a_search_has_further_pages(void **state)
{
	struct story *story = *state;
	const struct value *view;

	for (int i = 0; i < VIEW_MAIL_PAGE + 2; i++)
		story_case_at(story, "one", "received");
	story_index_cases(story);
	view = list(story, (struct mail_query){"", "", "ためし", 2});
	assert_int_equal(value_get_int(view, "count", -1), VIEW_MAIL_PAGE + 2);
	assert_int_equal(value_count(value_get(view, "messages")), 2);
}

static void what_was_not_delivered_is_one_list(void **state)
{
	struct story *story = *state;

	apply_with(story, "甲社", "kou@alpha.example");
	apply_with(story, "乙社", "otsu@beta.example");
	apply_with(story, "丙社", "hei@gamma.example");
	story_tamper(story, "UPDATE message SET state = 'bounced' WHERE recipient LIKE 'kou%'");
	story_tamper(story, "UPDATE message SET state = 'failed' WHERE recipient LIKE 'otsu%'");
	assert_int_equal(found(story, "undelivered", "", ""), 2);
	assert_int_equal(found(story, "undelivered", "receipt", "甲社"), 1);
}

static void a_long_list_has_pages_and_says_how_many_there_are(void **state)
{
	struct story *story = *state;
	const struct value *view;

	for (int i = 0; i < VIEW_MAIL_PAGE + 3; i++)
		story_case_at(story, "one", "received");
	view = list(story, (struct mail_query){"", "", "", 2});
	assert_int_equal(value_get_int(view, "count", -1), VIEW_MAIL_PAGE + 3);
	assert_int_equal(value_count(value_get(view, "messages")), 3);
	assert_int_equal(value_get_int(view, "before", -1), 1);
	assert_int_equal(value_get_int(view, "next", -1), 0);
	view = list(story, (struct mail_query){"", "", "", 99});
	assert_int_equal(value_count(value_get(view, "messages")), 0);
	assert_int_equal(value_get_int(view, "before", -1), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(mails_are_found_by_state_kind_and_recipient),
		STORY(a_case_with_very_many_mails_says_that_it_shows_the_newest),
		STORY(a_mail_is_found_by_the_address_that_it_went_to_once_the_case_has_another),
		STORY(a_search_has_further_pages),
		STORY(what_was_not_delivered_is_one_list),
		STORY(a_long_list_has_pages_and_says_how_many_there_are),
	};
	return test_store_run("mail_list", tests, COUNT(tests));
}
