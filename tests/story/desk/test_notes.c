/* SPDX-License-Identifier: Apache-2.0 */
/* What staff writes down about a case: for the office alone, sealed, and gone with the contact. */
#include "story/story.h"

#include <string.h>

#include "usecases/desk/note_deed.h"
#include "usecases/desk/view_case.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/seal/audit_verify.h"
#include "usecases/system/case_list.h"

static const struct once form = {{"0123456789abcdef", 16}};

static const char *add(struct story *story, const struct actor *actor, int64_t number, enum note_kind kind,
		       struct str words)
{
	const char *problem = "";

	assert_ok(note_deed_add(story->office, actor, NULL, number, kind, words, &problem, &story->why), &story->why);
	return problem;
}

static const struct value *notes_as(struct story *story, const struct actor *actor, int64_t number)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, actor, LANG_JA, number, &view, &story->why), &story->why);
	return value_get(view, "notes");
}

static size_t differences(struct story *story)
{
	const struct audit_verify_input input = {.head = {NULL, 0}, .key = {NULL, 0}};
	struct value *report;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	return value_count(value_get(report, "differences"));
}

static void both_bodies_read_who_wrote_what_and_when(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");
	const struct value *notes, *newest;

	add(story, &story->secretariat, number, NOTE_KIND_NOTE, STR("資料の確認を待っています。"));
	story->office->clock.fixed_ms += 60000;
	add(story, &story->tokyo, number, NOTE_KIND_CALL,
	    STR("電話で𠮷田様とお話ししました。\n明日、折り返しがあります。"));
	notes = notes_as(story, &story->secretariat, number);
	newest = value_at(notes, 0);
	assert_int_equal(value_count(notes), 2);
	assert_string_equal(value_get_text(newest, "kind"), "call");
	assert_string_equal(value_get_text(newest, "by"), story->tokyo.name);
	assert_string_equal(value_get_text(newest, "at"), "2025年6月2日（月） 10:01");
	assert_non_null(strstr(value_get_text(newest, "words"), "𠮷田様とお話ししました。\n明日"));
	assert_int_equal(value_count(notes_as(story, &story->tokyo, number)), 2);
	assert_int_equal(story_state(story, number), CASE_STATE_RECEIVED);
}

static void neither_the_company_nor_the_expert_reads_them(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	const char *problem;

	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	add(story, &story->secretariat, number, NOTE_KIND_NOTE, STR("内部のメモ"));
	assert_int_equal(notes_as(story, &company, number)->kind, VALUE_NULL);
	assert_int_equal(notes_as(story, &story->expert, number)->kind, VALUE_NULL);
	assert_int_equal(note_deed_add(story->office, &story->expert, NULL, number, NOTE_KIND_NOTE, STR("x"), &problem,
				       &story->why),
			 ERR_DENIED);
	assert_int_equal(
		note_deed_add(story->office, &company, NULL, number, NOTE_KIND_NOTE, STR("x"), &problem, &story->why),
		ERR_DENIED);
}

static void what_no_page_can_show_is_not_kept(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");
	char *long_text = arena_alloc(&story->arena, 1000000);

	memset(long_text, 'x', 1000000);
	assert_string_equal(add(story, &story->secretariat, number, NOTE_KIND_NOTE, STR(" \n ")), "missing");
	assert_string_equal(add(story, &story->secretariat, number, NOTE_KIND_NOTE, str_of(long_text, 1000000)),
			    "too_long");
	assert_string_equal(add(story, &story->secretariat, number, NOTE_KIND_NOTE, STR("a\x01z")), "sign");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM case_note"), 0);
}

static void a_form_sent_twice_is_one_note(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");
	const char *problem;

	for (int i = 0; i < 2; i++)
		assert_ok(note_deed_add(story->office, &story->secretariat, &form, number, NOTE_KIND_CALL,
					STR("留守でした。"), &problem, &story->why),
			  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM case_note"), 1);
}

static void a_note_that_somebody_changed_is_found(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	add(story, &story->secretariat, number, NOTE_KIND_NOTE, STR("お断りの予定です。"));
	assert_int_equal(differences(story), 0);
	story_tamper(story, "UPDATE case_note SET words = '承認の予定です。'");
	assert_true(differences(story) > 0);
}

static void its_words_go_with_the_contact(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	add(story, &story->secretariat, number, NOTE_KIND_CALL, STR("03-0000-1000に電話しました。"));
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, number, ERASE_CONTACT, "request", &story->why),
		  &story->why);
	story_settle_mails(story);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM case_note WHERE words = ''"), 1);
	assert_int_equal(differences(story), 0);
}

/* Who checks the office from outside learns that there is one, not what it says. */
static void a_case_is_shown_with_its_history_and_notes(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "checked");
	struct value *shown;
	const struct value *note;

	add(story, &story->secretariat, number, NOTE_KIND_CALL, STR("電話しました。"));
	assert_ok(case_list_one(story->office, &story->arena, STR("R7-0001"), &shown, &story->why), &story->why);
	assert_int_equal(value_count(value_get(shown, "history")), 2);
	note = value_at(value_get(shown, "notes"), 0);
	assert_string_equal(value_get_text(note, "kind"), "call");
	assert_string_equal(value_get_text(note, "at"), "2025-06-02T10:00:00+09:00");
	assert_null(value_get(note, "words"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(both_bodies_read_who_wrote_what_and_when),   STORY(neither_the_company_nor_the_expert_reads_them),
		STORY(what_no_page_can_show_is_not_kept),          STORY(a_form_sent_twice_is_one_note),
		STORY(a_note_that_somebody_changed_is_found),      STORY(its_words_go_with_the_contact),
		STORY(a_case_is_shown_with_its_history_and_notes),
	};

	return test_store_run("notes", tests, COUNT(tests));
}
