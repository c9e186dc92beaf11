/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Applications that Tokyo chose from its list, with the facts that decide: those that this person may approve now,
 * those that are approved, and the others with what became of them.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_SELECTION_H
#define TENKEN_USECASES_DESK_VIEW_SELECTION_H

#include "codec/value_keys.h"
#include "usecases/office.h"

extern const struct value_key view_selection_keys[];
MUST_USE enum err view_selection(const struct office *office, struct arena *arena, const struct actor *actor,
				 enum lang lang, const int64_t *case_ids, size_t case_count, struct value **ret_view,
				 struct fault *why);

#endif
