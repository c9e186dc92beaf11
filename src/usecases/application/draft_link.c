/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/application/draft_link.h"

#include <string.h>

/* Links have no versions: a draft has one id for them, and its end ends them all. */
#define VERSION 1

void draft_link_format(const struct office *office, int64_t link_id, int64_t expires_ms,
		       char ret_text[PERSONAL_LINK_LENGTH + 1])
{
	const struct personal_link link = {.message_id = link_id, .version = VERSION, .expires_ms = expires_ms};

	personal_link_format(office->secret, PERSONAL_LINK_TO_DRAFT, &link, ret_text);
}

/* ERR_NOT_FOUND unless the link opens a draft now. */
static enum err open_link(struct tx *tx, const struct office *office, struct arena *arena, struct str link,
			  struct draft_key *ret_key, struct draft_row *ret_row, struct fault *why)
{
	int64_t now_ms = clock_now_ms(&office->clock);
	struct personal_link read;
	struct draft_key key;
	struct draft_row row = {0};
	enum err err;

	if (!personal_link_parse(office->secret, PERSONAL_LINK_TO_DRAFT, link, &read) ||
	    !personal_link_is_current(&read, VERSION, now_ms))
		return fault_set(why, ERR_NOT_FOUND, "this link of a draft is over, or none");
	err = draft_store_find_link(tx, arena, read.message_id, now_ms, &key, &row, why);
	if (!err && row.case_id)
		err = fault_set(why, ERR_NOT_FOUND, "the draft of this link was sent");
	if (err)
		return err;
	*ret_key = key;
	*ret_row = row;
	return ERR_OK;
}

enum err draft_link_follow(struct tx *tx, const struct office *office, struct arena *arena, struct str link,
			   struct draft_key *key, struct fault *why)
{
	struct draft_key found = {.edition = "", .name = ""};
	struct draft_row row;
	enum err err = link.n ? open_link(tx, office, arena, link, &found, &row, why) : ERR_OK;

	if (err && err != ERR_NOT_FOUND)
		return err;
	if (strcmp(found.edition, key->edition) == 0 && strcmp(found.name, key->name) == 0)
		key->token_hash = found.token_hash;
	return ERR_OK;
}

struct draft_link_work {
	const struct office *office;
	struct arena *arena;
	struct str link;
	struct draft_link_goal *goal;
};

static enum err find(struct tx *tx, void *context, struct fault *why)
{
	const struct draft_link_work *work = context;
	struct draft_key key;
	struct draft_row row;
	enum err err = open_link(tx, work->office, work->arena, work->link, &key, &row, why);

	*work->goal = (struct draft_link_goal){.edition = "", .name = "", .answers = ""};
	if (!err)
		*work->goal = (struct draft_link_goal){true, key.edition, row.name, row.answers};
	return err == ERR_NOT_FOUND ? ERR_OK : err;
}

enum err draft_link_find(const struct office *office, struct arena *arena, struct str link,
			 struct draft_link_goal *ret_goal, struct fault *why)
{
	struct draft_link_goal goal;
	struct draft_link_work work = {office, arena, link, &goal};
	enum err err = db_read(office->db, find, &work, why);

	if (!err)
		*ret_goal = goal;
	return err;
}
