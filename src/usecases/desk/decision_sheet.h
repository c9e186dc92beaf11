/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The applications that wait for approval, on one sheet for the file of the public body (決裁): the facts that decide,
 * what the checklist came to, who checked them and when. It is Tokyo's, like the page that hands it out
 * (web/pages/desk/approve.h).
 */
#ifndef TENKEN_USECASES_DESK_DECISION_SHEET_H
#define TENKEN_USECASES_DESK_DECISION_SHEET_H

#include "people/actor.h"
#include "usecases/office.h"

#define DECISION_SHEET_MAX 1000 /* cases; ERR_TOO_LARGE for more, so that none is left out unseen */

enum decision_sheet_form { DECISION_SHEET_PDF, DECISION_SHEET_XLSX };

/* Of these cases, whatever became of them, in this order; of none: of all that wait for approval, in the order of
 * arrival. Appends the document. */
MUST_USE enum err decision_sheet_make(const struct office *office, struct arena *arena, const struct actor *actor,
				      enum lang lang, enum decision_sheet_form form, const int64_t *case_ids,
				      size_t case_count, struct buf *out, struct fault *why);

#endif
