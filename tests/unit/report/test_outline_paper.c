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
			for (size_t c = 0; c < 2; c++)
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

int test_outline_paper(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_has_every_question_and_every_statement_in_both_languages),
		cmocka_unit_test(it_says_that_the_entry_decides_and_for_whom_a_question_is),
	};

	return cmocka_run_group_tests_name("outline_paper", tests, NULL, NULL);
}
