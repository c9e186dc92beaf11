/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a product to the companies that show it, so that new knowledge of one product asks those alone. It follows from
 * the observations and from what is known of greetings; each judgement writes it again.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_SOFTWARE_INDEX_H
#define TENKEN_USECASES_DIAGNOSIS_SOFTWARE_INDEX_H

#include "checks/check.h"
#include "checks/software/seen_software.h"
#include "store/diagnosis/seen_software_store.h"
#include "usecases/office.h"

/* What of a judged input stands in the index. */
struct software_index_rows {
	struct seen_software_row *items;
	size_t count;
};
void software_index_gather(struct arena *arena, const struct check_input *judged, struct software_index_rows *ret_rows);

/* Software that a CVE concerns. */
struct software_index_hit {
	int64_t id; /* of seen_software_store.h */
	struct software software;
	enum seen_software_verdict verdict; /* never SEEN_SOFTWARE_NOT */
	int64_t places;                     /* at how many targets and ports it is */
};

/* The surest first, then by name and version. Only what is at some place. cve as the catalog writes it; in the arena.
 */
MUST_USE enum err software_index_find(struct tx *tx, struct arena *arena, const struct catalog *catalog,
				      const char *cve, struct software_index_hit **ret_hits, size_t *ret_count,
				      struct fault *why);

/* Makes the whole index anew, one transaction a diagnosis. Observations that this version cannot read are left out and
 * logged. */
MUST_USE enum err software_index_rebuild(const struct office *office, int64_t *ret_diagnoses, struct fault *why);

#endif
