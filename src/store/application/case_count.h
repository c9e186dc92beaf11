/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How many cases are in which state, kept as numbers by case_store.
 */
#ifndef TENKEN_STORE_APPLICATION_CASE_COUNT_H
#define TENKEN_STORE_APPLICATION_CASE_COUNT_H

#include "cases/place_ledger.h"
#include "store/db.h"

struct case_count {
	int64_t of[CASE_STATE_COUNT];
};

MUST_USE enum err case_count_add(struct tx *tx, const char *edition, const char *course, enum case_state state,
				 int64_t change, struct fault *why);

/* Those of an edition and a course, "" for all. */
MUST_USE enum err case_count_load(struct tx *tx, const char *edition, const char *course, struct case_count *ret_count,
				  struct fault *why);

/* What the rules of places look at, of a course that has so many; but for the ranks that were given. */
struct place_course case_count_ledger(const struct case_count *count, int64_t places);

/* Whether the numbers are those of the table of cases, which takes a look at all of them; false names the first that
 * differs, "EDITION COURSE STATE". */
MUST_USE enum err case_count_verify(struct tx *tx, struct arena *arena, bool *ret_is_right, const char **ret_wrong,
				    struct fault *why);

#endif
