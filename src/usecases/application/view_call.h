/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the public pages show of the call: nothing about any company.
 */
#ifndef TENKEN_USECASES_APPLICATION_VIEW_CALL_H
#define TENKEN_USECASES_APPLICATION_VIEW_CALL_H

#include "codec/value_keys.h"
#include "usecases/call.h"

extern const struct value_key view_call_keys[];

/* tried: what a reader typed into the test of its company (self_test.h), or NULL. */
MUST_USE enum err view_call(const struct office *office, struct arena *arena, enum lang lang, const struct call *call,
			    const struct value *tried, struct value **ret_view, struct fault *why);

#endif
