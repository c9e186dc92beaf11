/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The invitations of a call as the secretariat sees them: how many went out by which way and what came of them, whom to
 * ring, and one of them with what it says.
 */
#ifndef TENKEN_USECASES_INVITATION_VIEW_INVITATIONS_H
#define TENKEN_USECASES_INVITATION_VIEW_INVITATIONS_H

#include "codec/value_keys.h"
#include "people/actor.h"
#include "store/invitation/invitation_store.h"
#include "usecases/office.h"

#define VIEW_INVITATIONS_PAGE    50
#define VIEW_INVITATIONS_BATCHES 50 /* printings that are shown */

/* edition: what is no call means the one of call_front. ERR_DENIED for who may not invite; likewise below. */
extern const struct value_key view_invitations_keys[];
MUST_USE enum err view_invitations(const struct office *office, struct arena *arena, const struct actor *actor,
				   enum lang lang, const char *edition, struct value **ret_view, struct fault *why);

/* The numbers alone, as the program's administrator reads them on a command line: the call and how many, by the keys
 * above. ERR_NOT_FOUND without that call. */
MUST_USE enum err view_invitations_numbers(const struct office *office, struct arena *arena, const char *edition,
					   struct value **ret_numbers, struct fault *why);

struct invitation_query {
	const char *edition; /* likewise */
	struct str list;     /* a name of invitation_store_list_name; what is none means those to be rung */
	int64_t page;        /* from 1 */
};

extern const struct value_key view_invitations_list_keys[];
MUST_USE enum err view_invitations_list(const struct office *office, struct arena *arena, const struct actor *actor,
					enum lang lang, const struct invitation_query *query, struct value **ret_view,
					struct fault *why);

/* ERR_NOT_FOUND. */
extern const struct value_key view_invitations_one_keys[];
MUST_USE enum err view_invitations_one(const struct office *office, struct arena *arena, const struct actor *actor,
				       enum lang lang, int64_t id, struct value **ret_view, struct fault *why);

#endif
