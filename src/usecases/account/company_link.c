/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/company_link.h"

#include "people/personal_link.h"
#include "store/account/session_store.h"
#include "store/application/case_store.h"
#include "usecases/account/session.h"

struct link_work {
	const struct office *office;
	struct personal_link link;
	struct token_hash token, former; /* of the new session, and of the one that the browser has */
	bool has_former;
	bool is_current;
};

static enum err look_at_case(struct tx *tx, void *context, struct fault *why)
{
	struct link_work *work = context;
	struct case_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work->is_current = false;
	err = case_store_load(tx, &arena, work->link.case_id, &row, why);
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	work->is_current = personal_link_is_current(&work->link, row.link_version, clock_now_ms(&work->office->clock));
	return ERR_OK;
}

enum err company_link_case(const struct office *office, struct str link, int64_t *ret_case_id, struct fault *why)
{
	struct link_work work = {.office = office};
	enum err err = ERR_OK;

	if (personal_link_parse(office->secret, link, &work.link))
		err = db_read(office->db, look_at_case, &work, why);
	if (!err)
		*ret_case_id = work.is_current ? work.link.case_id : 0;
	return err;
}

static enum err open_company_session(struct tx *tx, void *context, struct fault *why)
{
	struct link_work *work = context;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	const struct session_row row = {
		.token_hash = token_hash_str(&work->token),
		.case_id = work->link.case_id,
		.expires_ms = now_ms + SESSION_COMPANY_MS,
	};
	enum err err = look_at_case(tx, work, why);

	if (err || !work->is_current)
		return err;
	if (work->has_former)
		err = session_store_delete(tx, token_hash_str(&work->former), why);
	return err ? err : session_store_insert(tx, &row, now_ms, why);
}

enum err company_link_enter(const struct office *office, struct str link, struct str session, struct token *ret_token,
			    bool *ret_is_valid, struct fault *why)
{
	struct link_work work = {.office = office};
	struct token token = token_new();
	enum err err = ERR_OK;

	work.has_former = token_hash(session, &work.former);
	if (personal_link_parse(office->secret, link, &work.link) && token_hash(str_from(token.text), &work.token))
		err = db_write(office->db, open_company_session, &work, why);
	if (err)
		return err;
	*ret_token = token;
	*ret_is_valid = work.is_current;
	return ERR_OK;
}
