/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/draft_room.h"

#include "store/application/draft_store.h"
#include "usecases/application/apply.h"

enum err draft_room_demand(const struct office *office, struct fault *why)
{
	int64_t room;
	enum err err = db_room(office->db, &room, why);

	if (!err && room < APPLY_ROOM_MIN)
		err = fault_set(why, ERR_BUSY,
				"only %lld bytes of the disk are free, which are kept for applications that are sent",
				(long long)room);
	return err;
}

enum err draft_room_make(struct tx *tx, struct str token_hash, const char *client, int64_t now_ms, struct fault *why)
{
	static const struct draft_limits limits = {APPLY_DRAFTS_OWN_MAX, APPLY_DRAFTS_NEAR_MAX, APPLY_DRAFTS_MAX};
	enum err err = draft_store_forget(tx, now_ms, why);

	return err ? err : draft_store_make_room(tx, token_hash, client, &limits, why);
}
