/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/screening/correct_mail.h"

#include "store/account/session_store.h"
#include "store/post/message_store.h"
#include "usecases/index_cases.h"
#include "usecases/screening/resend_open.h"

static enum err set_mail(struct tx *tx, struct case_deed_run *run, struct fault *why)
{
	enum err err;

	if (!run->input.mail.n)
		return fault_set(why, ERR_INVALID, "no mail address is given");
	run->facts.row.mail = str_dup(run->arena, run->input.mail);
	run->facts.row.link_version++;
	err = session_store_delete_case(tx, run->case_id, why);
	if (!err) /* what waits is sent with a link of now, which is for the new address alone */
		err = message_store_readdress(tx, run->case_id, run->facts.row.mail, why);
	if (!err)
		err = resend_open(tx, run->arena, run->office, &run->facts, why);
	/* It is found by the new address, and by the old one no more. */
	return err ? err : index_cases_again(tx, run->facts.edition, &run->facts.row, why);
}

const struct case_deed correct_mail_deed = {
	.event = CASE_EVENT_MAIL_CORRECTED,
	.what = "correct a mail address",
	.may = permission_may_correct_contact,
	.effect = set_mail,
};

enum err correct_mail_do(const struct office *office, struct arena *arena, const struct actor *actor,
			 const struct once *once, int64_t case_id, struct str typed, const char **ret_problem,
			 struct fault *why)
{
	const struct question question = {.kind = QUESTION_MAIL, .required = true};
	struct case_deed_input input = {0};
	struct value *answer = NULL;
	enum question_problem problem = question_judge(arena, &question, value_str(arena, typed), &answer);

	if (problem) {
		*ret_problem = question_problem_name(problem);
		return ERR_OK;
	}
	*ret_problem = "";
	input.mail = answer->text;
	return case_deed_do(&correct_mail_deed, office, actor, once, case_id, &input, why);
}
