/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The case that comes next in a list of the desk, for whoever has just done one of it.
 */
#ifndef TENKEN_USECASES_DESK_NEXT_CASE_H
#define TENKEN_USECASES_DESK_NEXT_CASE_H

#include "codec/value_keys.h"
#include "usecases/office.h"

/* The first one of the list (desk_list.h) in the edition of the case that was done, and how many there are; null when
 * there is none. An approval of what the actor checked is nobody's next. */
extern const struct value_key next_case_keys[];
MUST_USE enum err next_case_value(const struct office *office, struct arena *arena, const struct actor *actor,
				  const char *list, int64_t done_case_id, struct value **ret_next, struct fault *why);

#endif
