/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/invitation/view_invitations.h"

#include <string.h>

#include "calendar/business_day.h"
#include "programme/corporate_number.h"
#include "store/application/case_store.h"
#include "usecases/call.h"
#include "usecases/invitation/invitation_letters.h"
#include "usecases/invitation/invitation_make.h"
#include "usecases/invitation/invitation_text.h"
#include "usecases/paging.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"

static const struct value_key call_keys[] = {
	{"id", VALUE_TEXT, NULL}, {"year", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};
static const struct value_key batch_keys[] = {
	{"at", VALUE_TEXT, NULL}, {"at_ms", VALUE_INT, NULL}, {"letters", VALUE_INT, NULL}, {0}};
static const struct value_key list_name_keys[] = {{"list", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

const struct value_key view_invitations_keys[] = {
	{"edition_id", VALUE_TEXT, NULL},
	{"year", VALUE_TEXT, NULL},
	{"other_calls", VALUE_LIST, call_keys}, /* empty when there is one call alone */
	{"listed", VALUE_INT, NULL},            /* companies of the office's list */
	{"invited", VALUE_INT, NULL},
	{"printed", VALUE_INT, NULL},
	{"mailed", VALUE_INT, NULL},
	{"mail_failed", VALUE_INT, NULL},
	{"opened", VALUE_INT, NULL},
	{"by_letter", VALUE_INT, NULL}, /* applications */
	{"by_mail", VALUE_INT, NULL},
	{"by_itself", VALUE_INT, NULL},
	{"no", VALUE_INT, NULL},
	{"never", VALUE_INT, NULL},
	{"silent", VALUE_INT, NULL},    /* neither applied nor answered */
	{"unprinted", VALUE_INT, NULL}, /* of those, with an address and without a letter */
	{"unmailed", VALUE_INT, NULL},
	{"to_call", VALUE_INT, NULL},
	{"is_before", VALUE_BOOL, NULL}, /* the reception: letters may be printed, mails may not be sent */
	{"is_open", VALUE_BOOL, NULL},
	{"is_over", VALUE_BOOL, NULL},
	{"opens", VALUE_TEXT, NULL}, /* its first day */
	{"invitation_days", VALUE_INT, NULL},
	{"letters_max", VALUE_INT, NULL},
	{"batches", VALUE_LIST, batch_keys},
	{0},
};

static const struct value_key row_keys[] = {
	{"id", VALUE_INT, NULL},
	{"number", VALUE_INT, NULL},
	{"company", VALUE_TEXT, NULL},
	{"corporate_number", VALUE_TEXT, NULL},
	{"registry_page", VALUE_TEXT, NULL},
	{"postal_code", VALUE_TEXT, NULL},
	{"address", VALUE_TEXT, NULL},
	{"mail", VALUE_TEXT, NULL},
	{"phone", VALUE_TEXT, NULL},
	{"letter_at", VALUE_TEXT, NULL},  /* empty without one */
	{"mail_state", VALUE_TEXT, NULL}, /* of cases/message_state.h; empty without one */
	{"mail_at", VALUE_TEXT, NULL},
	{"mail_reply", VALUE_TEXT, NULL},
	{"opened_at", VALUE_TEXT, NULL},
	{"way", VALUE_TEXT, NULL},    /* by which its application came; or empty */
	{"answer", VALUE_TEXT, NULL}, /* "no", "never" or empty */
	{"answered_at", VALUE_TEXT, NULL},
	{"calls", VALUE_INT, NULL},
	{"call_day", VALUE_TEXT, NULL},
	{"outcome", VALUE_TEXT, NULL}, /* of the last call, or empty */
	{"note", VALUE_TEXT, NULL},
	{0},
};

const struct value_key view_invitations_list_keys[] = {
	{NULL, VALUE_MAP, paging_keys},
	{"edition_id", VALUE_TEXT, NULL},
	{"list", VALUE_TEXT, NULL},
	{"lists", VALUE_LIST, list_name_keys}, /* to choose from */
	{"invitations", VALUE_LIST, row_keys},
	{0},
};

const struct value_key view_invitations_one_keys[] = {
	{NULL, VALUE_MAP, row_keys},
	{"edition_id", VALUE_TEXT, NULL},
	{"closes", VALUE_TEXT, NULL},
	{"operator", VALUE_TEXT, NULL},
	{"call_name", VALUE_TEXT, NULL},
	{"code", VALUE_TEXT, NULL},
	{"receipt", VALUE_TEXT, NULL}, /* of the application that came by it, or empty */
	{"has_applied", VALUE_BOOL, NULL},
	{"is_silent", VALUE_BOOL, NULL}, /* it may be rung: see invitation_store_is_open */
	{"mail_subject", VALUE_TEXT, NULL},
	{"mail_body", VALUE_TEXT, NULL}, /* empty without a mail address */
	{0},
};

struct view_work {
	const struct office *office;
	struct arena *arena;
	enum lang lang;
	const char *wanted; /* the call */
	struct str list;
	int64_t page, id;
	struct value *view;
};

/* The call that is wanted, else the front one. */
static enum err find_call(struct tx *tx, const struct view_work *work, struct call *ret_call, struct call **ret_calls,
			  size_t *ret_count, struct fault *why)
{
	struct call *calls;
	size_t count = 0, chosen = 0;
	enum err err = call_list(tx, work->office, work->arena, &calls, &count, why);

	if (!err && !count)
		err = fault_set(why, ERR_NOT_FOUND, "there is no call");
	if (err)
		return err;
	for (size_t i = count; i > 0; i--)
		if (call_is_open(&calls[i - 1]))
			chosen = i - 1;
	for (size_t i = 0; i < count; i++)
		if (strcmp(calls[i].edition->id, work->wanted) == 0)
			chosen = i;
	*ret_call = calls[chosen];
	*ret_calls = calls;
	*ret_count = count;
	return ERR_OK;
}

/* Whoever was written to before this has had the days for an answer. */
static int64_t sent_before_ms(const struct edition *edition, int64_t today)
{
	int64_t day = today - 1;

	while (business_day_after(day, edition->invitation_days, edition->closed_days, edition->closed_day_count) >=
	       today)
		day--;
	return day_start_ms(day + 1);
}

/* Nobody is rung about a call that takes no applications. */
static struct invitation_filter filter_of(const struct office *office, const struct call *call,
					  enum invitation_list list)
{
	int64_t today = day_of_ms(clock_now_ms(&office->clock));

	return (struct invitation_filter){.edition = call->edition->id,
					  .list = list,
					  .today = today,
					  .sent_before_ms =
						  call_is_open(call) ? sent_before_ms(call->edition, today) : 0};
}

/* --- the numbers --- */

static enum err add_count(struct tx *tx, const struct view_work *work, const struct call *call, const char *key,
			  enum invitation_list list, struct fault *why)
{
	const struct invitation_filter filter = filter_of(work->office, call, list);
	int64_t count = 0;
	enum err err = invitation_store_count_listed(tx, &filter, &count, why);

	value_set_int(work->arena, work->view, key, count);
	return err;
}

static enum err add_counts(struct tx *tx, const struct view_work *work, const struct call *call, struct fault *why)
{
	struct invitation_count count = {0};
	enum err err = invitation_store_count(tx, call->edition->id, &count, why);

	value_set_int(work->arena, work->view, "invited", count.invited);
	value_set_int(work->arena, work->view, "printed", count.printed);
	value_set_int(work->arena, work->view, "mailed", count.mailed);
	value_set_int(work->arena, work->view, "mail_failed", count.mail_failed);
	value_set_int(work->arena, work->view, "opened", count.opened);
	value_set_int(work->arena, work->view, "by_letter", count.by_letter);
	value_set_int(work->arena, work->view, "by_mail", count.by_mail);
	value_set_int(work->arena, work->view, "by_itself", count.by_itself);
	value_set_int(work->arena, work->view, "no", count.no);
	value_set_int(work->arena, work->view, "never", count.never);
	if (!err)
		err = add_count(tx, work, call, "silent", INVITATION_LIST_OPEN, why);
	if (!err)
		err = add_count(tx, work, call, "unprinted", INVITATION_LIST_UNPRINTED, why);
	if (!err)
		err = add_count(tx, work, call, "unmailed", INVITATION_LIST_UNMAILED, why);
	return err ? err : add_count(tx, work, call, "to_call", INVITATION_LIST_CALLS, why);
}

static enum err load_numbers(struct tx *tx, void *context, struct fault *why)
{
	struct view_work *work = context;
	struct call call, *calls;
	size_t count = 0;
	enum err err = find_call(tx, work, &call, &calls, &count, why);

	if (!err && *work->wanted && strcmp(call.edition->id, work->wanted) != 0)
		err = fault_set(why, ERR_NOT_FOUND, "there is no call \"%s\"", work->wanted);
	if (err)
		return err;
	work->view = value_map(work->arena);
	value_set_text(work->arena, work->view, "edition", call.edition->id);
	return add_counts(tx, work, &call, why);
}

enum err view_invitations_numbers(const struct office *office, struct arena *arena, const char *edition,
				  struct value **ret_numbers, struct fault *why)
{
	struct view_work work = {.office = office, .arena = arena, .lang = LANG_JA, .wanted = edition};
	enum err err = db_read(office->db, load_numbers, &work, why);

	if (!err)
		*ret_numbers = work.view;
	return err;
}

static enum err add_batches(struct tx *tx, const struct view_work *work, const struct edition *edition,
			    struct fault *why)
{
	struct value *list = value_list(work->arena);
	struct invitation_batch *batches;
	size_t count = 0;
	enum err err =
		invitation_store_batches(tx, work->arena, edition->id, VIEW_INVITATIONS_BATCHES, &batches, &count, why);

	for (size_t i = 0; i < count; i++) {
		struct value *map = value_map(work->arena);
		value_set_text(work->arena, map, "at", day_format_time(work->arena, work->lang, batches[i].at_ms));
		value_set_int(work->arena, map, "at_ms", batches[i].at_ms);
		value_set_int(work->arena, map, "letters", batches[i].letters);
		value_add(work->arena, list, map);
	}
	value_set(work->arena, work->view, "batches", list);
	return err;
}

static void add_calls(const struct view_work *work, const struct call *calls, size_t count, const struct call *chosen)
{
	struct value *list = value_list(work->arena);

	for (size_t i = 0; count > 1 && i < count; i++) {
		struct value *map = value_map(work->arena);
		value_set_text(work->arena, map, "id", calls[i].edition->id);
		value_set_text(work->arena, map, "year", call_year(work->arena, work->lang, calls[i].edition));
		value_set_bool(work->arena, map, "chosen", calls[i].edition == chosen->edition);
		value_add(work->arena, list, map);
	}
	value_set(work->arena, work->view, "other_calls", list);
}

static void add_reception(const struct view_work *work, const struct call *call)
{
	value_set_bool(work->arena, work->view, "is_before", call->window == WINDOW_BEFORE);
	value_set_bool(work->arena, work->view, "is_open", call_is_open(call));
	value_set_bool(work->arena, work->view, "is_over", call->window == WINDOW_AFTER);
	value_set_text(work->arena, work->view, "opens",
		       day_format_date(work->arena, work->lang, day_of_ms(call->edition->opens_ms)));
}

static enum err load_all(struct tx *tx, void *context, struct fault *why)
{
	struct view_work *work = context;
	struct call call, *calls;
	size_t count = 0;
	enum err err = find_call(tx, work, &call, &calls, &count, why);

	if (err)
		return err;
	work->view = value_map(work->arena);
	value_set_text(work->arena, work->view, "edition_id", call.edition->id);
	value_set_text(work->arena, work->view, "year", call_year(work->arena, work->lang, call.edition));
	value_set_int(work->arena, work->view, "invitation_days", call.edition->invitation_days);
	add_calls(work, calls, count, &call);
	add_reception(work, &call);
	err = add_counts(tx, work, &call, why);
	return err ? err : add_batches(tx, work, call.edition, why);
}

enum err view_invitations(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			  const char *edition, struct value **ret_view, struct fault *why)
{
	struct view_work work = {.office = office, .arena = arena, .lang = lang, .wanted = edition};
	enum err err = permission_demand(permission_may_invite(actor), actor, "see invitations", why);

	if (!err)
		err = db_read(office->db, load_all, &work, why);
	if (err)
		return err;
	value_set_int(arena, work.view, "listed", invitation_make_listed(office));
	value_set_int(arena, work.view, "letters_max", INVITATION_LETTERS_MAX);
	*ret_view = work.view;
	return ERR_OK;
}

/* --- rows --- */

static const char *time_or_nothing(const struct view_work *work, int64_t at_ms)
{
	return at_ms ? day_format_time(work->arena, work->lang, at_ms) : "";
}

static struct value *row_value(const struct view_work *work, const struct invitation_row *row)
{
	struct arena *arena = work->arena;
	struct value *map = value_map(arena);
	bool has_mail = row->mail_state != MESSAGE_STATE_NONE;

	value_set_int(arena, map, "id", row->id);
	value_set_int(arena, map, "number", row->number);
	value_set_text(arena, map, "company", row->company_name);
	value_set_text(arena, map, "corporate_number", row->corporate_number);
	value_set_text(arena, map, "registry_page",
		       *row->corporate_number ? corporate_number_page(arena, row->corporate_number) : "");
	value_set_text(arena, map, "postal_code", row->postal_code);
	value_set_text(arena, map, "address", row->address);
	value_set_text(arena, map, "mail", row->mail);
	value_set_text(arena, map, "phone", row->phone);
	value_set_text(arena, map, "letter_at", time_or_nothing(work, row->letter_ms));
	value_set_text(arena, map, "mail_state", has_mail ? message_state_name(row->mail_state) : "");
	value_set_text(arena, map, "mail_at",
		       time_or_nothing(work, row->mail_done_ms ? row->mail_done_ms : row->mail_queued_ms));
	value_set_text(arena, map, "mail_reply", row->mail_reply);
	value_set_text(arena, map, "opened_at", time_or_nothing(work, row->opened_ms));
	value_set_text(arena, map, "way", invitation_way_name(row->way));
	value_set_text(arena, map, "answer", invitation_answer_name(row->answer));
	value_set_text(arena, map, "answered_at", time_or_nothing(work, row->answered_ms));
	value_set_int(arena, map, "calls", row->calls);
	value_set_text(arena, map, "call_day", row->call_day ? day_format_date(arena, work->lang, row->call_day) : "");
	value_set_text(arena, map, "outcome", invitation_call_name(row->call_outcome));
	value_set_text(arena, map, "note", row->call_note);
	return map;
}

static struct value *lists_value(struct arena *arena, enum invitation_list chosen)
{
	struct value *list = value_list(arena);

	for (int i = 0; i < INVITATION_LIST_SHOWN; i++) {
		struct value *map = value_map(arena);
		value_set_text(arena, map, "list", invitation_store_list_name((enum invitation_list)i));
		value_set_bool(arena, map, "chosen", i == (int)chosen);
		value_add(arena, list, map);
	}
	return list;
}

static enum err load_list(struct tx *tx, void *context, struct fault *why)
{
	struct view_work *work = context;
	struct value *list = value_list(work->arena);
	enum invitation_list chosen = INVITATION_LIST_CALLS;
	struct invitation_filter filter;
	struct invitation_row *rows;
	struct call call, *calls;
	size_t count = 0;
	int64_t all = 0;
	enum err err = find_call(tx, work, &call, &calls, &count, why);

	if (err)
		return err;
	invitation_store_list_parse(work->list, &chosen);
	filter = filter_of(work->office, &call, chosen);
	filter.offset = (work->page - 1) * VIEW_INVITATIONS_PAGE;
	filter.limit = VIEW_INVITATIONS_PAGE;
	err = invitation_store_count_listed(tx, &filter, &all, why);
	if (!err)
		err = invitation_store_list(tx, work->arena, &filter, &rows, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		value_add(work->arena, list, row_value(work, &rows[i]));
	work->view = value_map(work->arena);
	value_set_text(work->arena, work->view, "edition_id", call.edition->id);
	value_set_text(work->arena, work->view, "list", invitation_store_list_name(chosen));
	value_set(work->arena, work->view, "lists", lists_value(work->arena, chosen));
	value_set(work->arena, work->view, "invitations", list);
	paging_add(work->arena, work->view, work->page, VIEW_INVITATIONS_PAGE, all);
	return err;
}

enum err view_invitations_list(const struct office *office, struct arena *arena, const struct actor *actor,
			       enum lang lang, const struct invitation_query *query, struct value **ret_view,
			       struct fault *why)
{
	struct view_work work = {.office = office,
				 .arena = arena,
				 .lang = lang,
				 .wanted = query->edition,
				 .list = query->list,
				 .page = paging_page(query->page)};
	enum err err = permission_demand(permission_may_invite(actor), actor, "see invitations", why);

	if (!err)
		err = db_read(office->db, load_list, &work, why);
	if (!err)
		*ret_view = work.view;
	return err;
}

/* --- one --- */

static enum err add_application(struct tx *tx, const struct view_work *work, const struct invitation_row *row,
				struct fault *why)
{
	struct case_row of;
	bool has_applied = false, is_open = false;
	enum err err = invitation_store_has_applied(tx, row->id, &has_applied, why);

	if (!err)
		err = invitation_store_is_open(tx, row->id, &is_open, why);
	value_set_text(work->arena, work->view, "receipt", "");
	value_set_bool(work->arena, work->view, "has_applied", has_applied);
	value_set_bool(work->arena, work->view, "is_silent", is_open);
	if (err || !row->case_id)
		return err;
	err = case_store_load(tx, work->arena, row->case_id, &of, why);
	if (!err)
		value_set_text(work->arena, work->view, "receipt", receipt_format(work->arena, &of));
	return err;
}

/* In a rehearsal the mail is read here: its link works. */
static enum err add_texts(struct tx *tx, const struct view_work *work, const struct edition *edition,
			  const struct invitation_row *row, struct fault *why)
{
	struct invitation_text text = {.subject = "", .body = ""};
	enum err err = *row->mail ? invitation_text_mail(tx, work->arena, work->office, edition, row,
							 !work->office->rehearsal, &text, why)
				  : ERR_OK;

	value_set_text(work->arena, work->view, "mail_subject", text.subject);
	value_set_text(work->arena, work->view, "mail_body", text.body);
	value_set_text(work->arena, work->view, "code", invitation_text_code(work->arena, work->office, row));
	value_set_text(work->arena, work->view, "edition_id", edition->id);
	value_set_text(work->arena, work->view, "closes",
		       day_format_date(work->arena, work->lang, day_of_ms(edition->closes_ms - 1)));
	value_set_text(work->arena, work->view, "operator", lang_pick(edition->contact.name, work->lang));
	value_set_text(work->arena, work->view, "call_name", lang_pick(edition->short_name, work->lang));
	return err;
}

static enum err load_one(struct tx *tx, void *context, struct fault *why)
{
	struct view_work *work = context;
	struct invitation_row row;
	struct call call;
	enum err err = invitation_store_load(tx, work->arena, work->id, &row, why);

	if (!err)
		err = call_load(tx, work->office, row.edition, &call, why);
	if (err)
		return err;
	work->view = row_value(work, &row);
	err = add_application(tx, work, &row, why);
	return err ? err : add_texts(tx, work, call.edition, &row, why);
}

enum err view_invitations_one(const struct office *office, struct arena *arena, const struct actor *actor,
			      enum lang lang, int64_t id, struct value **ret_view, struct fault *why)
{
	struct view_work work = {.office = office, .arena = arena, .lang = lang, .id = id};
	enum err err = permission_demand(permission_may_invite(actor), actor, "see invitations", why);

	if (!err)
		err = db_read(office->db, load_one, &work, why);
	if (!err)
		*ret_view = work.view;
	return err;
}
