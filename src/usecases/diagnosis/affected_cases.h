/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom a CVE of this morning's news concerns: the cases at whose targets the newest diagnosis saw a product of it, by
 * the knowledge as it is imported now. Old observations answer; nothing is asked of a company.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_AFFECTED_CASES_H
#define TENKEN_USECASES_DIAGNOSIS_AFFECTED_CASES_H

#include "codec/value_keys.h"
#include "usecases/office.h"

#define AFFECTED_CASES_MAX 100000 /* in one list */

struct affected_cases_query {
	struct str cve;        /* as typed */
	int64_t offset, limit; /* of the places, the surest first */
};

/* What the view holds: "cve", what is known of it, "count" of places, and "cases", one place each. */
extern const struct value_key affected_cases_keys[];

/* A CVE that is none, or of which nothing is known, has no cases: "is_known" is false. */
MUST_USE enum err affected_cases_list(const struct office *office, struct arena *arena,
				      const struct affected_cases_query *query, struct value **ret_view,
				      struct fault *why);

/* One page of it for the secretariat; ERR_DENIED for others. Without a CVE typed it is the empty form. */
extern const struct value_key affected_cases_page_keys[];
MUST_USE enum err affected_cases_page(const struct office *office, struct arena *arena, const struct actor *actor,
				      struct str cve, int64_t page, struct value **ret_view, struct fault *why);

#endif
