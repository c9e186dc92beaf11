/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/view_mail.h"

#include "calendar/day.h"
#include "store/post/message_store.h"
#include "usecases/mail_secret.h"
#include "usecases/permission_demand.h"
#include "usecases/post/mail_deed.h"
#include "usecases/receipt.h"

const struct value_key view_mail_keys[] = {
	{"id", VALUE_INT, NULL},
	{"subject", VALUE_TEXT, NULL},
	{"recipient", VALUE_TEXT, NULL},
	{"state", VALUE_TEXT, NULL},
	{"at", VALUE_TEXT, NULL},
	{"receipt", VALUE_TEXT, NULL},
	{"reply", VALUE_TEXT, NULL}, /* the mail server's last */
	{"message_lang", VALUE_TEXT, NULL},
	{"done", VALUE_TEXT, NULL},
	{"may_repeat", VALUE_BOOL, NULL},
	{"body", VALUE_TEXT, NULL}, /* empty in the list, and once it was deleted */
	{0},
};

const struct value_key view_mail_list_keys[] = {{"messages", VALUE_LIST, view_mail_keys}, {0}};

struct mail_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	int64_t id;
	struct value *view;
};

static struct value *message_value(const struct mail_work *work, const struct message_row *row,
				   const struct case_row *of)
{
	struct arena *arena = work->arena;
	struct value *map = value_map(arena);

	value_set_int(arena, map, "id", row->id);
	value_set_text(arena, map, "subject", row->subject);
	value_set_text(arena, map, "recipient", row->recipient);
	value_set_text(arena, map, "state", message_state_name(row->state));
	value_set_text(arena, map, "at", day_format_time(arena, work->lang, row->queued_ms));
	value_set_text(arena, map, "receipt", receipt_format(arena, of));
	value_set_text(arena, map, "reply", row->last_reply);
	value_set_text(arena, map, "message_lang", lang_code(row->lang));
	value_set_text(arena, map, "done", row->done_ms ? day_format_time(arena, work->lang, row->done_ms) : "");
	value_set_bool(arena, map, "may_repeat", !mail_deed_may_send_again(row, of, NULL));
	value_set_text(arena, map, "body",
		       work->office->rehearsal ? mail_secret_put(arena, work->office, of, row)
					       : mail_secret_hide(arena, work->office, row));
	return map;
}

static enum err load_mails(struct tx *tx, void *context, struct fault *why)
{
	struct mail_work *work = context;
	const struct message_page page = {.limit = MESSAGE_PAGE_MAX};
	struct value *list = value_list(work->arena);
	struct message_row *rows;
	size_t count;
	enum err err;

	err = message_store_list(tx, work->arena, &page, &rows, &count, why);
	if (err)
		return err;
	for (size_t i = 0; !err && i < count; i++) {
		struct case_row of;
		err = case_store_load(tx, work->arena, rows[i].case_id, &of, why);
		if (!err)
			value_add(work->arena, list, message_value(work, &rows[i], &of));
	}
	work->view = value_map(work->arena);
	value_set(work->arena, work->view, "messages", list);
	return err;
}

static enum err load_mail(struct tx *tx, void *context, struct fault *why)
{
	struct mail_work *work = context;
	struct message_row row;
	struct case_row of;
	enum err err;

	err = message_store_load(tx, work->arena, work->id, &row, why);
	if (!err)
		err = case_store_load(tx, work->arena, row.case_id, &of, why);
	if (!err)
		work->view = message_value(work, &row, &of);
	return err;
}

static enum err read_mails(const struct office *office, struct mail_work *work, const struct actor *actor, db_work load,
			   struct value **ret_view, struct fault *why)
{
	enum err err;

	work->office = office;
	err = permission_demand(permission_may_read_mail(actor), actor, "read mails", why);
	if (!err)
		err = db_read(office->db, load, work, why);
	if (!err)
		*ret_view = work->view;
	return err;
}

enum err view_mail_list(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			struct value **ret_view, struct fault *why)
{
	struct mail_work work = {.arena = arena, .lang = lang};

	return read_mails(office, &work, actor, load_mails, ret_view, why);
}

enum err view_mail(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   int64_t id, struct value **ret_view, struct fault *why)
{
	struct mail_work work = {.arena = arena, .lang = lang, .id = id};

	return read_mails(office, &work, actor, load_mail, ret_view, why);
}
