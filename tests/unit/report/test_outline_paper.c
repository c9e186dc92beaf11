/* SPDX-License-Identifier: Apache-2.0 */
/* The application on paper asks what the pages ask. */
#include <string.h>

#include "report/outline_paper.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

static bool says(const struct outline *outline, const char *text)
{
	for (size_t i = 0; i < outline->count; i++) {
		const struct outline_block *block = &outline->blocks[i];
		if (strstr(block->text, text))
			return true;
		for (size_t r = 0; r < block->row_count; r++)
			for (size_t c = 0; c < 3; c++)
				if (block->rows[r].cells[c] && strstr(block->rows[r].cells[c], text))
					return true;
	}
	return false;
}

static struct outline *build(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct outline_paper paper = {.edition = edition, .lang = lang, .closes = "6月30日"};
	struct fault why;

	assert_int_equal(texts_load(&paper.texts, &why), ERR_OK);
	return outline_paper_build(arena, &paper);
}

static void it_has_every_question_and_every_statement_in_both_languages(void **state)
{
	struct edition *edition = shipped_edition();
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (int lang = LANG_JA; lang <= LANG_EN; lang++) {
		const struct outline *outline = build(&arena, edition, (enum lang)lang);
		for (size_t i = 0; i < edition->application_count; i++)
			for (size_t k = 0; k < edition->application[i].question_count; k++) {
				const char *label =
					lang_pick(edition->application[i].questions[k].label, (enum lang)lang);
				if (!says(outline, label))
					fail_msg("the paper does not ask \"%s\"", label);
			}
	}
	edition_free(edition);
}

static void it_says_that_the_entry_decides_and_for_whom_a_question_is(void **state)
{
	struct edition *edition = shipped_edition();
	const struct outline *outline;
	ARENA_SCOPED arena;

	arena_init(&arena);
	outline = build(&arena, edition, LANG_JA);
	assert_true(says(outline, "運営事務局が内容を入力した時に決まります。締切は6月30日です。"));
	assert_true(says(outline, "法人番号\n「会社」の方だけ"));
	assert_true(says(outline, "□ 会社\n□ 個人事業主"));
	assert_true(says(outline, "□□□□□□□□□□□□□"));
	assert_false(says(outline, "「業種を探す」を押す"));
	edition_free(edition);
}

/* --- the pre-interview --- */

static struct outline *interview(struct arena *arena, const struct edition *edition, const struct value *answers)
{
	struct outline_paper paper = {.edition = edition, .lang = LANG_JA, .closes = "6月16日"};
	const struct outline_paper_case of = {"株式会社ためし", "R7-0001", answers};
	struct fault why;

	assert_int_equal(texts_load(&paper.texts, &why), ERR_OK);
	return outline_paper_questionnaire(arena, &paper, &of);
}

static void the_pre_interview_asks_every_question_and_says_of_whom(void **state)
{
	struct edition *edition = shipped_edition();
	const struct outline *outline;
	ARENA_SCOPED arena;

	arena_init(&arena);
	outline = interview(&arena, edition, NULL);
	for (size_t i = 0; i < edition->questionnaire.question_count; i++)
		assert_true(says(outline, edition->questionnaire.questions[i].label.ja));
	assert_true(says(outline, "「社内で無線LAN（Wi-Fi）を使っていますか。」で「はい」の方だけ"));
	assert_true(says(outline, "回答期限は6月16日です。"));
	assert_string_equal(outline->addressee, "R7-0001  株式会社ためし");
	edition_free(edition);
}

static void what_was_answered_is_marked_and_counted(void **state)
{
	struct edition *edition = shipped_edition();
	const struct outline *outline;
	struct value *answers;
	bool has_picture = false;
	ARENA_SCOPED arena;

	arena_init(&arena);
	answers = value_map(&arena);
	value_set_text(&arena, answers, "screen_lock", "partly");
	outline = interview(&arena, edition, answers);
	assert_true(says(outline, "□ している\n■ 一部している\n□ していない"));
	assert_false(says(outline, "怪しいメールが届いたとき")); /* which was not asked */
	assert_true(says(outline, "画面のロック"));
	assert_true(says(outline, "50点"));
	for (size_t i = 0; i < outline->count; i++)
		has_picture = has_picture || outline->blocks[i].score;
	assert_true(has_picture);
	edition_free(edition);
}

int test_outline_paper(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_has_every_question_and_every_statement_in_both_languages),
		cmocka_unit_test(it_says_that_the_entry_decides_and_for_whom_a_question_is),
		cmocka_unit_test(the_pre_interview_asks_every_question_and_says_of_whom),
		cmocka_unit_test(what_was_answered_is_marked_and_counted),
	};

	return cmocka_run_group_tests_name("outline_paper", tests, NULL, NULL);
}
