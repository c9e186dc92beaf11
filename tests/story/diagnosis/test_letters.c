/* SPDX-License-Identifier: Apache-2.0 */
/* The letters of released reports: each is printed once, until there is another to print. */
#include "story/story.h"

#include <string.h>

#include "main/check_table.h"
#include "store/diagnosis/judgement_store.h"
#include "usecases/desk/view_cases.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/print_letters.h"

static int64_t released_case(struct story *story)
{
	int64_t number;

	story->office->checks = check_table;
	number = story_diagnosed_case(story);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	return number;
}

static enum err print(struct story *story, const struct actor *actor, int64_t number)
{
	enum err err;
	BUF_SCOPED pdf;

	buf_init(&pdf, 1 << 20);
	err = print_letters(story->office, &story->arena, actor, &number, 1, &pdf, &story->why);
	assert_int_equal(strncmp(buf_text(&pdf), "%PDF", 4) == 0, err == ERR_OK);
	return err;
}

static const struct value *list(struct story *story, const char *state)
{
	const struct case_query query = {STORY_EDITION_ID, state, "", "", 1, false};
	struct value *view;

	assert_ok(view_cases(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	assert_true(value_get_bool(view, "may_print"));
	return value_get(view, "cases");
}

static void a_printed_letter_leaves_the_list_and_tells_when(void **state)
{
	struct story *story = *state;
	int64_t number = released_case(story);

	assert_int_equal(value_count(list(story, "unprinted")), 1);
	assert_string_equal(value_get_text(value_at(list(story, "released"), 0), "letter_at"), "");
	assert_ok(print(story, &story->secretariat, number), &story->why);
	assert_int_equal(value_count(list(story, "unprinted")), 0);
	assert_string_equal(value_get_text(value_at(list(story, "released"), 0), "letter_at"),
			    "2025年6月2日（月） 10:00");
}

static void a_report_that_is_released_again_has_another_letter(void **state)
{
	struct story *story = *state;
	int64_t number = released_case(story);

	assert_ok(print(story, &story->secretariat, number), &story->why);
	story_tamper(story, "UPDATE diagnosis SET judgement = 2");
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	assert_int_equal(value_count(list(story, "unprinted")), 1);
}

static void a_letter_of_an_earlier_release_is_none_of_the_new_one(void **state)
{
	struct story *story = *state;
	int64_t number = released_case(story);
	struct report_release release;
	BUF_SCOPED pdf;

	buf_init(&pdf, 1 << 20);
	assert_ok(view_report_letters(story->office, &story->arena, &story->secretariat, LANG_JA, &number, 1, &pdf,
				      &release, &story->why),
		  &story->why);
	story_tamper(story, "UPDATE diagnosis SET judgement = 2");
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	assert_ok(print_letters_note(story->office, &story->secretariat, &release, 1, &story->why), &story->why);
	assert_int_equal(value_count(list(story, "unprinted")), 1);
	release.judgement = 2;
	assert_ok(print_letters_note(story->office, &story->secretariat, &release, 1, &story->why), &story->why);
	assert_int_equal(value_count(list(story, "unprinted")), 0);
}

static void nobody_prints_what_is_not_released_and_only_the_secretariat_prints(void **state)
{
	struct story *story = *state;
	int64_t number = released_case(story);

	assert_int_equal(print(story, &story->tokyo, number), ERR_DENIED);
	assert_int_equal(value_count(list(story, "unprinted")), 1);
	story_tamper(story, "UPDATE diagnosis SET released_ms = NULL");
	assert_int_equal(print(story, &story->secretariat, number), ERR_DENIED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE letter_ms IS NOT NULL"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_printed_letter_leaves_the_list_and_tells_when),
		STORY(a_report_that_is_released_again_has_another_letter),
		STORY(a_letter_of_an_earlier_release_is_none_of_the_new_one),
		STORY(nobody_prints_what_is_not_released_and_only_the_secretariat_prints),
	};

	return test_store_run("letters", tests, COUNT(tests));
}
