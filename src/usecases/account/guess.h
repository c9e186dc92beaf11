/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whoever types a secret may be guessing. Each try is counted as a failure before it is looked at, in the transaction
 * that asks how long it must wait (people/throttle.h), so that many at once are no more than many in a row; what was
 * right takes the count back (sign_in_failure_store_clear_pair).
 */
#ifndef TENKEN_USECASES_ACCOUNT_GUESS_H
#define TENKEN_USECASES_ACCOUNT_GUESS_H

#include "usecases/office.h"

/* *ret_wait_ms is 0 when the try counts and may be looked at. client: the browser's address as limits count it; "" for
 * this machine. */
MUST_USE enum err guess_count(struct tx *tx, const struct office *office, const char *sign_in_name, const char *client,
			      int64_t *ret_wait_ms, struct fault *why);

#endif
