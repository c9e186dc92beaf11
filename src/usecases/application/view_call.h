/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the public pages show of the call: nothing about any company.
 */
#ifndef TENKEN_USECASES_APPLICATION_VIEW_CALL_H
#define TENKEN_USECASES_APPLICATION_VIEW_CALL_H

#include "usecases/office.h"

/* Map: name, organiser, operator, window ("before", "open", "after"), is_open, opens, closes, free places of each
 * course, courses [{id name summary visits places left is_full steps [..]}], classes [{name capital employees}],
 * pledges [..], sections [{id title paragraphs [..] items [..]}], contact {..}. */
MUST_USE enum err view_call(const struct office *office, struct arena *arena, enum lang lang, struct value **ret_view,
			    struct fault *why);

/* Only the contact, for pages that stand outside the call. */
struct value *view_contact(const struct office *office, struct arena *arena, enum lang lang);

#endif
