/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/view_mail.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/text/search_key.h"
#include "programme/edition.h"
#include "store/post/message_store.h"
#include "usecases/index_cases.h"
#include "usecases/mail_secret.h"
#include "usecases/paging.h"
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
	{"is_letter", VALUE_BOOL, NULL}, /* to be posted */
	{"with_form", VALUE_BOOL, NULL}, /* the pre-interview on paper goes with it */
	{"body", VALUE_TEXT, NULL},      /* empty in the list, and once it was deleted */
	{0},
};

static const struct value_key option_keys[] = {{"name", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

const struct value_key view_mail_list_keys[] = {
	{NULL, VALUE_MAP, paging_keys},
	{"messages", VALUE_LIST, view_mail_keys},
	{"is_common", VALUE_BOOL, NULL}, /* the text finds more cases than are looked at: found_max */
	{"found_max", VALUE_INT, NULL},
	{"is_cut", VALUE_BOOL, NULL}, /* there are at least `count`: nobody counts further */
	{"text", VALUE_TEXT, NULL},
	{"states", VALUE_LIST, option_keys}, /* to choose from */
	{"kinds", VALUE_LIST, option_keys},
	{0},
};

/* Of all templates that an edition may have: those that the program sends, and those that its later deeds do. */
static const char *const kinds[] = {
	EDITION_MESSAGES,
	"authorisation_asked",
	"diagnosis_done",
	NULL,
};

struct mail_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	int64_t id;
	const struct mail_query *query;
	bool is_nothing; /* that counts in a search: it finds nothing */
	bool is_common;
	struct value *view;
};

static bool asks_to_answer(const struct message_row *row)
{
	return strcmp(row->template_id, "invitation") == 0 || strcmp(row->template_id, "reminder") == 0;
}

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
	value_set_bool(arena, map, "is_letter", row->state == MESSAGE_STATE_TO_POST);
	value_set_bool(arena, map, "with_form", asks_to_answer(row));
	value_set_text(arena, map, "body",
		       work->office->rehearsal && row->state != MESSAGE_STATE_TO_POST
			       ? mail_secret_put(arena, work->office, of, row)
			       : mail_secret_hide(arena, work->office, row));
	return map;
}

static struct value *options(struct arena *arena, const char *const *names, const char *chosen)
{
	struct value *list = value_list(arena);

	for (; *names; names++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "name", *names);
		value_set_bool(arena, map, "chosen", strcmp(chosen, *names) == 0);
		value_add(arena, list, map);
	}
	return list;
}

/* No such case is no receipt number. */
static enum err narrow_by_receipt(struct tx *tx, struct mail_work *work, struct str text, struct message_filter *filter,
				  struct fault *why)
{
	const char *prefix;
	int64_t number;
	enum err err;

	if (!receipt_parse(work->arena, str_from(search_key_of(work->arena, text)), &prefix, &number))
		return ERR_OK;
	err = case_store_find_receipt(tx, prefix, number, &filter->case_id, why);
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

/* By the receipt number; or by the address itself, if a mail went to it: a case is found by its present one alone. */
static enum err narrow_by_text(struct tx *tx, struct mail_work *work, struct message_filter *filter, struct fault *why)
{
	struct str text = str_trim(str_from(work->query->text));
	const struct message_filter sent = {
		.state = "", .template_id = "", .search_key = "", .recipient = str_dup(work->arena, text)};
	int64_t count = 0;
	enum err err = ERR_OK;

	if (text.n)
		err = narrow_by_receipt(tx, work, text, filter, why);
	if (!err && text.n && !filter->case_id)
		err = message_store_count_listed(tx, &sent, &count, why);
	if (err || !text.n || filter->case_id)
		return err;
	if (count) {
		filter->recipient = sent.recipient;
		return ERR_OK;
	}
	filter->search_key = index_cases_key(work->arena, text);
	work->is_nothing = !filter->search_key[0];
	return work->is_nothing ? ERR_OK : message_store_is_common(tx, filter->search_key, &work->is_common, why);
}

static enum err add_mails(struct tx *tx, struct mail_work *work, const struct message_row *rows, size_t count,
			  struct fault *why)
{
	struct value *list = value_list(work->arena);
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++) {
		struct case_row of;
		err = case_store_load(tx, work->arena, rows[i].case_id, &of, why);
		if (!err)
			value_add(work->arena, list, message_value(work, &rows[i], &of));
	}
	value_set(work->arena, work->view, "messages", list);
	return err;
}

static enum err load_mails(struct tx *tx, void *context, struct fault *why)
{
	static const char *const states[] = {"queued",    "sent",    "captured",          "bounced", "failed",
					     "cancelled", "to_post", MESSAGE_UNDELIVERED, NULL};
	struct mail_work *work = context;
	const int64_t page = paging_page(work->query->page);
	struct message_filter filter = {.state = work->query->state,
					.template_id = work->query->kind,
					.recipient = "",
					.search_key = "",
					.offset = (page - 1) * VIEW_MAIL_PAGE,
					.limit = VIEW_MAIL_PAGE};
	struct message_row *rows = NULL;
	size_t count = 0;
	int64_t all = 0;
	enum err err;

	work->view = value_map(work->arena);
	err = narrow_by_text(tx, work, &filter, why);
	if (!err && !work->is_nothing)
		err = message_store_list(tx, work->arena, &filter, &rows, &count, why);
	if (!err)
		err = add_mails(tx, work, rows, count, why);
	if (!err && !work->is_nothing)
		err = message_store_count_listed(tx, &filter, &all, why);
	paging_add(work->arena, work->view, page, VIEW_MAIL_PAGE, all);
	value_set_bool(work->arena, work->view, "is_common", work->is_common);
	value_set_int(work->arena, work->view, "found_max", MESSAGE_FOUND_MAX);
	value_set_bool(work->arena, work->view, "is_cut", all == MESSAGE_COUNT_MAX);
	value_set_text(work->arena, work->view, "text", work->query->text);
	value_set(work->arena, work->view, "states", options(work->arena, states, work->query->state));
	value_set(work->arena, work->view, "kinds", options(work->arena, kinds, work->query->kind));
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
			const struct mail_query *query, struct value **ret_view, struct fault *why)
{
	struct mail_work work = {.arena = arena, .lang = lang, .query = query};

	return read_mails(office, &work, actor, load_mails, ret_view, why);
}

enum err view_mail(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
		   int64_t id, struct value **ret_view, struct fault *why)
{
	struct mail_work work = {.arena = arena, .lang = lang, .id = id};

	return read_mails(office, &work, actor, load_mail, ret_view, why);
}
