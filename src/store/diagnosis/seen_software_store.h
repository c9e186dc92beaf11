/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a product to the cases at whose targets it was seen: of each case by its newest finished diagnosis alone. Not
 * bound: made from the observations, which are, and made anew whenever they are judged.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_SEEN_SOFTWARE_STORE_H
#define TENKEN_STORE_DIAGNOSIS_SEEN_SOFTWARE_STORE_H

#include "store/db.h"

struct seen_software_row {
	int64_t id;          /* when loaded */
	const char *product; /* checks/software/seen_software.h makes both */
	const char *line;
	const char *target;
	int64_t port;
	int64_t case_id, diagnosis_id;
};

/* What a finished diagnosis saw, in place of what is kept of its case; nothing changes when a later one is finished. */
MUST_USE enum err seen_software_store_replace(struct tx *tx, int64_t case_id, int64_t diagnosis_id,
					      const struct seen_software_row *rows, size_t count, struct fault *why);

/* All software of one product: id, product and line. */
MUST_USE enum err seen_software_store_list(struct tx *tx, struct arena *arena, const char *product,
					   struct seen_software_row **ret_rows, size_t *ret_count, struct fault *why);

/* All software with ids above `after`, in order, at most `limit`: id, product and line. */
MUST_USE enum err seen_software_store_after(struct tx *tx, struct arena *arena, int64_t after, int64_t limit,
					    struct seen_software_row **ret_rows, size_t *ret_count, struct fault *why);

/* At how many targets and ports it is. */
MUST_USE enum err seen_software_store_count(struct tx *tx, int64_t id, int64_t *ret_count, struct fault *why);

/* Where it is: id, target, port, case and diagnosis, by case, target and port; those behind the first `offset`, at most
 * `limit`. */
MUST_USE enum err seen_software_store_places(struct tx *tx, struct arena *arena, int64_t id, int64_t offset,
					     int64_t limit, struct seen_software_row **ret_rows, size_t *ret_count,
					     struct fault *why);

/* Ids above `after` of finished diagnoses, in order, at most `limit`. */
MUST_USE enum err seen_software_store_sources(struct tx *tx, struct arena *arena, int64_t after, int64_t limit,
					      int64_t **ret_ids, size_t *ret_count, struct fault *why);

#endif
