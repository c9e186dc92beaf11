/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Room for one more draft: on the disk, and among those that are there.
 */
#ifndef TENKEN_USECASES_APPLICATION_DRAFT_ROOM_H
#define TENKEN_USECASES_APPLICATION_DRAFT_ROOM_H

#include "usecases/office.h"

/* ERR_BUSY when so little of the disk is free that it is kept for applications that are sent. */
MUST_USE enum err draft_room_demand(const struct office *office, struct fault *why);

/* Who comes is never turned away for those who came before and left: expired drafts are forgotten, and the oldest of
 * the browser, of its address or of all go. */
MUST_USE enum err draft_room_make(struct tx *tx, struct str token_hash, const char *client, int64_t now_ms,
				  struct fault *why);

#endif
