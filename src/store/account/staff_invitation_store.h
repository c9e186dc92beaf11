/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Those who are asked to join the staff.
 */
#ifndef TENKEN_STORE_ACCOUNT_STAFF_INVITATION_STORE_H
#define TENKEN_STORE_ACCOUNT_STAFF_INVITATION_STORE_H

#include "people/role.h"
#include "store/db.h"

enum staff_invitation_state {
	STAFF_INVITATION_QUEUED, /* the mail is on its way */
	STAFF_INVITATION_SENT,
	STAFF_INVITATION_FAILED, /* the address refused the mail */
	STAFF_INVITATION_JOINED,
	STAFF_INVITATION_WITHDRAWN,
};

struct staff_invitation_row {
	int64_t id;
	const char *mail, *display_name;
	enum role role;
	enum staff_invitation_state state;
	int64_t made_ms, made_by; /* made_by: a person, or 0 for the command line */
	int64_t until_ms;         /* first instant at which the link is dead */
	int64_t person_id;        /* who joined; 0 for nobody */
};

const char *staff_invitation_store_state_name(enum staff_invitation_state state); /* "sent" */

MUST_USE enum err staff_invitation_store_insert(struct tx *tx, const struct staff_invitation_row *row,
						struct fault *why);
/* ERR_NOT_FOUND when there is none. */
MUST_USE enum err staff_invitation_store_load(struct tx *tx, struct arena *arena, int64_t id,
					      struct staff_invitation_row *ret_row, struct fault *why);
/* Keeps state and person. */
MUST_USE enum err staff_invitation_store_save(struct tx *tx, const struct staff_invitation_row *row, struct fault *why);
/* Those by which nobody has joined and that were not withdrawn, the newest first, STAFF_INVITATION_LIST_MAX of them. */
#define STAFF_INVITATION_LIST_MAX 100
MUST_USE enum err staff_invitation_store_list_open(struct tx *tx, struct arena *arena,
						   struct staff_invitation_row **ret_rows, size_t *ret_count,
						   struct fault *why);

#endif
