/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An authorisation that a company has filled in and not confirmed yet: one a case, for a day. It permits nothing, so it
 * is not bound; what becomes of it is (authorisation_store.h).
 */
#ifndef TENKEN_STORE_DIAGNOSIS_AUTHORISATION_REQUEST_STORE_H
#define TENKEN_STORE_DIAGNOSIS_AUTHORISATION_REQUEST_STORE_H

#include "store/db.h"

struct authorisation_request_row {
	int64_t case_id;
	int64_t authorisation_id; /* of what it becomes; 0: there is none */
	const char *document;     /* findings/authorisation.h */
	int64_t code_id;          /* whose code confirms it (people/confirm_code.h) */
	int64_t tries;            /* of that code */
	int64_t mailed_ms;        /* the code */
};

/* Those whose code was mailed a day ago. */
MUST_USE enum err authorisation_request_store_forget(struct tx *tx, int64_t now_ms, struct fault *why);
/* In place of the one that the case has. Forgets, as of when its code was mailed. */
MUST_USE enum err authorisation_request_store_save(struct tx *tx, const struct authorisation_request_row *row,
						   struct fault *why);
MUST_USE enum err authorisation_request_store_load(struct tx *tx, struct arena *arena, int64_t case_id,
						   struct authorisation_request_row *ret_row, struct fault *why);
MUST_USE enum err authorisation_request_store_add_try(struct tx *tx, int64_t case_id, struct fault *why);
/* Only the one that would become this authorisation. */
MUST_USE enum err authorisation_request_store_delete(struct tx *tx, int64_t case_id, int64_t authorisation_id,
						     struct fault *why);

#endif
