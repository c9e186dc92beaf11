/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The link by which any device goes on with an application that was begun on another one (draft_saving.h mails it). It
 * is signed with the office's secret and stored nowhere. It opens the draft until it is sent, seven days at most.
 */
#ifndef TENKEN_USECASES_APPLICATION_DRAFT_LINK_H
#define TENKEN_USECASES_APPLICATION_DRAFT_LINK_H

#include "people/personal_link.h"
#include "store/application/draft_store.h"
#include "usecases/office.h"

#define DRAFT_LINK_DAYS 7

void draft_link_format(const struct office *office, int64_t link_id, int64_t expires_ms,
		       char ret_text[PERSONAL_LINK_LENGTH + 1]);

/* When the link opens the draft that the key names, the key becomes that of the browser that began it; else it stays.
 */
MUST_USE enum err draft_link_follow(struct tx *tx, const struct office *office, struct arena *arena, struct str link,
				    struct draft_key *key, struct fault *why);

struct draft_link_goal {
	bool is_open; /* false: it was sent, its time is over, or this is no link of ours; the rest is empty then */
	const char *edition; /* id of the call that it applies to */
	const char *name;    /* of the draft */
	const char *answers; /* that it holds, as JSON */
};

/* Changes nothing, so a mail scanner that follows the link does no harm. */
MUST_USE enum err draft_link_find(const struct office *office, struct arena *arena, struct str link,
				  struct draft_link_goal *ret_goal, struct fault *why);

#endif
