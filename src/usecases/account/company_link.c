/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/company_link.h"

#include "people/personal_link.h"
#include "store/account/session_store.h"
#include "store/post/message_store.h"
#include "usecases/account/session.h"
#include "usecases/case_step.h"
#include "usecases/edition_shelf.h"

#define HOUR_MS (INT64_C(60) * 60 * 1000)

struct link_work {
	const struct office *office;
	struct arena *arena;
	struct personal_link link;
	struct token_hash token, former; /* of the new session, and of the one that the browser has */
	bool has_former;
	struct message_row mail;
	struct case_row row;
	bool is_current;
};

static enum err look_at_case(struct tx *tx, void *context, struct fault *why)
{
	struct link_work *work = context;
	enum err err = message_store_load(tx, work->arena, work->link.message_id, &work->mail, why);

	work->is_current = false;
	if (!err)
		err = case_store_load(tx, work->arena, work->mail.case_id, &work->row, why);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	work->is_current =
		case_state_lets_in(work->row.state) &&
		personal_link_is_current(&work->link, work->row.link_version, clock_now_ms(&work->office->clock));
	return ERR_OK;
}

enum err company_link_case(const struct office *office, struct str link, int64_t *ret_case_id, struct fault *why)
{
	ARENA_SCOPED arena;
	struct link_work work = {.office = office, .arena = &arena};
	enum err err = ERR_OK;

	arena_init(&arena);
	if (personal_link_parse(office->secret, PERSONAL_LINK_TO_ENTER, link, &work.link))
		err = db_read(office->db, look_at_case, &work, why);
	if (!err)
		*ret_case_id = work.is_current ? work.row.id : 0;
	return err;
}

/* Which mail brought the company, in its case's history. */
static enum err record_entry(struct tx *tx, struct link_work *work, struct fault *why)
{
	const struct actor company = {.role = ROLE_COMPANY, .case_id = work->row.id, .name = work->row.company_name};
	struct case_step step = {
		.office = work->office,
		.actor = &company,
		.event = CASE_EVENT_ENTERED,
		.detail = arena_printf(work->arena, "{\"mail\":\"%s\",\"queued_ms\":%lld}", work->mail.template_id,
				       (long long)work->mail.queued_ms),
	};
	int64_t recent = 0;
	enum err err = case_store_count_events(tx, work->row.id, step.event,
					       clock_now_ms(&work->office->clock) - HOUR_MS, &recent, why);

	if (err || recent >= COMPANY_LINK_EVENTS_PER_HOUR)
		return err;
	err = edition_shelf_current(work->office->editions, tx, work->row.edition, &step.edition, why);
	return err ? err : case_step_take(tx, work->arena, &step, &work->row, why);
}

static enum err open_company_session(struct tx *tx, void *context, struct fault *why)
{
	struct link_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	struct session_row row = {.token_hash = token_hash_str(&work->token),
				  .expires_ms = now_ms + SESSION_COMPANY_MS};
	enum err err = look_at_case(tx, work, why);

	if (err || !work->is_current)
		return err;
	row.case_id = work->row.id;
	row.link_version = work->link.version;
	if (work->has_former)
		err = session_store_delete(tx, token_hash_str(&work->former), why);
	if (!err)
		err = session_store_insert(tx, &row, now_ms, why);
	return err ? err : record_entry(tx, work, why);
}

enum err company_link_enter(const struct office *office, struct arena *arena, struct str link, struct str session,
			    struct company_link_entry *ret_entry, struct fault *why)
{
	struct link_work work = {.office = office, .arena = arena};
	struct token token = token_new();
	enum err err = ERR_OK;

	work.has_former = token_hash(session, &work.former);
	if (personal_link_parse(office->secret, PERSONAL_LINK_TO_ENTER, link, &work.link) &&
	    token_hash(str_from(token.text), &work.token))
		err = db_write(office->db, open_company_session, &work, why);
	if (err)
		return err;
	*ret_entry = (struct company_link_entry){.is_valid = work.is_current};
	if (work.is_current) {
		ret_entry->token = token;
		ret_entry->mail = work.mail.template_id;
	}
	return ERR_OK;
}
