/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Companies that take part, as the desk lists them by what is next: until when each permits a diagnosis, and how far
 * its newest one is. The stores of cases, authorisations and diagnoses keep it within their own works; the log does not
 * bind it, since it says nothing of its own.
 */
#ifndef TENKEN_STORE_SUPPORT_STORE_H
#define TENKEN_STORE_SUPPORT_STORE_H

#include "cases/case_state.h"
#include "cases/diagnosis_state.h"
#include "cases/support_step.h"
#include "store/db.h"

/* A case moved: it is kept while it is confirmed or supported. */
MUST_USE enum err support_store_move(struct tx *tx, int64_t case_id, enum case_state from, enum case_state to,
				     struct fault *why);

/* The window (from <= t < until) in which its newest authorisation permits a diagnosis; 0, 0: none. */
MUST_USE enum err support_store_permit(struct tx *tx, int64_t case_id, int64_t from_ms, int64_t until_ms,
				       struct fault *why);

/* How far its newest diagnosis is. An older one changes nothing: queued_ms says which it is. */
MUST_USE enum err support_store_diagnose(struct tx *tx, int64_t case_id, int64_t queued_ms, enum diagnosis_state state,
					 bool is_released, struct fault *why);

/* What rows of support are at this step, for a statement whose $1 is the time, where it asks for one. */
const char *support_store_condition(enum support_step step, bool *ret_asks_time);

/* Whether each case that should be kept is, and no other: false names one that differs. Looks at all of them. */
MUST_USE enum err support_store_verify(struct tx *tx, struct arena *arena, bool *ret_is_right, const char **ret_wrong,
				       struct fault *why);

#endif
