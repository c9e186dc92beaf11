/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The desk of the secretariat and of Tokyo: how many cases are in each state, and what is to be done.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_DESK_H
#define TENKEN_USECASES_DESK_VIEW_DESK_H

#include "codec/value_keys.h"
#include "usecases/office.h"

extern const struct value_key view_desk_keys[];
MUST_USE enum err view_desk(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    const char *edition, struct value **ret_view, struct fault *why);

#endif
