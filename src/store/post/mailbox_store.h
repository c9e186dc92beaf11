/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far a mailbox is read. It changes without a deed, so no entry of the log binds it.
 */
#ifndef TENKEN_STORE_POST_MAILBOX_STORE_H
#define TENKEN_STORE_POST_MAILBOX_STORE_H

#include "store/db.h"

struct mailbox_row {
	const char *name;     /* where it is and whose */
	int64_t uid_validity; /* for which uid means something (RFC 3501 section 2.3.1.1) */
	int64_t uid;          /* of the last message that is settled; 0: none */
	int64_t tries;        /* how often the one behind it was put off */
};

/* All 0 for a mailbox that was never read. */
MUST_USE enum err mailbox_store_load(struct tx *tx, const char *name, struct mailbox_row *ret_row, struct fault *why);
MUST_USE enum err mailbox_store_save(struct tx *tx, const struct mailbox_row *row, struct fault *why);

#endif
