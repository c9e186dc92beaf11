/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/session.h"

#include "people/token.h"
#include "store/account/session_store.h"

struct actor_work {
	struct arena *arena;
	struct token_hash hash;
	int64_t now_ms;
	struct actor actor;
};

static enum err load_actor(struct tx *tx, void *context, struct fault *why)
{
	struct actor_work *work = context;

	return session_store_find_actor(tx, work->arena, token_hash_str(&work->hash), work->now_ms, &work->actor, why);
}

enum err session_find_actor(const struct office *office, struct str token, struct arena *arena, struct actor *ret_actor,
			    struct fault *why)
{
	struct actor_work work = {.arena = arena, .now_ms = clock_now_ms(&office->clock)};
	enum err err = ERR_OK;

	if (token_hash(token, &work.hash))
		err = db_read(office->db, load_actor, &work, why);
	if (err)
		return err;
	if (!work.actor.role)
		work.actor = (struct actor){.role = ROLE_VISITOR, .name = ""};
	*ret_actor = work.actor;
	return ERR_OK;
}

static enum err close_session(struct tx *tx, void *context, struct fault *why)
{
	return session_store_delete(tx, token_hash_str(context), why);
}

enum err session_end(const struct office *office, struct str token, struct fault *why)
{
	struct token_hash hash;

	if (!token_hash(token, &hash))
		return ERR_OK;
	return db_write(office->db, close_session, &hash, why);
}
