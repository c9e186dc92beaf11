/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parsed versions of the store's editions, each read when it is first asked for and kept until the shelf is freed,
 * so that what was taken from it stays good. Any thread may ask. Which version is current is read in the caller's
 * transaction: what another process publishes is seen at once.
 */
#ifndef TENKEN_USECASES_EDITION_SHELF_H
#define TENKEN_USECASES_EDITION_SHELF_H

#include "programme/edition.h"
#include "store/db.h"

struct edition_shelf;

struct edition_shelf *edition_shelf_new(void);
void edition_shelf_free(struct edition_shelf *shelf); /* NULL is fine */

/* One version, published or not. ERR_NOT_FOUND when there is none. */
MUST_USE enum err edition_shelf_get(struct edition_shelf *shelf, struct tx *tx, const char *id, int64_t version,
				    const struct edition **ret_edition, struct fault *why);

/* The current version. ERR_NOT_FOUND also before the first was published. */
MUST_USE enum err edition_shelf_current(struct edition_shelf *shelf, struct tx *tx, const char *id,
					const struct edition **ret_edition, struct fault *why);

#endif
