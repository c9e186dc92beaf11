/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a check asks, as a person reads it: its title and reason, what it reads, its variants and their words. Taken
 * from the table of checks and the texts, so that it cannot differ from what a report says.
 */
#ifndef TENKEN_USECASES_ALONE_EXPLAIN_CHECK_H
#define TENKEN_USECASES_ALONE_EXPLAIN_CHECK_H

#include "base/lang.h"
#include "checks/check.h"

struct texts;

/* id, name, observes, and as a report says them title, seen, why, do_self, do_vendor, technician, effort, confirm,
 * good, untestable, ask; variants [{id and the same}], where a variant says less it says what the check does. What a
 * finding fills in stands there as an example. ERR_NOT_FOUND for an id that no check has. */
MUST_USE enum err explain_check(struct arena *arena, const struct texts *texts, const struct check *table,
				const char *id, enum lang lang, struct value **ret_view, struct fault *why);

/* checks [{id name}], count. */
struct value *explain_check_all(struct arena *arena, const struct texts *texts, const struct check *table,
				enum lang lang);

/* The kind of remedy that advises where neither check nor variant has words for what is done; "" where they have. */
const char *explain_check_remedy(const char *check, const char *variant);

#endif
