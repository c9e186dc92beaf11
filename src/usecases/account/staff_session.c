/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/staff_session.h"

#include "calendar/day.h"
#include "store/account/device_store.h"
#include "store/account/session_store.h"
#include "store/account/sign_in_failure_store.h"
#include "store/application/draft_store.h"
#include "usecases/account/session.h"
#include "usecases/say_deed.h"

static enum err forget_old(struct tx *tx, const struct person_row *person, const struct staff_browser *browser,
			   int64_t now_ms, struct fault *why)
{
	struct token_hash hash;
	enum err err = draft_store_forget(tx, now_ms, why); /* also after the reception, when nobody saves one */

	if (!err)
		err = sign_in_failure_store_clear_pair(tx, person->sign_in_name, browser->client, why);
	if (!err && token_hash(browser->session, &hash))
		err = session_store_delete(tx, token_hash_str(&hash), why);
	if (!err && token_hash(browser->device, &hash))
		err = device_store_delete(tx, token_hash_str(&hash), why);
	return err;
}

enum err staff_session_open(struct tx *tx, const struct office *office, const struct person_row *person,
			    const struct staff_browser *browser, struct staff_session *ret_session, struct fault *why)
{
	const int64_t now_ms = clock_now_ms(&office->clock);
	const struct staff_session session = {token_new(), token_new(), person->role};
	struct token_hash hash, device;
	enum err err;

	if (!token_hash(str_from(session.token.text), &hash) || !token_hash(str_from(session.device.text), &device))
		return fault_set(why, ERR_IO, "no session could be made");
	err = forget_old(tx, person, browser, now_ms, why);
	if (!err)
		err = session_store_insert(tx,
					   &(struct session_row){.token_hash = token_hash_str(&hash),
								 .person_id = person->id,
								 .expires_ms = now_ms + SESSION_STAFF_MS},
					   now_ms, why);
	if (!err)
		err = device_store_insert(tx, token_hash_str(&device), person->id,
					  now_ms + STAFF_SESSION_DEVICE_DAYS * DAY_MS, now_ms, why);
	if (!err)
		*ret_session = session;
	return err;
}

enum err staff_session_list(struct tx *tx, struct arena *arena, int64_t person_id, struct str session, int64_t now_ms,
			    struct staff_session_seen **ret_seen, size_t *ret_count, struct fault *why)
{
	struct session_row *rows;
	struct staff_session_seen *seen;
	struct token_hash hash;
	const bool has_session = token_hash(session, &hash);
	enum err err = session_store_list(tx, arena, person_id, now_ms, STAFF_SESSION_SEEN_MAX, &rows, ret_count, why);

	if (err)
		return err;
	seen = arena_array(arena, *ret_count, sizeof(*seen));
	for (size_t i = 0; i < *ret_count; i++)
		seen[i] = (struct staff_session_seen){
			.opened_ms = rows[i].expires_ms - SESSION_STAFF_MS,
			.is_this = has_session && str_eq(rows[i].token_hash, token_hash_str(&hash)),
		};
	*ret_seen = seen;
	return ERR_OK;
}

struct end_work {
	const struct office *office;
	const struct actor *actor;
	struct token_hash keep;
};

static enum err end_others(struct tx *tx, void *context, struct fault *why)
{
	const struct end_work *work = context;
	enum err err;

	say_deed(tx, &work->office->clock, work->actor, "sessions_ended");
	err = person_store_end_other_sessions(tx, work->actor->person_id, token_hash_str(&work->keep), why);
	return err ? err : device_store_delete_of(tx, work->actor->person_id, why);
}

enum err staff_session_end_others(const struct office *office, const struct actor *actor, struct str session,
				  struct fault *why)
{
	struct end_work work = {.office = office, .actor = actor};

	if (!actor->person_id || !token_hash(session, &work.keep))
		return fault_set(why, ERR_DENIED, "only who is signed in ends the other sessions");
	return db_write(office->db, end_others, &work, why);
}
