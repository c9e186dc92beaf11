/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/answer_questionnaire.h"

#include "codec/json.h"
#include "programme/answers.h"
#include "usecases/case_step.h"

#define SHEET_MAX ((size_t)256 * 1024)

struct answer_work {
	struct case_step step;
	struct arena *arena;
	const char *sheet;
};

static enum err store_answers(struct tx *tx, void *context, struct fault *why)
{
	struct answer_work *work = context;
	const struct actor *actor = work->step.actor;
	struct permission_case of;
	struct case_row row;
	bool is_repeated = false;
	enum err err;

	err = case_step_load(tx, work->arena, actor->case_number, &row, &of, why);
	if (!err)
		err = case_step_demand(permission_may_answer_case(actor, &of), actor, "answer the pre-interview", why);
	if (!err)
		err = case_step_take(tx, work->arena, &work->step, &row, &is_repeated, why);
	if (err || is_repeated)
		return err;
	return case_store_save_answers(tx, row.number, "questionnaire", work->sheet,
				       clock_now_ms(&work->step.office->clock), why);
}

enum err answer_questionnaire(const struct office *office, struct arena *arena, const struct actor *actor,
			      const struct once *once, const struct value *typed, struct value **ret_problems,
			      struct fault *why)
{
	const struct edition_form *form = &office->edition->questionnaire;
	struct answer_work work = {
		.step = {office, actor, once, CASE_EVENT_ANSWERED, NULL, NULL, "confirmed", NULL},
		.arena = arena,
	};
	struct value *answers, *problems;
	BUF_SCOPED sheet;
	enum err err;

	buf_init(&sheet, SHEET_MAX);
	answers_judge(arena, form->questions, form->question_count, typed, NULL, &answers, &problems);
	*ret_problems = problems;
	if (problems->count)
		return ERR_OK;
	json_encode(&sheet, answers);
	err = buf_finish(&sheet, "the answers", why);
	if (err)
		return err;
	work.sheet = buf_text(&sheet);
	return db_write(office->db, store_answers, &work, why);
}
