/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/invitation/invitation_visit.h"

#include <string.h>

#include "codec/text/search_key.h"
#include "people/invitation_code.h"
#include "people/personal_link.h"
#include "store/invitation/code_tried_store.h"
#include "usecases/application/apply_prefill.h"
#include "usecases/invitation/invitation_text.h"
#include "usecases/say_deed.h"

/* --- by the code --- */

struct code_work {
	const struct office *office;
	struct arena *arena;
	const struct edition *edition;
	const char *client;
	struct str typed;
	enum invitation_code_outcome outcome;
	struct invitation_row row;
};

static enum err look_up(struct tx *tx, struct code_work *work, struct fault *why)
{
	struct fault missing;
	int64_t number;
	enum err err;

	work->outcome = INVITATION_CODE_WRONG;
	if (!invitation_code_number(work->typed, &number))
		return ERR_OK;
	err = invitation_store_find(tx, work->arena, work->edition->id, number, &work->row, &missing);
	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	if (err)
		return fault_set(why, err, "%s", missing.text);
	if (invitation_code_is(work->office->secret, work->row.id, number, work->typed))
		work->outcome = INVITATION_CODE_RIGHT;
	return ERR_OK;
}

static enum err try_code(struct tx *tx, void *context, struct fault *why)
{
	struct code_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock), tried = 0;
	enum err err = code_tried_store_forget(tx, now_ms - CODE_TRIED_KEPT_MS, why);

	if (!err)
		err = code_tried_store_count(tx, work->client, now_ms - CODE_TRIED_KEPT_MS, &tried, why);
	if (err)
		return err;
	if (tried >= INVITATION_VISIT_TRIES_PER_HOUR) {
		work->outcome = INVITATION_CODE_LATE;
		return ERR_OK;
	}
	err = look_up(tx, work, why);
	if (err || work->outcome == INVITATION_CODE_RIGHT || !work->client[0])
		return err;
	return code_tried_store_add(tx, work->client, now_ms, why);
}

enum err invitation_visit_code(const struct office *office, struct arena *arena, const struct call *call,
			       const char *client, struct str typed, enum invitation_code_outcome *ret_outcome,
			       const char **ret_path, struct fault *why)
{
	struct code_work work = {.office = office,
				 .arena = arena,
				 .edition = call->edition,
				 .client = client,
				 /* Full-width signs become narrow ones; the key is in small letters. */
				 .typed = str_from(search_key_of(arena, typed))};
	enum err err = db_write(office->db, try_code, &work, why);

	if (err)
		return err;
	if (work.outcome == INVITATION_CODE_RIGHT)
		*ret_path = invitation_text_path(arena, office, call->edition, &work.row, INVITATION_WAY_LETTER);
	*ret_outcome = work.outcome;
	return ERR_OK;
}

/* --- by the link --- */

struct visit_work {
	const struct office *office;
	struct arena *arena;
	const struct call *call;
	struct str link;
	enum invitation_way way;
	struct invitation_row row; /* id 0: the link is none */
	const struct apply_draft *draft;
	const struct value *typed; /* in it at first */
};

static enum err find(struct tx *tx, struct visit_work *work, struct fault *why)
{
	struct personal_link link;
	struct fault missing;
	enum err err;

	work->row = (struct invitation_row){0};
	if (!personal_link_parse(work->office->secret, PERSONAL_LINK_TO_APPLY, work->link, &link) ||
	    clock_now_ms(&work->office->clock) >= link.expires_ms ||
	    (link.version != INVITATION_WAY_LETTER && link.version != INVITATION_WAY_MAIL))
		return ERR_OK;
	work->way = (enum invitation_way)link.version;
	err = invitation_store_load(tx, work->arena, link.message_id, &work->row, &missing);
	if (err && err != ERR_NOT_FOUND)
		return fault_set(why, err, "%s", missing.text);
	if (err || strcmp(work->row.edition, work->call->edition->id) != 0)
		work->row = (struct invitation_row){0};
	return ERR_OK;
}

static enum err read_visit(struct tx *tx, void *context, struct fault *why)
{
	return find(tx, context, why);
}

const struct value_key invitation_visit_keys[] = {
	{"is_void", VALUE_BOOL, NULL},    {"is_used", VALUE_BOOL, NULL}, /* an application came by it */
	{"is_refused", VALUE_BOOL, NULL},                                /* the company wants no more of them */
	{"is_open", VALUE_BOOL, NULL},                                   /* the application can be begun by it */
	{"company", VALUE_TEXT, NULL},    {"link_path", VALUE_TEXT, NULL}, {"call_path", VALUE_TEXT, NULL}, {0},
};

enum err invitation_visit_view(const struct office *office, struct arena *arena, const struct call *call,
			       struct str link, struct value **ret_view, struct fault *why)
{
	struct visit_work work = {.office = office, .arena = arena, .call = call, .link = link};
	struct value *view = value_map(arena);
	enum err err = db_read(office->db, read_visit, &work, why);

	if (err)
		return err;
	value_set_bool(arena, view, "is_void", !work.row.id);
	value_set_bool(arena, view, "is_used", work.row.case_id != 0);
	value_set_bool(arena, view, "is_refused", work.row.answer == INVITATION_ANSWER_NEVER);
	value_set_bool(arena, view, "is_open", work.row.id && !work.row.case_id && call_is_open(call));
	value_set_text(arena, view, "company", work.row.id ? work.row.company_name : "");
	value_set_text(arena, view, "link_path",
		       arena_printf(arena, "%s/invited/%.*s", call_path(arena, call->edition), (int)link.n, link.p));
	value_set_text(arena, view, "call_path", call_path(arena, call->edition));
	*ret_view = view;
	return ERR_OK;
}

static enum err demand_found(const struct visit_work *work, struct fault *why)
{
	return work->row.id ? ERR_OK : fault_set(why, ERR_NOT_FOUND, "this link invites nobody");
}

static enum err note_opened(struct tx *tx, struct visit_work *work, struct fault *why)
{
	const struct actor company = {.role = ROLE_COMPANY, .name = ""};
	enum err err;

	if (work->row.opened_ms)
		return ERR_OK;
	work->row.opened_ms = clock_now_ms(&work->office->clock);
	err = invitation_store_save(tx, &work->row, why);
	if (!err)
		say_deed_on_edition(tx, &work->office->clock, &company, "invitation_opened", work->row.edition);
	return err;
}

static enum err begin_draft(struct tx *tx, void *context, struct fault *why)
{
	struct visit_work *work = context;
	enum err err = find(tx, work, why);

	if (!err)
		err = demand_found(work, why);
	if (!err)
		err = note_opened(tx, work, why);
	return err ? err
		   : apply_prefill_begin(tx, work->office, work->draft, work->typed, work->row.id, work->way, why);
}

enum err invitation_visit_begin(const struct office *office, struct arena *arena, const struct apply_draft *draft,
				struct str link, struct fault *why)
{
	struct visit_work work = {.office = office, .arena = arena, .call = draft->call, .link = link, .draft = draft};
	enum err err;

	if (!call_is_open(draft->call))
		return fault_set(why, ERR_CONFLICT, "the reception is not open");
	err = db_read(office->db, read_visit, &work, why);
	if (!err)
		err = demand_found(&work, why);
	if (err)
		return err;
	work.typed = apply_prefill_typed(office, arena, draft->call->edition, &work.row);
	return db_write(office->db, begin_draft, &work, why);
}

static enum err refuse(struct tx *tx, void *context, struct fault *why)
{
	const struct actor company = {.role = ROLE_COMPANY, .name = ""};
	struct visit_work *work = context;
	enum err err = find(tx, work, why);

	if (!err)
		err = demand_found(work, why);
	if (err || work->row.answer == INVITATION_ANSWER_NEVER)
		return err;
	work->row.answer = INVITATION_ANSWER_NEVER;
	work->row.answered_ms = clock_now_ms(&work->office->clock);
	err = invitation_store_save(tx, &work->row, why);
	if (!err)
		say_deed_on_edition(tx, &work->office->clock, &company, "invitation_answered", work->row.edition);
	return err;
}

enum err invitation_visit_refuse(const struct office *office, const struct call *call, struct str link,
				 struct fault *why)
{
	ARENA_SCOPED arena;
	struct visit_work work = {.office = office, .arena = &arena, .call = call, .link = link};

	arena_init(&arena);
	return db_write(office->db, refuse, &work, why);
}
