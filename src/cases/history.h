/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The append-only history of a case: who did what, when and why, each entry chained to the one
 * before by a SHA-256 hash, so that a row changed behind the program's back is found. The chain of a
 * case starts from the id of its edition. This module knows no store and never changes an entry.
 */
#ifndef TENKEN_CASES_HISTORY_H
#define TENKEN_CASES_HISTORY_H

#include "base/fault.h"
#include "cases/case_state.h"
#include "people/actor.h"

#define HISTORY_HASH_SIZE 65 /* 64 hex digits and the terminator */

struct history_entry {
	int64_t case_id;
	int64_t position;        /* from 1, without gaps */
	int64_t edition_version; /* of the case's edition, under which it was done */
	int64_t at_ms;
	enum case_event event;
	enum case_state state; /* after the event */
	enum actor_kind actor_kind;
	int64_t actor_id; /* of a person; else 0 */
	const char *actor_name;
	const char *reason; /* "" where none is needed */
	const char *detail; /* one JSON object, "{}" for none */
	char hash[HISTORY_HASH_SIZE];
};

/* Writes the hash of an entry that follows one with the hash before. Every member counts, each with
 * its length, so that no two entries share the bytes that are hashed. */
void history_seal(struct history_entry *entry, const char *before);

/* Folds the entries of one case in order. ERR_CORRUPT names the case and position where the chain,
 * the order or the state machine is broken; else the state that they lead to. */
MUST_USE enum err history_fold(const struct history_entry *entries, size_t count, const char *edition,
			       enum case_state *ret_state, struct fault *why);

#endif
