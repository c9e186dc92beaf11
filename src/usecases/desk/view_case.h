/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One case, for everybody who may see it. The permission rules are asked first: what a person may not see is not in
 * the tree.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_CASE_H
#define TENKEN_USECASES_DESK_VIEW_CASE_H

#include "codec/value_keys.h"
#include "usecases/office.h"

extern const struct value_key view_case_keys[];
MUST_USE enum err view_case(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    int64_t case_id, struct value **ret_view, struct fault *why);

#endif
