/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A draft that is begun with what is known of an invited company: its name, number and place, which its registers or
 * the office's list say of it, and nothing of a person. All of it can be changed.
 */
#ifndef TENKEN_USECASES_APPLICATION_APPLY_PREFILL_H
#define TENKEN_USECASES_APPLICATION_APPLY_PREFILL_H

#include "store/invitation/invitation_store.h"
#include "usecases/application/apply.h"

/* What is typed for the company at first: a map of question id to text. */
struct value *apply_prefill_typed(const struct office *office, struct arena *arena, const struct edition *edition,
				  const struct invitation_row *invitation);

/* Within a transaction: begins the draft, which must be a new one, by this invitation and way. ERR_NOT_FOUND for a
 * token that nobody gave out, ERR_TOO_LARGE beyond APPLY_DRAFT_BYTES_MAX. */
MUST_USE enum err apply_prefill_begin(struct tx *tx, const struct office *office, const struct apply_draft *draft,
				      const struct value *typed, int64_t invitation_id, enum invitation_way way,
				      struct fault *why);

#endif
