/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/invitation/invitation_make.h"

#include <stdlib.h>

#include "base/log.h"
#include "codec/text/mail_address.h"
#include "codec/text/search_key.h"
#include "codec/utf8.h"
#include "library/registry_file.h"
#include "people/erased_key.h"
#include "people/invitation_code.h"
#include "store/invitation/invitation_store.h"
#include "store/new_id.h"
#include "usecases/call.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

#define AT_ONCE 200 /* rows of the list a transaction: what one entry of the log can bind is more */

/* A company of the list, whose table is ordered by keys. */
struct listed {
	uint64_t at;
	size_t entry;
};

struct make_work {
	const struct office *office;
	const struct actor *actor;
	const struct edition *edition;
	const struct registry_file *list;
	const struct registry_file *predecessor; /* whom its programme checked, the call excludes */
	const struct listed *order;
	size_t from, until; /* of the order */
	int64_t made;       /* in this transaction */
};

static struct registry_file open_list(const struct office *office, enum registry_kind kind)
{
	struct registry_file list;
	struct fault why;

	if (registry_file_open(office->knowledge, kind, &list, &why) == ERR_OK)
		return list;
	log_warning("the list of companies cannot be read: %s", why.text);
	return (struct registry_file){0};
}

static int by_place(const void *a, const void *b)
{
	const struct listed *left = a, *right = b;

	return left->at < right->at ? -1 : left->at > right->at;
}

/* The companies in the order in which the office listed them, each once. */
static struct listed *order_of(struct arena *arena, const struct registry_table *table, size_t *ret_count)
{
	struct listed *order = arena_array(arena, table->count, sizeof(*order));
	size_t count = 0;

	for (size_t i = 0; i < table->count; i++)
		if (company_list_row_is_name_key(table->entries[i].key))
			order[count++] = (struct listed){table->entries[i].at, i};
	qsort(order, count, sizeof(*order), by_place);
	*ret_count = count;
	return order;
}

int64_t invitation_make_listed(const struct office *office)
{
	struct registry_file list = open_list(office, REGISTRY_PAST);
	int64_t count = 0;

	for (size_t i = 0; i < list.table.count; i++)
		count += company_list_row_is_name_key(list.table.entries[i].key);
	registry_file_close(&list);
	return count;
}

/* A company of the list as an invitation; the number tells it apart, else name and address do. */
static struct invitation_row row_of(struct arena *arena, const struct make_work *work, const struct str *fields)
{
	struct invitation_row row = {
		.id = new_id(),
		.edition = work->edition->id,
		.search_key = search_key_of(arena, fields[COMPANY_LIST_NAME]),
		.company_name = str_dup(arena, fields[COMPANY_LIST_NAME]),
		.corporate_number = str_dup(arena, fields[COMPANY_LIST_NUMBER]),
		.postal_code = str_dup(arena, fields[COMPANY_LIST_POSTAL_CODE]),
		.address = str_dup(arena, fields[COMPANY_LIST_ADDRESS]),
		.mail = "",
		.phone = str_dup(arena, fields[COMPANY_LIST_PHONE]),
		.made_ms = clock_now_ms(&work->office->clock),
	};

	row.company_key = *row.corporate_number ? row.corporate_number
						: arena_printf(arena, "%s|%s", row.search_key,
							       search_key_of(arena, fields[COMPANY_LIST_ADDRESS]));
	if (mail_address_is_sendable(fields[COMPANY_LIST_MAIL]))
		row.mail = str_dup(arena, fields[COMPANY_LIST_MAIL]);
	return row;
}

static bool is_clean(const struct str *fields)
{
	for (size_t i = 0; i < COMPANY_LIST_FIELD_COUNT; i++)
		if (utf8_has_control(fields[i]))
			return false;
	return true;
}

static bool is_excluded(const struct make_work *work, struct str corporate_number)
{
	uint64_t number;
	size_t first;

	return str_to_u64(corporate_number, &number) &&
	       registry_table_find(&work->predecessor->table, number, &first) > 0;
}

static enum err make_one(struct tx *tx, struct make_work *work, struct invitation_row *row, struct fault *why)
{
	char erased_key[ERASED_KEY_LENGTH + 1];
	bool may = false;
	enum err err;

	erased_key_make(work->office->secret, str_from(row->company_key), erased_key);
	err = invitation_store_may_invite(tx, row->edition, row->company_key, erased_key, &may, why);
	if (err || !may)
		return err;
	if (*row->mail)
		err = invitation_store_may_mail(tx, row->edition, row->mail, &may, why);
	if (!may)
		row->mail = "";
	if (!err)
		err = invitation_store_insert(tx, row, why);
	if (!err && row->number > INVITATION_CODE_NUMBER_MAX)
		err = fault_set(why, ERR_TOO_LARGE, "a call has at most %lld invitations",
				(long long)INVITATION_CODE_NUMBER_MAX);
	work->made += !err;
	return err;
}

static enum err make_some(struct tx *tx, void *context, struct fault *why)
{
	struct make_work *work = context;
	struct str fields[COMPANY_LIST_FIELD_COUNT];
	enum err err = ERR_OK;
	ARENA_SCOPED arena;

	arena_init(&arena);
	work->made = 0;
	for (size_t i = work->from; !err && i < work->until; i++) {
		struct invitation_row row;
		err = registry_table_row(&work->list->table, work->order[i].entry, fields, COMPANY_LIST_FIELD_COUNT,
					 why);
		if (err || !is_clean(fields) || is_excluded(work, fields[COMPANY_LIST_NUMBER]))
			continue;
		row = row_of(&arena, work, fields);
		err = make_one(tx, work, &row, why);
	}
	if (!err && work->made)
		say_deed_on_edition(tx, &work->office->clock, work->actor, "companies_invited", work->edition->id);
	return err;
}

enum err invitation_make(const struct office *office, const struct actor *actor, const char *edition, int64_t *ret_made,
			 struct fault *why)
{
	struct make_work work = {.office = office, .actor = actor};
	struct registry_file list, predecessor;
	int64_t made = 0;
	size_t count = 0;
	struct call call;
	ARENA_SCOPED arena;
	enum err err = permission_demand(permission_may_invite(actor), actor, "invite companies", why);

	arena_init(&arena);
	if (!err)
		err = call_find(office, edition, &call, why);
	if (err)
		return err;
	list = open_list(office, REGISTRY_PAST);
	predecessor = open_list(office, REGISTRY_PREDECESSOR);
	work.edition = call.edition;
	work.list = &list;
	work.predecessor = &predecessor;
	work.order = order_of(&arena, &list.table, &count);
	for (; !err && work.from < count; work.from = work.until) {
		work.until = work.from + AT_ONCE < count ? work.from + AT_ONCE : count;
		err = db_write(office->db, make_some, &work, why);
		made += work.made;
	}
	registry_file_close(&predecessor);
	registry_file_close(&list);
	if (!err)
		*ret_made = made;
	return err;
}
