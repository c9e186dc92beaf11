/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/confirm_mail.h"

#include "people/personal_link.h"
#include "store/post/message_store.h"
#include "usecases/case_step.h"
#include "usecases/edition_shelf.h"
#include "usecases/mail_watch.h"
#include "usecases/receipt.h"

struct confirm_work {
	const struct office *office;
	struct arena *arena;
	struct personal_link link;
	struct case_row row;
	struct confirm_mail found;
};

static enum err look_at_history(struct tx *tx, struct confirm_work *work, struct fault *why)
{
	struct history_entry *entries;
	size_t count;
	enum err err = case_store_history(tx, work->arena, work->row.id, &entries, &count, why);

	if (err)
		return err;
	work->found.state = mail_watch_confirmed_ms(entries, count) ? CONFIRM_MAIL_DONE : CONFIRM_MAIL_OPEN;
	work->found.receipt = receipt_format(work->arena, &work->row);
	return ERR_OK;
}

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct confirm_work *work = context;
	struct message_row mail;
	enum err err = message_store_load(tx, work->arena, work->link.message_id, &mail, why);

	work->found = (struct confirm_mail){CONFIRM_MAIL_VOID, ""};
	if (!err)
		err = case_store_load(tx, work->arena, mail.case_id, &work->row, why);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	if (!case_state_lets_in(work->row.state) ||
	    !personal_link_is_current(&work->link, work->row.link_version, clock_now_ms(&work->office->clock)))
		return ERR_OK;
	return look_at_history(tx, work, why);
}

static enum err confirm(struct tx *tx, void *context, struct fault *why)
{
	struct confirm_work *work = context;
	struct actor company = {.role = ROLE_COMPANY};
	struct case_step step = {.office = work->office, .actor = &company, .event = CASE_EVENT_MAIL_CONFIRMED};
	enum err err = look(tx, work, why);

	if (err || work->found.state != CONFIRM_MAIL_OPEN)
		return err;
	company.case_id = work->row.id;
	company.name = work->row.company_name;
	err = edition_shelf_current(work->office->editions, tx, work->row.edition, &step.edition, why);
	if (!err)
		err = case_step_take(tx, work->arena, &step, &work->row, why);
	work->found.state = CONFIRM_MAIL_DONE;
	return err;
}

enum err confirm_mail_look(const struct office *office, struct arena *arena, struct str link,
			   struct confirm_mail *ret_found, struct fault *why)
{
	struct confirm_work work = {.office = office, .arena = arena, .found = {CONFIRM_MAIL_VOID, ""}};
	enum err err = ERR_OK;

	if (personal_link_parse(office->secret, PERSONAL_LINK_TO_CONFIRM, link, &work.link))
		err = db_read(office->db, look, &work, why);
	if (!err)
		*ret_found = work.found;
	return err;
}

enum err confirm_mail_do(const struct office *office, struct arena *arena, struct str link,
			 struct confirm_mail *ret_found, struct fault *why)
{
	struct confirm_work work = {.office = office, .arena = arena, .found = {CONFIRM_MAIL_VOID, ""}};
	enum err err = ERR_OK;

	if (personal_link_parse(office->secret, PERSONAL_LINK_TO_CONFIRM, link, &work.link))
		err = db_write(office->db, confirm, &work, why);
	if (!err)
		*ret_found = work.found;
	return err;
}
