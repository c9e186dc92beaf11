/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/post_letter.h"

#include "report/pdf/page_pdf.h"
#include "report/plain_letter.h"
#include "store/post/message_store.h"
#include "usecases/case_facts.h"
#include "usecases/case_value.h"
#include "usecases/mail_secret.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"

struct letter_work {
	const struct office *office;
	struct arena *arena;
	int64_t message_id;
	struct message_row message;
	struct case_facts facts;
	const char *postcode, *address;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct letter_work *work = context;
	enum err err = message_store_load(tx, work->arena, work->message_id, &work->message, why);

	if (!err && work->message.state != MESSAGE_STATE_TO_POST)
		err = fault_set(why, ERR_NOT_FOUND, "this message is a mail and no letter");
	if (!err)
		err = case_facts_load(tx, work->arena, work->office, work->message.case_id, &work->facts, why);
	if (!err)
		err = case_value_address(tx, work->arena, work->facts.edition, work->message.case_id, &work->postcode,
					 &work->address, why);
	return err;
}

static enum err render(const struct letter_work *work, struct buf *out, struct fault *why)
{
	const struct edition *edition = work->facts.edition;
	enum lang lang = work->message.lang;
	const struct plain_letter letter = {
		.lang = lang,
		.made_ms = work->message.queued_ms,
		.author = lang_pick(edition->contact.name, lang),
		.postcode = work->postcode,
		.address = work->address,
		.company = work->facts.row.company_name,
		.person = work->facts.row.contact_name,
		.organiser = lang_pick(edition->organiser, lang),
		.programme = lang_pick(edition->short_name, lang),
		.operator_name = lang_pick(edition->contact.name, lang),
		.title = work->message.subject,
		.body = mail_secret_hide(work->arena, work->office, &work->message),
		.notice = "",
	};

	return page_pdf_render(plain_letter_outline(work->arena, work->office->texts, &letter), out, why);
}

enum err post_letter_pdf(const struct office *office, struct arena *arena, const struct actor *actor,
			 int64_t message_id, struct buf *out, const char **ret_name, struct fault *why)
{
	struct letter_work work = {.office = office, .arena = arena, .message_id = message_id};
	enum err err = permission_demand(permission_may_read_mail(actor), actor, "read mails", why);

	if (!err)
		err = db_read(office->db, load, &work, why);
	if (!err)
		err = render(&work, out, why);
	if (!err)
		*ret_name = arena_printf(arena, "%s-%s.pdf", receipt_format(arena, &work.facts.row),
					 work.message.template_id);
	return err;
}
