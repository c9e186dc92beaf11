/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/index_cases.h"

#include <string.h>

#include "codec/json.h"
#include "codec/text/search_key.h"
#include "jobs/queue.h"
#include "store/application/case_list_store.h"
#include "store/application/case_word.h"
#include "store/application/twin_case_store.h"
#include "usecases/case_facts.h"

#define WORDS_MAX 40
#define AT_ONCE   100 /* cases a second */
#define REST_MS   1000

/* --- the words of a case --- */

/* People put hyphens and brackets into numbers or leave them out; +81 is dialled as 0 in Japan. */
const char *index_cases_key(struct arena *arena, struct str typed)
{
	char *key = search_key_of(arena, typed), *to = key;

	for (const char *p = key; *p; p++)
		if (!strchr("-()", *p))
			*to++ = *p;
	*to = '\0';
	if (!str_starts(str_from(key), "+81"))
		return key;
	key += strlen("+81");
	return *key == '0' ? key : arena_printf(arena, "0%s", key);
}

struct words {
	struct arena *arena;
	struct case_word list[WORDS_MAX];
	size_t count;
};

static void add(struct words *words, const char *text, bool is_whole)
{
	const char *key = index_cases_key(words->arena, str_from(text));

	if (*key && words->count < WORDS_MAX)
		words->list[words->count++] = (struct case_word){key, is_whole};
}

/* Answers that name somebody or say how to reach them; the name and the address that may change stand in the row. */
static void add_answer(struct words *words, const struct question *question, const char *answer)
{
	switch (question->kind) {
	case QUESTION_KANA:
	case QUESTION_PHONE: add(words, answer, false); break;
	case QUESTION_CORPORATE_NUMBER: add(words, answer, true); break;
	default: break;
	}
}

/* answers: those of its application. */
static enum err keep_words(struct tx *tx, const struct edition *edition, const struct value *answers,
			   const struct case_row *row, struct fault *why)
{
	struct words words = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	words.arena = &arena;
	add(&words, row->company_name, false);
	add(&words, row->contact_name, false);
	add(&words, row->mail, true);
	for (size_t i = 0; i < edition->application_count; i++) {
		const struct edition_form *page = &edition->application[i];
		for (size_t k = 0; k < page->question_count; k++)
			add_answer(&words, &page->questions[k], value_get_text(answers, page->questions[k].id));
	}
	return case_word_replace(tx, row->id, words.list, words.count, why);
}

/* --- the job --- */

struct index_work {
	const struct office *office;
	int64_t job_subject;
};

/* One job for all who apply in the same second. */
enum err index_cases_soon(struct tx *tx, const struct office *office, struct fault *why)
{
	int64_t second = clock_now_ms(&office->clock) / REST_MS;

	return queue_add(tx, INDEX_CASES_JOB, second, (second + 1) * REST_MS, why);
}

static enum err write_words(struct tx *tx, struct arena *arena, const struct edition *edition,
			    const struct case_row *row, struct fault *why)
{
	const char *sheet;
	struct value *answers;
	enum err err = case_store_load_answers(tx, arena, row->id, "application", &sheet, why);

	if (err)
		return err;
	if (json_decode(arena, str_from(sheet), &answers, NULL))
		answers = value_map(arena); /* erased */
	return keep_words(tx, edition, answers, row, why);
}

/* A second application of a company is told to the first, in a work of its own: what a work does it says of one case.
 */
static enum err look_for_twins(struct tx *tx, struct arena *arena, const struct office *office,
			       const struct case_row *row, struct fault *why)
{
	struct case_row *twins;
	size_t count = 0;
	enum err err = twin_case_store_list(tx, arena, row, &twins, &count, why);

	if (err || !count || twins[0].id > row->id)
		return err;
	return queue_add(tx, TWIN_CASE_JOB, row->id, clock_now_ms(&office->clock), why);
}

static enum err index_next(struct tx *tx, void *context, struct fault *why)
{
	const struct index_work *work = context;
	int64_t before, after = 0;
	struct case_row *rows;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_word_newest(tx, &before, why);
	if (!err)
		err = case_list_store_after(tx, &arena, before, AT_ONCE, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++) {
		struct case_facts facts;
		err = case_facts_load(tx, &arena, work->office, rows[i].id, &facts, why);
		if (!err)
			err = write_words(tx, &arena, facts.edition, &facts.row, why);
		if (!err)
			err = look_for_twins(tx, &arena, work->office, &facts.row, why);
	}
	if (!err && count == AT_ONCE)
		err = case_word_newest(tx, &after, why);
	if (err || after <= before)
		return err;
	return queue_add(tx, INDEX_CASES_JOB, work->job_subject, clock_now_ms(&work->office->clock) + REST_MS, why);
}

enum err index_cases_run(void *office, const struct job *job, struct fault *why)
{
	struct index_work work = {office, job->subject};

	return db_write(work.office->db, index_next, &work, why);
}

/* What the job has not reached yet, it will read as it is now. */
enum err index_cases_again(struct tx *tx, const struct edition *edition, const struct case_row *row, struct fault *why)
{
	int64_t newest;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = case_word_newest(tx, &newest, why);
	if (err || row->id > newest)
		return err;
	return write_words(tx, &arena, edition, row, why);
}
