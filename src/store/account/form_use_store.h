/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The one-time tokens of forms: which deed each was used for, so that a form that is sent twice is done once.
 */
#ifndef TENKEN_STORE_ACCOUNT_FORM_USE_STORE_H
#define TENKEN_STORE_ACCOUNT_FORM_USE_STORE_H

#include "calendar/day.h"
#include "store/db.h"

/* Longer than the longest session, behind whose end no token of its forms counts (usecases/account/session.h). */
#define FORM_USE_KEPT_MS (2 * DAY_MS)

/* Claims a token for a deed on a case. *ret_is_repeated: it was claimed for the same before. ERR_CONFLICT when it was
 * claimed for another deed or another case. Forgets what was claimed FORM_USE_KEPT_MS ago. */
MUST_USE enum err form_use_store_claim(struct tx *tx, struct str nonce, const char *deed, int64_t case_id,
				       int64_t now_ms, bool *ret_is_repeated, struct fault *why);

/* Whether a token was claimed for this deed, on whatever case. */
MUST_USE enum err form_use_store_was_used(struct tx *tx, struct str nonce, const char *deed, bool *ret_was_used,
					  struct fault *why);

#endif
