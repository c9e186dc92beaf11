/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What companies permitted to be looked at, and when they took it back.
 */
#ifndef TENKEN_STORE_DIAGNOSIS_AUTHORISATION_STORE_H
#define TENKEN_STORE_DIAGNOSIS_AUTHORISATION_STORE_H

#include "cases/authorisation_state.h"
#include "store/db.h"

struct authorisation_row {
	int64_t id; /* 0: there is none */
	int64_t case_id;
	enum authorisation_state state;
	const char *document; /* findings/authorisation.h */
	int64_t authorised_ms;
	int64_t revoked_ms; /* 0: not revoked */
};

MUST_USE enum err authorisation_store_insert(struct tx *tx, const struct authorisation_row *row, struct fault *why);
/* ERR_NOT_FOUND when there is none of this id. */
MUST_USE enum err authorisation_store_load(struct tx *tx, struct arena *arena, int64_t id,
					   struct authorisation_row *ret_row, struct fault *why);
/* The newest of a case; id 0 when it has none. */
MUST_USE enum err authorisation_store_newest(struct tx *tx, struct arena *arena, int64_t case_id,
					     struct authorisation_row *ret_row, struct fault *why);
/* Another document in its place: a purpose of it ended. */
MUST_USE enum err authorisation_store_amend(struct tx *tx, const struct authorisation_row *row, const char *document,
					    struct fault *why);
/* Nothing changes when it was revoked before. */
MUST_USE enum err authorisation_store_revoke(struct tx *tx, const struct authorisation_row *row, int64_t now_ms,
					     struct fault *why);

#endif
