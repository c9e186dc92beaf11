/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From where new personal links were asked for (usecases/account/link_request.h): the client's address, as limits count
 * it, and when.
 */
#ifndef TENKEN_STORE_ACCOUNT_LINK_ASKED_STORE_H
#define TENKEN_STORE_ACCOUNT_LINK_ASKED_STORE_H

#include "store/db.h"

#define LINK_ASKED_KEPT_MS (INT64_C(60) * 60 * 1000)

/* How often this address asked since a moment. */
MUST_USE enum err link_asked_store_count(struct tx *tx, const char *address, int64_t since_ms, int64_t *ret_count,
					 struct fault *why);
/* Of all addresses, what is older than since_ms. */
MUST_USE enum err link_asked_store_forget(struct tx *tx, int64_t since_ms, struct fault *why);
/* Adding also forgets. */
MUST_USE enum err link_asked_store_add(struct tx *tx, const char *address, int64_t now_ms, int64_t since_ms,
				       struct fault *why);

#endif
