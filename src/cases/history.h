/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One entry of the append-only history of a case: who did what, when and why. Nothing in it can change unnoticed: the
 * log of the store binds each entry (docs/log-format.md).
 */
#ifndef TENKEN_CASES_HISTORY_H
#define TENKEN_CASES_HISTORY_H

#include "cases/case_state.h"
#include "people/actor.h"

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
};

#endif
