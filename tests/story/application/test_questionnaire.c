/* SPDX-License-Identifier: Apache-2.0 */
/* The pre-interview page by page: what is kept, what counts, who may send it, and that it is sent once. */
#include "story/story.h"

#include <pthread.h>
#include <string.h>

#include "calendar/day.h"
#include "store/application/questionnaire_store.h"
#include "usecases/application/questionnaire_deed.h"
#include "usecases/application/questionnaire_draft.h"
#include "usecases/application/questionnaire_paper.h"
#include "usecases/application/view_questionnaire.h"
#include "usecases/desk/view_case.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/privacy/forget_traces.h"

static struct questionnaire_draft draft_of(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);
	struct questionnaire_draft draft;

	assert_ok(questionnaire_draft_load(story->office, &story->arena, &company, number, &draft, &story->why),
		  &story->why);
	return draft;
}

static struct value *one_answer(struct story *story, const char *id, const char *answer)
{
	struct value *typed = value_map(&story->arena);

	value_set_text(&story->arena, typed, id, answer);
	return typed;
}

static const struct value *type(struct story *story, int64_t number, const char *page, const struct value *typed)
{
	const struct actor company = story_company(number);

	return story_type_answers(story, &company, number, page, typed);
}

static const char *sheet(struct story *story, int64_t number)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	return arena_printf(&story->arena, "%zu", value_count(value_get(view, "questionnaire")));
}

static void a_page_is_kept_for_the_next_device(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct value *view;

	type(story, number, "company", one_answer(story, "it_person", "president"));
	type(story, number, "office", one_answer(story, "screen_lock", "no"));
	assert_string_equal(value_get_text(draft_of(story, number).typed, "it_person"), "president");
	assert_string_equal(value_get_text(draft_of(story, number).typed, "screen_lock"), "no");
	view = view_questionnaire(&story->arena, &(struct questionnaire_draft[]){draft_of(story, number)}[0], LANG_JA);
	assert_int_equal(value_get_int(view, "answered", 0), 2);
	assert_string_equal(value_get_text(view, "go_on"), "company"); /* the rest of it */
	assert_string_equal(value_get_text(view, "saved"), "2025年6月2日（月） 10:00");
}

static void what_is_wrong_leaves_the_former_answer_and_what_is_emptied_goes(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct value *typed = one_answer(story, "it_person", "nobody_at_all");

	type(story, number, "company", one_answer(story, "it_person", "vendor"));
	value_set_text(&story->arena, typed, "computers", "to_5");
	assert_string_equal(value_get_text(type(story, number, "company", typed), "it_person"), "not_an_option");
	assert_string_equal(value_get_text(draft_of(story, number).typed, "it_person"), "vendor");
	assert_string_equal(value_get_text(draft_of(story, number).typed, "computers"), "to_5");
	type(story, number, "company", one_answer(story, "it_person", "vendor"));
	assert_string_equal(value_get_text(draft_of(story, number).typed, "computers"), "");
}

/* "wifi" is asked only of who uses it. */
static void what_stands_behind_a_closed_branch_is_kept_but_not_sent(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number);
	struct value *typed = story_answers_of(story, "questionnaire");
	struct questionnaire_draft draft;

	value_set_text(&story->arena, typed, "uses_wifi", "yes");
	value_set_text(&story->arena, typed, "wifi", "partly");
	assert_int_equal(value_count(type(story, number, "", typed)), 0);
	value_set_text(&story->arena, typed, "uses_wifi", "no");
	assert_int_equal(value_count(type(story, number, "in_use", typed)), 0);
	draft = draft_of(story, number);
	assert_string_equal(value_get_text(draft.typed, "wifi"), "partly");
	assert_null(value_get(questionnaire_judge(&story->arena, draft.facts.edition, draft.typed).answers, "wifi"));
	assert_ok(story_do(story, &questionnaire_deed_answer, &company, number), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM answer_sheet WHERE form = 'questionnaire' AND answers "
					  "LIKE '%\"wifi\"%'"),
			 0);
}

static void a_page_that_asks_nothing_is_passed_over(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct edition *edition = story->edition;
	size_t pages = 0;

	for (const struct edition_form *page = NULL;;) {
		const struct questionnaire_draft draft = draft_of(story, number);
		page = view_questionnaire_next(&story->arena, &draft, page);
		if (!page)
			break;
		pages++;
	}
	assert_int_equal(pages, edition->questionnaire_count); /* each page of the shipped edition asks everybody */
}

static void nobody_else_answers_and_nothing_is_kept_once_it_is_sent(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number), other = story_company(number + 1);
	const struct actor *const strangers[] = {&other, &story->tokyo, &story->expert, &story->diagnosis};
	const struct value *typed = one_answer(story, "it_person", "president"), *problems;

	for (size_t i = 0; i < COUNT(strangers); i++)
		assert_int_equal(questionnaire_draft_take(story->office, &story->arena, strangers[i], number, "company",
							  typed, &problems, &story->why),
				 ERR_DENIED);
	assert_int_equal(questionnaire_draft_take(story->office, &story->arena, &company, number, "no_page", typed,
						  &problems, &story->why),
			 ERR_NOT_FOUND);
	assert_ok(story_answer(story, &company, number), &story->why);
	assert_int_equal(questionnaire_draft_take(story->office, &story->arena, &company, number, "company", typed,
						  &problems, &story->why),
			 ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM questionnaire_draft"), 0);
	assert_string_not_equal(sheet(story, number), "0");
}

static void the_secretariat_sends_what_it_was_told(void **state)
{
	const struct case_deed_input input = {.document = "{\"told_by\":\"telephone\"}"};
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct value *typed = value_get(story->file, "questionnaire"), *entry;
	struct value *view;

	assert_int_equal(value_count(story_type_answers(story, &story->secretariat, number, "", typed)), 0);
	assert_ok(case_deed_do(&questionnaire_deed_answer, story->office, &story->secretariat, NULL, number, &input,
			       &story->why),
		  &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_CONFIRMED);
	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	entry = value_at(value_get(view, "history"), 0);
	assert_string_equal(value_get_text(entry, "event"), "answered");
	assert_string_equal(value_get_text(entry, "actor"), story->secretariat.name);
	assert_string_equal(value_get_text(entry, "told_by"), "telephone");
}

static void nobody_confirms_what_another_device_changed_meanwhile(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number);
	struct case_deed_input input = {.document = NULL};

	type(story, number, "", value_get(story->file, "questionnaire"));
	input.read_ms = draft_of(story, number).saved_ms;
	story->office->clock.fixed_ms += 1;
	type(story, number, "office", one_answer(story, "screen_lock", "no"));
	type(story, number, "", value_get(story->file, "questionnaire"));
	assert_int_equal(
		case_deed_do(&questionnaire_deed_answer, story->office, &company, NULL, number, &input, &story->why),
		ERR_CONFLICT);
	assert_int_equal(story_state(story, number), CASE_STATE_INVITED);
	input.read_ms = draft_of(story, number).saved_ms;
	assert_ok(case_deed_do(&questionnaire_deed_answer, story->office, &company, NULL, number, &input, &story->why),
		  &story->why);
}

static enum err print(struct story *story, const struct actor *actor, int64_t number, const char **ret_name)
{
	BUF_SCOPED pdf;
	enum err err;

	buf_init(&pdf, QUESTIONNAIRE_PAPER_MAX);
	err = questionnaire_paper_pdf(story->office, &story->arena, actor, LANG_JA, number, &pdf, ret_name,
				      &story->why);
	if (!err)
		assert_true(str_starts(buf_str(&pdf), "%PDF-"));
	return err;
}

static void it_is_printed_before_and_after_for_who_may_see_the_case(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const struct actor company = story_company(number), other = story_company(number + 1);
	const char *name = "";

	assert_ok(print(story, &company, number, &name), &story->why);
	assert_string_equal(name, "R7-0001-pre-interview.pdf");
	assert_ok(story_answer(story, &company, number), &story->why);
	assert_ok(print(story, &story->secretariat, number, &name), &story->why);
	assert_int_equal(print(story, &other, number, &name), ERR_DENIED);
	assert_int_equal(print(story, &story->expert, number, &name), ERR_DENIED);
	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	assert_ok(print(story, &story->expert, number, &name), &story->why);
}

/* --- at once --- */

struct sender {
	struct story *story;
	int64_t number;
	enum err err;
};

static void *send_now(void *context)
{
	struct sender *sender = context;
	const struct actor company = story_company(sender->number);
	struct fault why;

	sender->err = case_deed_do(&questionnaire_deed_answer, sender->story->office, &company, NULL, sender->number,
				   NULL, &why);
	return NULL;
}

static void of_many_devices_that_send_at_once_one_does(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct sender senders[6];
	pthread_t threads[COUNT(senders)];
	int sent = 0;

	type(story, number, "", value_get(story->file, "questionnaire"));
	for (size_t i = 0; i < COUNT(senders); i++) {
		senders[i] = (struct sender){story, number, ERR_OK};
		assert_int_equal(pthread_create(&threads[i], NULL, send_now, &senders[i]), 0);
	}
	for (size_t i = 0; i < COUNT(senders); i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		assert_true(senders[i].err == ERR_OK || senders[i].err == ERR_CONFLICT);
		sent += senders[i].err == ERR_OK;
	}
	assert_int_equal(sent, 1);
	assert_int_equal(story_mail_count(story, number), story_ask(story, "SELECT COUNT(*) FROM message"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'answered'"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'confirmed'"), 1);
}

/* --- how long --- */

static void an_unsent_draft_is_forgotten_in_time_and_erased_with_the_answers(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct forget_traces traces = {.office = story->office};

	type(story, number, "company", one_answer(story, "it_person", "president"));
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, number, ERASE_ANSWERS, "a", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM questionnaire_draft"), 0);
	type(story, number, "company", one_answer(story, "it_person", "president"));
	story->office->clock.fixed_ms += QUESTIONNAIRE_KEPT_MS - DAY_MS;
	forget_traces_tick(&traces);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM questionnaire_draft"), 1);
	story->office->clock.fixed_ms += DAY_MS;
	traces.next_ms = 0;
	forget_traces_tick(&traces);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM questionnaire_draft"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_page_is_kept_for_the_next_device),
		STORY(what_is_wrong_leaves_the_former_answer_and_what_is_emptied_goes),
		STORY(what_stands_behind_a_closed_branch_is_kept_but_not_sent),
		STORY(a_page_that_asks_nothing_is_passed_over),
		STORY(nobody_else_answers_and_nothing_is_kept_once_it_is_sent),
		STORY(the_secretariat_sends_what_it_was_told),
		STORY(nobody_confirms_what_another_device_changed_meanwhile),
		STORY(it_is_printed_before_and_after_for_who_may_see_the_case),
		STORY(of_many_devices_that_send_at_once_one_does),
		STORY(an_unsent_draft_is_forgotten_in_time_and_erased_with_the_answers),
	};

	return test_store_run("questionnaire", tests, COUNT(tests));
}
