/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an applicant sees around sending: the answers to check, why it cannot be, and the receipt.
 */
#ifndef TENKEN_USECASES_APPLICATION_VIEW_APPLY_H
#define TENKEN_USECASES_APPLICATION_VIEW_APPLY_H

#include "usecases/office.h"

/* Map: pages [{id title rows [{id label value}]}]; incomplete: the id of the first page with a problem, or absent. */
struct value *view_apply(const struct office *office, struct arena *arena, enum lang lang, const struct value *typed);

/* Map: reasons [text of programme/eligibility.h], contact. */
struct value *view_ineligible(const struct office *office, struct arena *arena, enum lang lang,
			      const struct value *typed);

/* Map: number receipt company mail course_name is_waiting contact closes. The caller has shown that the visitor sent
 * this very application. */
MUST_USE enum err view_receipt(const struct office *office, struct arena *arena, enum lang lang, int64_t number,
			       struct value **ret_view, struct fault *why);

#endif
