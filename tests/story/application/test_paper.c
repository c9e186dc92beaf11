/* SPDX-License-Identifier: Apache-2.0 */
/* An application on paper: the secretariat enters it, and what has no mail address to go to is posted. */
#include "story/story.h"

#include <string.h>

#include "calendar/day.h"
#include "usecases/application/paper_form.h"
#include "usecases/desk/view_draft.h"
#include "usecases/desk/view_tasks.h"
#include "usecases/post/post_letter.h"
#include "usecases/post/view_mail.h"
#include "usecases/screening/answer_chase.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/send_back.h"
#include "usecases/screening/turn_away.h"

#define COMPANY "有限会社かみのもうしこみ"

static enum err enter(struct story *story, const struct actor *by, const struct value *typed,
		      struct apply_result *ret_result)
{
	const struct edition *edition = story->edition;
	const struct call call = story_call(story);
	const struct token token = token_new();
	const struct apply_draft draft = {
		.call = &call, .token = str_from(token.text), .name = "a", .client = "", .entered_by = by};
	struct apply_page_result page;

	for (size_t i = 0; i < edition->application_count; i++) {
		assert_ok(apply_take_page(story->office, &story->arena, &draft, edition->application[i].id, typed,
					  &page, &story->why),
			  &story->why);
		assert_int_equal(value_count(page.problems), 0);
	}
	return apply_submit(story->office, &story->arena, &draft, LANG_JA, ret_result, &story->why);
}

static int64_t enter_one(struct story *story, const struct value *typed)
{
	struct apply_result result = {.outcome = APPLY_CLOSED};

	assert_ok(enter(story, &story->secretariat, typed, &result), &story->why);
	assert_int_equal(result.outcome, APPLY_DONE);
	return result.case_id;
}

static struct value *without_mail(struct story *story)
{
	struct value *typed = story_answers(story, COMPANY, "one");

	value_set_text(&story->arena, typed, "mail", "");
	return typed;
}

static bool began_by(struct story *story, int64_t case_id, const struct actor *person)
{
	const char *sql = arena_printf(&story->arena,
				       "SELECT COUNT(*) FROM event WHERE case_id = %lld AND kind = 'applied' AND "
				       "actor_kind = 'person' AND actor_id = %lld",
				       (long long)case_id, (long long)person->person_id);

	return story_ask(story, sql) == 1;
}

static void who_entered_it_stands_in_the_history_and_its_place_is_that_of_its_entry(void **state)
{
	struct story *story = *state;
	int64_t before = story_case_at(story, "one", "received"),
		entered = enter_one(story, story_answers(story, COMPANY, "one")),
		behind = story_case_at(story, "one", "received");

	assert_true(began_by(story, entered, &story->secretariat));
	assert_false(began_by(story, before, &story->secretariat));
	assert_true(story_load(story, before).arrival < story_load(story, entered).arrival);
	assert_true(story_load(story, entered).arrival < story_load(story, behind).arrival);
	story_mail(story, entered, "receipt");
}

/* What could go out as a mail, now or later. */
static void assert_nothing_is_sent(struct story *story)
{
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE state <> 'to_post'"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = '" MESSAGE_JOB "'"), 0);
}

static void who_has_no_mail_address_gets_its_receipt_by_post(void **state)
{
	struct story *story = *state;

	enter_one(story, without_mail(story));
	assert_nothing_is_sent(story);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'to_post' AND state = 'open' AND "
					  "occasion = 'receipt '"),
			 1);
}

static void what_follows_is_posted_too(void **state)
{
	struct story *story = *state;
	int64_t entered = enter_one(story, without_mail(story));

	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, entered), &story->why);
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, entered), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE occasion LIKE 'invitation %'"), 1);
	assert_nothing_is_sent(story);
}

/* The mail's page as the task of the invitation leads to it. */
static const struct value *open_letter(struct story *story)
{
	int64_t task = story_ask(story, "SELECT id FROM task WHERE occasion LIKE 'invitation %'");
	struct value *view;

	assert_ok(view_tasks_one(story->office, &story->arena, &story->secretariat, LANG_JA, task, &view, &story->why),
		  &story->why);
	assert_ok(view_mail(story->office, &story->arena, &story->secretariat, LANG_JA,
			    value_get_int(view, "letter_id", 0), &view, &story->why),
		  &story->why);
	return view;
}

static void its_task_leads_to_the_words_to_print(void **state)
{
	struct story *story = *state;
	int64_t entered = enter_one(story, without_mail(story));
	const struct value *letter;

	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, entered), &story->why);
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, entered), &story->why);
	letter = open_letter(story);
	assert_non_null(strstr(value_get_text(letter, "subject"), "事前問診"));
	assert_non_null(strstr(value_get_text(letter, "body"), "同封の「事前問診票」"));
	assert_null(strstr(value_get_text(letter, "body"), "リンク"));
	assert_true(value_get_bool(letter, "is_letter") && value_get_bool(letter, "with_form"));
	assert_null(strstr(value_get_text(letter, "body"), "{{"));
	assert_null(strstr(value_get_text(letter, "body"), "/enter/"));
}

static void assert_names_no_page(const char *words)
{
	assert_null(strstr(words, "ページ"));
	assert_null(strstr(words, "リンク"));
	assert_null(strstr(words, "{{"));
	assert_null(strstr(words, "/enter/"));
}

/* Such as being asked to withdraw or to correct, which others do on a page; read before and as it is posted. */
static void what_is_asked_by_letter_is_answered_without_a_page(void **state)
{
	struct case_deed_input input = {.reason = STR("人数が違います。")};
	struct story *story = *state;
	int64_t entered = enter_one(story, without_mail(story));
	struct value *view;

	assert_ok(view_draft(story->office, &story->arena, &story->secretariat, LANG_JA, &turn_away_ask_to_leave,
			     entered, &input, &view, &story->why),
		  &story->why);
	assert_names_no_page(value_get_text(view, "body"));
	assert_ok(case_deed_do(&turn_away_ask_to_leave, story->office, &story->secretariat, NULL, entered, &input,
			       &story->why),
		  &story->why);
	assert_names_no_page(story_mail(story, entered, "leave_asked").body);
	input.document = "{\"questions\":[\"employees\"]}";
	assert_ok(case_deed_do(&send_back_deed, story->office, &story->secretariat, NULL, entered, &input, &story->why),
		  &story->why);
	assert_names_no_page(story_mail(story, entered, "send_back").body);
	assert_nothing_is_sent(story);
}

static void its_words_are_a_letter_with_an_address(void **state)
{
	struct story *story = *state;
	const char *name = "";
	int64_t letter, mail;
	BUF_SCOPED pdf;

	enter_one(story, without_mail(story));
	letter = story_ask(story, "SELECT id FROM message");
	buf_init(&pdf, POST_LETTER_MAX);
	assert_ok(post_letter_pdf(story->office, &story->arena, &story->secretariat, letter, &pdf, &name, &story->why),
		  &story->why);
	assert_true(str_starts(buf_str(&pdf), "%PDF-"));
	assert_string_equal(name, "R7-0001-receipt.pdf");
	assert_int_equal(story_ask(story,
				   "SELECT COUNT(*) FROM message WHERE body LIKE '%メールでお送りします%' OR body LIKE "
				   "'%このメール%' OR body LIKE '%リンク%'"),
			 0);
	assert_int_equal(
		post_letter_pdf(story->office, &story->arena, &story->expert, letter, &pdf, &name, &story->why),
		ERR_DENIED);
	mail = story_case_at(story, "one", "received");
	mail = story_ask(story,
			 arena_printf(&story->arena, "SELECT id FROM message WHERE case_id = %lld", (long long)mail));
	assert_int_equal(
		post_letter_pdf(story->office, &story->arena, &story->secretariat, mail, &pdf, &name, &story->why),
		ERR_NOT_FOUND);
}

static void a_letter_reminds_once_however_often_it_is_looked(void **state)
{
	struct story *story = *state;
	int64_t entered = enter_one(story, without_mail(story)), said;
	const struct job job = {.kind = ANSWER_CHASE_JOB, .subject = entered};

	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, entered), &story->why);
	assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, entered), &story->why);
	story->office->clock.fixed_ms = STORY_NOW_MS + 7 * DAY_MS;
	assert_ok(answer_chase_run(story->office, &job, &story->why), &story->why);
	said = story_ask(story, "SELECT COUNT(*) FROM log_entry");
	assert_ok(answer_chase_run(story->office, &job, &story->why), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'reminder'"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM log_entry"), said);
}

static void two_without_a_mail_address_are_no_twins(void **state)
{
	struct story *story = *state;
	struct value *typed = without_mail(story);

	value_set_text(&story->arena, typed, "organisation", "sole_proprietor");
	enter_one(story, typed);
	enter_one(story, typed);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'tell_twin'"), 0);
}

static void nobody_else_enters_for_a_company(void **state)
{
	struct story *story = *state;
	struct apply_result result;

	assert_int_equal(enter(story, &story->tokyo, without_mail(story), &result), ERR_DENIED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 0);
}

static void on_a_page_of_its_own_a_company_cannot_leave_the_address_out(void **state)
{
	struct story *story = *state;
	const struct call call = story_call(story);
	const struct token token = token_new();
	const struct apply_draft draft = {.call = &call, .token = str_from(token.text), .name = "a", .client = ""};
	struct apply_page_result page;

	assert_ok(apply_take_page(story->office, &story->arena, &draft, "contact", without_mail(story), &page,
				  &story->why),
		  &story->why);
	assert_string_equal(value_get_text(page.problems, "mail"), "missing");
}

static struct str paper_in(struct story *story, enum lang lang)
{
	const struct call call = story_call(story);
	const char *name;
	struct str pdf = {0};

	assert_ok(paper_form_pdf(story->office, &story->arena, lang, &call, &pdf, &name, &story->why), &story->why);
	assert_true(str_starts(pdf, "%PDF-1.5"));
	assert_string_equal(name, "tokyo_r7-application.pdf");
	return pdf;
}

static void the_paper_is_a_document_to_print_and_drawn_once_a_language(void **state)
{
	struct str japanese = paper_in(*state, LANG_JA), english = paper_in(*state, LANG_EN);

	assert_false(str_eq(japanese, english));
	assert_ptr_equal(paper_in(*state, LANG_JA).p, japanese.p);
	assert_ptr_equal(paper_in(*state, LANG_EN).p, english.p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(who_entered_it_stands_in_the_history_and_its_place_is_that_of_its_entry),
		STORY(who_has_no_mail_address_gets_its_receipt_by_post),
		STORY(what_follows_is_posted_too),
		STORY(its_task_leads_to_the_words_to_print),
		STORY(what_is_asked_by_letter_is_answered_without_a_page),
		STORY(its_words_are_a_letter_with_an_address),
		STORY(a_letter_reminds_once_however_often_it_is_looked),
		STORY(two_without_a_mail_address_are_no_twins),
		STORY(nobody_else_enters_for_a_company),
		STORY(on_a_page_of_its_own_a_company_cannot_leave_the_address_out),
		STORY(the_paper_is_a_document_to_print_and_drawn_once_a_language),
	};

	return test_store_run("paper", tests, COUNT(tests));
}
