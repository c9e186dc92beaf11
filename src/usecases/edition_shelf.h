/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The parsed versions of the store's editions, each read when it is first asked for and kept until the shelf is freed,
 * so that what was taken from it stays good. Any thread may ask. Which version is current is read in the caller's
 * transaction: what another process publishes is seen at once.
 */
#ifndef TENKEN_USECASES_EDITION_SHELF_H
#define TENKEN_USECASES_EDITION_SHELF_H

#include "base/buf.h"
#include "base/lang.h"
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

/* Appends what an edition says, drawn, to an empty buffer. */
typedef enum err (*edition_draw)(const struct edition *edition, enum lang lang, const void *context, struct buf *out,
				 struct fault *why);

/* The application on paper, for an edition of this shelf: drawn when it is first asked for, then kept. One thread draws
 * at a time, so that a crowd that asks costs one core. The bytes live as long as the shelf. Errors are those of draw.
 */
MUST_USE enum err edition_shelf_paper(struct edition_shelf *shelf, const struct edition *edition, enum lang lang,
				      edition_draw draw, const void *context, struct str *ret_pdf, struct fault *why);

#endif
