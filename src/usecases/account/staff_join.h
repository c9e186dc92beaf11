/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whoever was asked to join the staff follows the link of the mail, chooses a password, and is one of the staff.
 * Opening the page changes nothing, so that a scanner of mails, which follows links, opens no account.
 */
#ifndef TENKEN_USECASES_ACCOUNT_STAFF_JOIN_H
#define TENKEN_USECASES_ACCOUNT_STAFF_JOIN_H

#include "people/password.h"
#include "people/role.h"
#include "usecases/office.h"

enum staff_join_state {
	STAFF_JOIN_VOID, /* no link of ours, too old, or withdrawn */
	STAFF_JOIN_OPEN,
	STAFF_JOIN_DONE, /* somebody has joined by it */
};

struct staff_join {
	enum staff_join_state state;
	const char *mail, *name; /* "" for a void link; in the arena, as is mail */
	enum role role;          /* 0 likewise */
};

MUST_USE enum err staff_join_look(const struct office *office, struct arena *arena, struct str link,
				  struct staff_join *ret_found, struct fault *why);

/* Adds the person, once: whoever presses again finds it done. A password that is not good enough is told in
 * *ret_problem, and nothing is done. Hashes a password: callers bound how many run at once. */
MUST_USE enum err staff_join_do(const struct office *office, struct arena *arena, struct str link, struct str password,
				enum password_problem *ret_problem, struct staff_join *ret_found, struct fault *why);

#endif
