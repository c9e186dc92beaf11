/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From where wrong codes of invitations were typed: the client's address, as limits count it, and when.
 */
#ifndef TENKEN_STORE_INVITATION_CODE_TRIED_STORE_H
#define TENKEN_STORE_INVITATION_CODE_TRIED_STORE_H

#include "store/db.h"

#define CODE_TRIED_KEPT_MS (INT64_C(60) * 60 * 1000)

/* How many this address typed since a moment. */
MUST_USE enum err code_tried_store_count(struct tx *tx, const char *address, int64_t since_ms, int64_t *ret_count,
					 struct fault *why);
/* Of all addresses, what is older than since_ms. */
MUST_USE enum err code_tried_store_forget(struct tx *tx, int64_t since_ms, struct fault *why);
MUST_USE enum err code_tried_store_add(struct tx *tx, const char *address, int64_t now_ms, struct fault *why);

#endif
