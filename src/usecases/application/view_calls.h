/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The calls as the public finds them: the one that is open now, or a list to choose from.
 */
#ifndef TENKEN_USECASES_APPLICATION_VIEW_CALLS_H
#define TENKEN_USECASES_APPLICATION_VIEW_CALLS_H

#include "codec/value_keys.h"
#include "usecases/call.h"

/* The list, newest first. *ret_only is the call that needs no list: the only open one, or the only one at all; its
 * edition is NULL when there is none such. */
extern const struct value_key view_calls_keys[];
MUST_USE enum err view_calls(const struct office *office, struct arena *arena, enum lang lang, struct value **ret_view,
			     struct call *ret_only, struct fault *why);

#endif
