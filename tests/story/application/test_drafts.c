/* SPDX-License-Identifier: Apache-2.0 */
/* Unfinished applications: many in one browser, pages that are saved at once, saved while they are sent, and too large.
 */
#include "story/story.h"

#include <pthread.h>
#include <string.h>

enum { ROUNDS = 20 };

/* One tab of a browser. */
struct tab {
	struct story *story;
	struct token token;
	const char *name; /* of its draft */
	const char *page;
	const struct value *typed;
	enum err err;
	struct apply_result sent;
	size_t problems;
};

static struct tab open_tab(struct story *story, const char *name)
{
	return (struct tab){.story = story, .token = token_new(), .name = name};
}

static void save(struct tab *tab, struct arena *arena, const char *page, const struct value *typed)
{
	const struct call call = story_call(tab->story);
	const struct apply_draft draft = {
		.call = &call, .token = str_from(tab->token.text), .name = tab->name, .client = ""};
	struct apply_page_result result = {NULL, ""};
	struct fault why;

	tab->err = apply_take_page(tab->story->office, arena, &draft, page, typed, &result, &why);
	tab->problems = value_count(result.problems);
}

static void save_all(struct tab *tab, const struct value *typed)
{
	const struct edition *edition = tab->story->edition;

	for (size_t i = 0; i < edition->application_count; i++) {
		save(tab, &tab->story->arena, edition->application[i].id, typed);
		assert_int_equal(tab->err, ERR_OK);
	}
}

static void send(struct tab *tab, struct arena *arena)
{
	const struct call call = story_call(tab->story);
	const struct apply_draft draft = {
		.call = &call, .token = str_from(tab->token.text), .name = tab->name, .client = ""};
	struct fault why;

	tab->err = apply_submit(tab->story->office, arena, &draft, LANG_JA, &tab->sent, &why);
}

static struct apply_state load(struct tab *tab)
{
	const struct call call = story_call(tab->story);
	const struct apply_draft draft = {
		.call = &call, .token = str_from(tab->token.text), .name = tab->name, .client = ""};
	struct apply_state state;

	assert_ok(apply_load(tab->story->office, &tab->story->arena, &draft, &state, &tab->story->why),
		  &tab->story->why);
	return state;
}

static void *save_in_thread(void *context)
{
	struct tab *tab = context;
	struct arena arena;

	arena_init(&arena);
	save(tab, &arena, tab->page, tab->typed);
	arena_release(&arena);
	return NULL;
}

static void two_companies_in_two_tabs_of_one_browser_stay_apart(void **state)
{
	struct story *story = *state;
	struct tab first = open_tab(story, "a"), second = first;

	second.name = "b";
	save(&first, &story->arena, "course", story_answers(story, "株式会社甲", "one"));
	save_all(&second, story_answers(story, "株式会社乙", "three"));
	save_all(&first, story_answers(story, "株式会社甲", "one"));
	send(&first, &story->arena);
	send(&second, &story->arena);
	assert_string_equal(story_load(story, first.sent.case_id).company_name, "株式会社甲");
	assert_string_equal(story_load(story, second.sent.case_id).company_name, "株式会社乙");
	assert_string_equal(story_load(story, second.sent.case_id).course, "three");
}

static void two_pages_saved_at_once_are_both_kept(void **state)
{
	struct story *story = *state;
	const struct value *typed = story_answers(story, "株式会社ためし", "one");

	for (int i = 0; i < ROUNDS; i++) {
		struct tab tab = open_tab(story, "a"), other = tab;
		pthread_t thread;

		other.page = "contact";
		other.typed = typed;
		assert_int_equal(pthread_create(&thread, NULL, save_in_thread, &other), 0);
		save(&tab, &story->arena, "company", typed);
		pthread_join(thread, NULL);
		assert_int_equal(tab.err, ERR_OK);
		assert_int_equal(other.err, ERR_OK);
		assert_string_equal(value_get_text(load(&tab).typed, "company_name"), "株式会社ためし");
		assert_string_equal(value_get_text(load(&tab).typed, "contact_name"),
				    value_get_text(typed, "contact_name"));
	}
}

static void saved_while_it_is_sent_it_is_one_application(void **state)
{
	struct story *story = *state;
	const struct value *typed = story_answers(story, "株式会社ためし", "one");

	for (int i = 0; i < ROUNDS; i++) {
		struct tab tab = open_tab(story, "a"), other = tab;
		int64_t case_id;
		pthread_t thread;

		save_all(&tab, typed);
		other.page = "contact";
		other.typed = typed;
		assert_int_equal(pthread_create(&thread, NULL, save_in_thread, &other), 0);
		send(&tab, &story->arena);
		pthread_join(thread, NULL);
		assert_int_equal(tab.err, ERR_OK);
		assert_true(other.err == ERR_OK || other.err == ERR_CONFLICT);
		case_id = tab.sent.case_id;
		assert_int_equal(load(&tab).case_id, case_id);
		assert_int_equal(value_count(load(&tab).typed), 0);
		send(&tab, &story->arena);
		assert_int_equal(tab.sent.case_id, case_id);
	}
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), ROUNDS);
}

static char *many(struct arena *arena, char byte, size_t count)
{
	char *text = arena_alloc(arena, count + 1);

	memset(text, byte, count);
	text[count] = '\0';
	return text;
}

static void what_is_not_asked_is_not_kept(void **state)
{
	struct story *story = *state;
	struct value *typed = story_answers(story, "ためし商店", "one");
	struct tab tab = open_tab(story, "a");

	value_set_text(&story->arena, typed, "organisation", "sole_proprietor");
	value_set_text(&story->arena, typed, "corporate_number", many(&story->arena, 'x', 240000));
	save(&tab, &story->arena, "course", typed);
	assert_int_equal(tab.err, ERR_OK);
	assert_int_equal(tab.problems, 0);
	assert_null(value_get(load(&tab).typed, "corporate_number"));
	assert_in_range(story_ask(story, "SELECT length(answers) FROM draft"), 1, 2000);
}

/* What is right and long only by its blanks is asked, judged, and still too much. */
static void a_draft_has_a_largest_size(void **state)
{
	struct story *story = *state;
	struct value *typed = story_answers(story, "株式会社ためし", "one");
	struct tab tab = open_tab(story, "a");

	value_set_text(
		&story->arena, typed, "company_name",
		arena_printf(&story->arena, "株式会社ためし%s", many(&story->arena, ' ', APPLY_DRAFT_BYTES_MAX)));
	save(&tab, &story->arena, "company", typed);
	assert_true(tab.err == ERR_TOO_LARGE || tab.problems > 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM draft"), 0);
}

static void a_browser_has_a_largest_number_of_drafts(void **state)
{
	struct story *story = *state;
	const struct value *typed = story_answers(story, "株式会社ためし", "one");
	struct tab tab = open_tab(story, "");

	for (int i = 0; i < APPLY_DRAFTS_OWN_MAX; i++) {
		tab.name = arena_printf(&story->arena, "d%d", i);
		save(&tab, &story->arena, "course", typed);
		assert_int_equal(tab.err, ERR_OK);
	}
	tab.name = "d0";
	assert_true(value_count(load(&tab).typed) > 0);
	tab.name = "one_more";
	save(&tab, &story->arena, "course", typed);
	assert_int_equal(tab.err, ERR_NOT_FOUND); /* no such name: it has a byte that no address of ours has */
	tab.name = "onemore";
	story->office->clock.fixed_ms += 1000;
	save(&tab, &story->arena, "course", typed);
	assert_int_equal(tab.err, ERR_OK);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM draft"), APPLY_DRAFTS_OWN_MAX);
	assert_true(value_count(load(&tab).typed) > 0);
}

static void a_draft_that_is_a_day_old_is_forgotten_and_counts_no_more(void **state)
{
	struct story *story = *state;
	const struct value *typed = story_answers(story, "株式会社ためし", "one");
	struct tab tab = open_tab(story, "old");

	save(&tab, &story->arena, "course", typed);
	story->office->clock.fixed_ms += INT64_C(24) * 60 * 60 * 1000;
	assert_int_equal(value_count(load(&tab).typed), 0);
	tab.name = "new";
	save(&tab, &story->arena, "course", typed);
	assert_int_equal(tab.err, ERR_OK);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM draft"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(two_companies_in_two_tabs_of_one_browser_stay_apart),
		STORY(two_pages_saved_at_once_are_both_kept),
		STORY(saved_while_it_is_sent_it_is_one_application),
		STORY(what_is_not_asked_is_not_kept),
		STORY(a_draft_has_a_largest_size),
		STORY(a_browser_has_a_largest_number_of_drafts),
		STORY(a_draft_that_is_a_day_old_is_forgotten_and_counts_no_more),
	};

	return test_store_run("drafts", tests, COUNT(tests));
}
