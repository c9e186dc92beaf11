/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_draft.h"

#include "usecases/case_value.h"
#include "usecases/edition_value.h"
#include "usecases/mail_context.h"
#include "usecases/mail_secret.h"
#include "usecases/message_queue.h"
#include "usecases/permission_demand.h"

const struct value_key view_draft_keys[] = {
	{NULL, VALUE_MAP, case_value_row_keys},
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"recipient", VALUE_TEXT, NULL},
	{"is_english", VALUE_BOOL, NULL}, /* the company gets its mails in English */
	{"has_mail", VALUE_BOOL, NULL},   /* none goes where a place is offered at once: that has a mail of its own */
	{"subject", VALUE_TEXT, NULL},
	{"body", VALUE_TEXT, NULL},
	{0},
};

struct draft_work {
	struct case_deed_run run;
	struct message_row mail;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct draft_work *work = context;
	struct case_deed_run *run = &work->run;
	const struct case_facts *facts = &run->facts;
	const struct case_row *row = &facts->row;
	enum lang lang;
	enum err err = case_facts_load(tx, run->arena, run->office, run->case_id, &run->facts, why);

	if (!err)
		err = permission_demand(run->deed->may(run->actor, &facts->of), run->actor, run->deed->what, why);
	if (!err && !case_deed_is_open(run->deed, run->actor, facts))
		err = fault_set(why, ERR_CONFLICT, "case %lld is in the state %s, where nobody can %s",
				(long long)row->id, case_state_name(row->state), run->deed->what);
	if (!err)
		err = case_deed_prepare(tx, run, why);
	if (err)
		return err;
	lang = str_is(str_from(row->lang), "en") ? LANG_EN : LANG_JA;
	work->mail = (struct message_row){.template_id = run->step.mail, .lang = lang, .subject = "", .body = ""};
	if (!*row->mail)
		work->mail.state = MESSAGE_STATE_TO_POST;
	if (!run->step.mail)
		return ERR_OK;
	return message_queue_render(tx, run->arena, run->office, facts->edition, run->step.mail, lang,
				    mail_context(run->arena, run->office, facts->edition, row, lang, run->step.reason),
				    &work->mail.subject, &work->mail.body, why);
}

enum err view_draft(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		    const struct case_deed *deed, int64_t case_id, const struct case_deed_input *input,
		    struct value **ret_view, struct fault *why)
{
	struct draft_work work = {.run = {.deed = deed,
					  .office = office,
					  .actor = actor,
					  .case_id = case_id,
					  .input = *input,
					  .arena = arena}};
	const struct case_facts *facts = &work.run.facts;
	struct value *view;
	enum err err;

	work.run.input.reason = str_trim(input->reason);
	err = db_read(office->db, load, &work, why);
	if (err)
		return err;
	view = case_value_row(facts->edition, arena, lang, &facts->row);
	edition_value_add(arena, view, facts->edition, lang);
	value_set_text(arena, view, "recipient", facts->row.mail);
	value_set_bool(arena, view, "is_english", work.mail.lang == LANG_EN);
	value_set_bool(arena, view, "has_mail", work.mail.template_id != NULL);
	value_set_text(arena, view, "subject", work.mail.subject);
	value_set_text(arena, view, "body", work.mail.template_id ? mail_secret_hide(arena, office, &work.mail) : "");
	*ret_view = view;
	return ERR_OK;
}
