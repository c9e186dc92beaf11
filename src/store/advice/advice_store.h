/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The advice plans of cases as rows: versions that are kept, of which the newest may still be a draft. What stands in
 * the document: usecases/advice/advice_document.h.
 */
#ifndef TENKEN_STORE_ADVICE_ADVICE_STORE_H
#define TENKEN_STORE_ADVICE_ADVICE_STORE_H

#include "store/db.h"

#define ADVICE_SHEETS_MAX 2000 /* of one call, of which an average is made */

struct advice_row {
	int64_t case_id;
	int64_t version;      /* from 1; 0: there is none */
	const char *document; /* one JSON object */
	int64_t saved_ms;
	int64_t saved_by;    /* the person */
	int64_t released_ms; /* 0: a draft */
};

/* A new version, or the newest as it is now. A released one is never written again: ERR_CONFLICT. */
MUST_USE enum err advice_store_save(struct tx *tx, const struct advice_row *row, struct fault *why);

/* The newest; of those that were released, when it says so. version 0: none. */
MUST_USE enum err advice_store_newest(struct tx *tx, struct arena *arena, int64_t case_id, bool is_released,
				      struct advice_row *ret_row, struct fault *why);

/* The answers to the pre-interview of all cases of a call, at most ADVICE_SHEETS_MAX. */
MUST_USE enum err advice_store_sheets(struct tx *tx, struct arena *arena, const char *edition, const char ***ret_sheets,
				      size_t *ret_count, struct fault *why);

#endif
