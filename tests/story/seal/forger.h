/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Somebody who can write to the store behind the program's back. Each test changes rows in a transaction on a
 * connection of its own, verifies what it sees there, and rolls back, so that the store stays as it was.
 */
#ifndef TENKEN_TESTS_STORY_SEAL_FORGER_H
#define TENKEN_TESTS_STORY_SEAL_FORGER_H

#include "story/story.h"

struct forger {
	struct story *story;
	struct arena arena; /* of one attack: forger_end empties it */
	const struct engine *engine;
	struct conn *conn;
	struct tx tx;
	struct fault why;
};

/* Without foreign keys, which whoever attacks can turn off. */
void forger_open(struct forger *forger, struct story *story);
void forger_close(struct forger *forger);

void forger_begin(struct forger *forger);
void forger_end(struct forger *forger); /* everything is as it was */

/* False when the engine refused it (a key that exists already ...); the attack must then end. *ret_changed may be
 * NULL. */
bool forger_run(struct forger *forger, const char *sql, int64_t *ret_changed);

/* What "tenken audit verify" would say now; head is "" or a signed head kept from before. */
const struct value *forger_verify(struct forger *forger, const char *head);

/* Whether the report names this kind of difference, for this row unless unit is NULL. */
bool forger_is_named(const struct value *report, const char *kind, const char *unit, const char *key);

/* The head of the store as the program has it. */
const char *forger_head(struct story *story);

/* With the signing key: makes the log agree with the rows as they are now, from its first entry on, and signs it. */
void forger_rewrite_log(struct forger *forger);

#endif
