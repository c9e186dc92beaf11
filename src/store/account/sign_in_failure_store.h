/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Failed sign-ins: under which name, from which address (as limits count it; "" is this machine). Kept for
 * THROTTLE_FORGET_MS.
 */
#ifndef TENKEN_STORE_ACCOUNT_SIGN_IN_FAILURE_STORE_H
#define TENKEN_STORE_ACCOUNT_SIGN_IN_FAILURE_STORE_H

#include "people/throttle.h"
#include "store/db.h"

/* What the throttle judges. */
struct sign_in_failures {
	struct throttle of_pair;    /* of this name from this address */
	struct throttle of_address; /* from this address, whatever the name; none of this machine's */
	struct throttle of_name;    /* of this name, wherever from */
};

MUST_USE enum err sign_in_failure_store_count(struct tx *tx, const char *sign_in_name, const char *address,
					      int64_t now_ms, struct sign_in_failures *ret_failures, struct fault *why);
/* Of all names and addresses, what is too old to count. */
MUST_USE enum err sign_in_failure_store_forget(struct tx *tx, int64_t now_ms, struct fault *why);
/* Adding also forgets. */
MUST_USE enum err sign_in_failure_store_add(struct tx *tx, const char *sign_in_name, const char *address,
					    int64_t now_ms, struct fault *why);

/* Forgets those of a name from an address, of a name from everywhere. */
MUST_USE enum err sign_in_failure_store_clear_pair(struct tx *tx, const char *sign_in_name, const char *address,
						   struct fault *why);
MUST_USE enum err sign_in_failure_store_clear_name(struct tx *tx, const char *sign_in_name, struct fault *why);

#endif
