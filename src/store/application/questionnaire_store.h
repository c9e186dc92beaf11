/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company has answered of its pre-interview and not sent yet: one row a case, whoever typed it and on which
 * device. It confirms nothing, so it is not bound; what becomes of it is (case_store_save_answers).
 */
#ifndef TENKEN_STORE_APPLICATION_QUESTIONNAIRE_STORE_H
#define TENKEN_STORE_APPLICATION_QUESTIONNAIRE_STORE_H

#include "store/db.h"

/* How long it is kept when nobody touches it. A pre-interview waits for weeks, and may be reopened. */
#define QUESTIONNAIRE_KEPT_MS (INT64_C(180) * 24 * 60 * 60 * 1000)

struct questionnaire_row {
	const char *answers; /* JSON object, as typed; "" when there is none */
	int64_t saved_ms;
};

MUST_USE enum err questionnaire_store_load(struct tx *tx, struct arena *arena, int64_t case_id,
					   struct questionnaire_row *ret_row, struct fault *why);
MUST_USE enum err questionnaire_store_save(struct tx *tx, int64_t case_id, const struct questionnaire_row *row,
					   struct fault *why);
MUST_USE enum err questionnaire_store_delete(struct tx *tx, int64_t case_id, struct fault *why);

/* Those that were saved last at that moment or before. */
MUST_USE enum err questionnaire_store_forget(struct tx *tx, int64_t saved_ms, struct fault *why);

#endif
