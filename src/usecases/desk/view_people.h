/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The people who sign in, for the administrator.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_PEOPLE_H
#define TENKEN_USECASES_DESK_VIEW_PEOPLE_H

#include "codec/value_keys.h"
#include "usecases/office.h"

extern const struct value_key view_people_keys[];
MUST_USE enum err view_people(const struct office *office, struct arena *arena, const struct actor *actor,
			      struct value **ret_view, struct fault *why);

#endif
