/* SPDX-License-Identifier: Apache-2.0 */
/* What the answers of the shipped pre-interview amount to. */
#include <stdio.h>
#include <string.h>

#include "measures/answer_score.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

enum { QUESTIONS_MAX = 100, SHEETS = 1000000 };

/* A sheet on which nothing is answered, until a test does. */
struct sheet {
	struct edition *edition;
	const struct edition_form *form;
	int chosen[QUESTIONS_MAX];
	struct answer_score score;
};

static int option(const struct question *question, const char *id)
{
	for (size_t i = 0; i < question->option_count; i++)
		if (strcmp(question->options[i].id, id) == 0)
			return (int)i;
	return -1;
}

static void count(struct sheet *sheet)
{
	answer_score_count(sheet->form, sheet->chosen, &sheet->score);
}

/* Answers each question that has such an option so, and each that decides about others with yes. */
static void answer_all(struct sheet *sheet, const char *id)
{
	for (size_t i = 0; i < sheet->form->question_count; i++) {
		const struct question *question = &sheet->form->questions[i];
		sheet->chosen[i] = option(question, question->topic ? id : "yes");
	}
	count(sheet);
}

static void answer(struct sheet *sheet, const char *question, const char *id)
{
	for (size_t i = 0; i < sheet->form->question_count; i++)
		if (strcmp(sheet->form->questions[i].id, question) == 0)
			sheet->chosen[i] = option(&sheet->form->questions[i], id);
	count(sheet);
}

static int begin(void **state)
{
	static struct sheet sheet;

	sheet.edition = shipped_edition();
	sheet.form = &sheet.edition->questionnaire;
	assert_in_range(sheet.form->question_count, 35, QUESTIONS_MAX);
	for (size_t i = 0; i < QUESTIONS_MAX; i++)
		sheet.chosen[i] = -1;
	*state = &sheet;
	return 0;
}

static int end(void **state)
{
	struct sheet *sheet = *state;

	edition_free(sheet->edition);
	return 0;
}

static void each_topic_is_asked_with_the_four_answers(void **state)
{
	static const char *const ids[] = {"yes", "partly", "no", "unknown"};
	const struct sheet *sheet = *state;
	bool is_asked[ANSWER_SCORE_TOPICS + 1] = {false};

	for (size_t i = 0; i < sheet->form->question_count; i++) {
		const struct question *question = &sheet->form->questions[i];
		is_asked[question->topic] = true;
		for (size_t k = 0; question->topic && k < COUNT(ids); k++)
			assert_int_not_equal(option(question, ids[k]), -1);
	}
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++)
		if (!is_asked[topic])
			fail_msg("topic %d is not asked", topic);
}

static void yes_everywhere_is_all_and_leaves_nothing_to_do(void **state)
{
	struct sheet *sheet = *state;

	answer_all(sheet, "yes");
	assert_int_equal(answer_score_percent(sheet->score.total), 100);
}

static void partly_is_half(void **state)
{
	struct sheet *sheet = *state;

	answer_all(sheet, "partly");
	assert_int_equal(answer_score_percent(sheet->score.total), 50);
	assert_int_equal(answer_score_percent(sheet->score.areas[ANSWER_AREA_PEOPLE]), 50);
	assert_int_equal(answer_score_percent(sheet->score.topics[11]), 50);
}

static void nothing_known_counts_as_no(void **state)
{
	struct sheet *sheet = *state;
	struct answer_points no;

	answer_all(sheet, "no");
	no = sheet->score.total;
	answer_all(sheet, "unknown");
	assert_int_equal(sheet->score.total.got, no.got);
	assert_int_equal(sheet->score.total.possible, no.possible);
}

static void an_empty_sheet_is_like_one_on_which_nothing_is_known(void **state)
{
	struct sheet *sheet = *state;
	struct answer_score empty;

	count(sheet);
	empty = sheet->score;
	answer_all(sheet, "unknown");
	assert_int_equal(empty.total.possible, sheet->score.total.possible);
	assert_int_equal(empty.total.got, 0);
}

static void what_does_not_concern_the_company_is_not_counted(void **state)
{
	struct sheet *sheet = *state;

	answer_all(sheet, "no");
	answer(sheet, "uses_wifi", "no");
	assert_int_equal(answer_score_percent(sheet->score.topics[9]), -1);
	assert_int_equal(sheet->score.worst[9], ANSWER_LEVEL_NOT_ASKED);
	answer(sheet, "uses_wifi", "unknown");
	assert_int_equal(answer_score_percent(sheet->score.topics[9]), 0);
	assert_true(sheet->score.has_unknown[9]);
}

/* --- a million random sheets --- */

static uint64_t random_of(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static bool is_worse_or_equal(struct answer_points after, struct answer_points before)
{
	int then = answer_score_percent(before);

	return then < 0 || answer_score_percent(after) <= then;
}

static bool never_better(const struct answer_score *after, const struct answer_score *before)
{
	bool is_fine = is_worse_or_equal(after->total, before->total);

	for (int area = 0; area < ANSWER_AREA_COUNT; area++)
		is_fine = is_fine && is_worse_or_equal(after->areas[area], before->areas[area]);
	for (int topic = 1; topic <= ANSWER_SCORE_TOPICS; topic++)
		is_fine = is_fine && is_worse_or_equal(after->topics[topic], before->topics[topic]);
	return is_fine;
}

static void not_knowing_never_raises_a_score(void **state)
{
	struct sheet *sheet = *state;
	uint64_t random = 88172645463325252;

	for (int i = 0; i < SHEETS; i++) {
		size_t changed = random_of(&random) % sheet->form->question_count;
		struct answer_score before;

		for (size_t k = 0; k < sheet->form->question_count; k++) {
			size_t options = sheet->form->questions[k].option_count;
			sheet->chosen[k] = (int)(random_of(&random) % (options + 1)) - 1;
		}
		count(sheet);
		before = sheet->score;
		sheet->chosen[changed] = option(&sheet->form->questions[changed], "unknown");
		count(sheet);
		if (!never_better(&sheet->score, &before))
			fail_msg("sheet %d is better without \"%s\"", i, sheet->form->questions[changed].id);
	}
}

#define SHEET(test) cmocka_unit_test_setup_teardown(test, begin, end)

int test_answer_score(void)
{
	const struct CMUnitTest tests[] = {
		SHEET(each_topic_is_asked_with_the_four_answers),
		SHEET(yes_everywhere_is_all_and_leaves_nothing_to_do),
		SHEET(partly_is_half),
		SHEET(nothing_known_counts_as_no),
		SHEET(an_empty_sheet_is_like_one_on_which_nothing_is_known),
		SHEET(what_does_not_concern_the_company_is_not_counted),
		SHEET(not_knowing_never_raises_a_score),
	};

	return cmocka_run_group_tests_name("answer_score", tests, NULL, NULL);
}
