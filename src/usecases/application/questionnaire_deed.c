/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/questionnaire_deed.h"

#include "codec/json.h"
#include "programme/answers.h"

#define SHEET_MAX ((size_t)256 * 1024)

static enum err store_answers(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	return case_store_save_answers(tx, run->case_id, "questionnaire", run->input.document, run->facts.now_ms, why);
}

const struct case_deed questionnaire_deed_answer = {
	.event = CASE_EVENT_ANSWERED,
	.what = "answer the pre-interview",
	.mail = "confirmed",
	.mails_again = true, /* a case that was reopened is answered again */
	.may = permission_may_answer_case,
	.effect = store_answers,
};

enum err questionnaire_deed_submit(const struct office *office, struct arena *arena, const struct actor *actor,
				   const struct once *once, const struct value *typed, struct value **ret_problems,
				   struct fault *why)
{
	const struct edition *edition;
	struct case_deed_input input = {.document = ""};
	struct value *answers, *problems;
	BUF_SCOPED sheet;
	enum err err = case_facts_edition(office, actor->case_id, &edition, why);

	buf_init(&sheet, SHEET_MAX);
	if (err)
		return err;
	answers_judge(arena, edition->questionnaire.questions, edition->questionnaire.question_count, typed, NULL,
		      &answers, &problems);
	*ret_problems = problems;
	if (problems->count)
		return ERR_OK;
	json_encode(&sheet, answers);
	err = buf_finish(&sheet, "the answers", why);
	if (err)
		return err;
	input.document = buf_text(&sheet);
	return case_deed_do(&questionnaire_deed_answer, office, actor, once, actor->case_id, &input, why);
}
