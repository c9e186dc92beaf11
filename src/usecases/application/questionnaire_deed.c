/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/questionnaire_deed.h"

#include "codec/json.h"
#include "store/application/questionnaire_store.h"
#include "usecases/application/questionnaire_judge.h"

#define SHEET_MAX ((size_t)256 * 1024)

static enum err store_answers(struct tx *tx, const struct case_deed_run *run, const struct value *answers,
			      struct fault *why)
{
	BUF_SCOPED sheet;
	enum err err;

	buf_init(&sheet, SHEET_MAX);
	json_encode(&sheet, answers);
	err = buf_finish(&sheet, "the answers", why);
	if (!err)
		err = case_store_save_answers(tx, run->case_id, "questionnaire", buf_text(&sheet), run->facts.now_ms,
					      why);
	return err;
}

static enum err send(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	struct questionnaire_judgement judgement;
	struct questionnaire_row draft;
	enum err err = questionnaire_store_load(tx, run->arena, run->case_id, &draft, why);

	if (err)
		return err;
	judgement = questionnaire_judge(run->arena, run->facts.edition,
					questionnaire_judge_typed(run->arena, draft.answers));
	if (judgement.missing)
		return fault_set(why, ERR_INVALID, "the page \"%s\" of the pre-interview is not answered",
				 judgement.missing->id);
	if (run->input.read_ms && run->input.read_ms != draft.saved_ms)
		return fault_set(why, ERR_CONFLICT, "the answers were changed after they were read");
	if (actor_kind(run->actor) == ACTOR_PERSON)
		run->step.detail = run->input.document;
	err = store_answers(tx, run, judgement.answers, why);
	return err ? err : questionnaire_store_delete(tx, run->case_id, why);
}

const struct case_deed questionnaire_deed_answer = {
	.event = CASE_EVENT_ANSWERED,
	.what = "answer the pre-interview",
	.mail = "confirmed",
	.mails_again = true, /* a case that was reopened is answered again */
	.may = permission_may_answer_case,
	.effect = send,
};
