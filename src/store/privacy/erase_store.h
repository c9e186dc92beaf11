/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes the content of one class out of the rows of a case. The rows stay where others point to them; what was in them
 * is gone, and with it the random bytes of its commitment, which the log replaces (store/bound.h).
 */
#ifndef TENKEN_STORE_PRIVACY_ERASE_STORE_H
#define TENKEN_STORE_PRIVACY_ERASE_STORE_H

#include "cases/erase_class.h"
#include "store/tx.h"

/* Of one case. Erasing again what is erased already changes nothing. */
/* receipt: how other tasks name the case. */
MUST_USE enum err erase_store_run(struct tx *tx, enum erase_class class, int64_t case_id, const char *receipt,
				  struct fault *why);

#endif
