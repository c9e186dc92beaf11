/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is done to the editions of the store. An edition comes in as a draft and is published; after that it changes
 * only by a new version that one person proposes, with a reason, and another publishes, and only in what
 * programme/edition_difference.h allows. Closing ends the reception; cases go on.
 */
#ifndef TENKEN_USECASES_SYSTEM_EDITION_DEED_H
#define TENKEN_USECASES_SYSTEM_EDITION_DEED_H

#include "codec/value_keys.h"
#include "usecases/office.h"

/* Who does it: the sign-in name of a person of the store. NULL or "" is the administrator of the machine, who may do
 * all but change a published edition. */
struct edition_deed {
	const char *as;
	const char *reason; /* of a change of a published edition; else NULL or "" */
	bool only_look;     /* nothing is written */
};

struct edition_deed_result {
	const char *id;
	int64_t version;
	enum edition_deed_kind { EDITION_DEED_DRAFT, EDITION_DEED_CHANGE } kind;
	const char *changes; /* "period texts": names of programme/edition_difference.h; "" of a draft */
};

/* Adds the folder's edition as a draft, replaces the draft of its id, or proposes it as the next version of the
 * published edition. ERR_INVALID: a wrong edition, something else differs, or a reason or name is missing.
 * ERR_CONFLICT: another edition has its receipt prefix, it is closed, or nothing differs. ERR_DENIED: this person may
 * not. */
MUST_USE enum err edition_deed_add(const struct office *office, struct arena *arena, const char *path,
				   const struct edition_deed *deed, struct edition_deed_result *ret_result,
				   struct fault *why);

/* Publishes the newest version that was added. ERR_CONFLICT when none waits; ERR_DENIED also for who proposed it. */
MUST_USE enum err edition_deed_publish(const struct office *office, struct arena *arena, const char *id,
				       const struct edition_deed *deed, struct edition_deed_result *ret_result,
				       struct fault *why);

/* Ends the reception for good; who did it is kept. ERR_CONFLICT unless it is published, ERR_DENIED for a
 * person who may not. */
MUST_USE enum err edition_deed_close(const struct office *office, const char *id, const struct edition_deed *deed,
				     struct fault *why);

/* All editions with their versions; times as RFC 3339. */
extern const struct value_key edition_deed_list_keys[];
MUST_USE enum err edition_deed_list(const struct office *office, struct arena *arena, struct value **ret_view,
				    struct fault *why);

#endif
