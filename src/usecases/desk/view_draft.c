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
	{"subject", VALUE_TEXT, NULL},
	{"body", VALUE_TEXT, NULL},
	{0},
};

struct draft_work {
	const struct office *office;
	struct arena *arena;
	const struct actor *actor;
	const struct case_deed *deed;
	int64_t case_id;
	struct str reason;
	struct case_facts facts;
	struct message_row mail;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct draft_work *work = context;
	struct case_facts *facts = &work->facts;
	const struct case_row *row = &facts->row;
	enum lang lang;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, facts, why);

	if (!err)
		err = permission_demand(work->deed->may(work->actor, &facts->of), work->actor, work->deed->what, why);
	if (!err && !case_deed_is_open(work->deed, work->actor, facts))
		err = fault_set(why, ERR_CONFLICT, "case %lld is in the state %s, where nobody can %s",
				(long long)row->id, case_state_name(row->state), work->deed->what);
	if (err)
		return err;
	lang = str_is(str_from(row->lang), "en") ? LANG_EN : LANG_JA;
	work->mail = (struct message_row){.template_id = work->deed->mail, .lang = lang};
	return message_queue_render(
		tx, work->arena, work->office, facts->edition, work->deed->mail, lang,
		mail_context(work->arena, work->office, facts->edition, row, lang, str_dup(work->arena, work->reason)),
		&work->mail.subject, &work->mail.body, why);
}

enum err view_draft(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		    const struct case_deed *deed, int64_t case_id, struct str reason, struct value **ret_view,
		    struct fault *why)
{
	struct draft_work work = {.office = office,
				  .arena = arena,
				  .actor = actor,
				  .deed = deed,
				  .case_id = case_id,
				  .reason = str_trim(reason)};
	struct value *view;
	enum err err = db_read(office->db, load, &work, why);

	if (err)
		return err;
	view = case_value_row(work.facts.edition, arena, lang, &work.facts.row);
	edition_value_add(arena, view, work.facts.edition, lang);
	value_set_text(arena, view, "recipient", work.facts.row.mail);
	value_set_bool(arena, view, "is_english", work.mail.lang == LANG_EN);
	value_set_text(arena, view, "subject", work.mail.subject);
	value_set_text(arena, view, "body", mail_secret_hide(arena, office, &work.mail));
	*ret_view = view;
	return ERR_OK;
}
