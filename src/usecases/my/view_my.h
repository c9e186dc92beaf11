/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company's own case as the company sees it: how far it has come, what there is to do now, its permission to fill in.
 */
#ifndef TENKEN_USECASES_MY_VIEW_MY_H
#define TENKEN_USECASES_MY_VIEW_MY_H

#include "codec/value_keys.h"
#include "usecases/office.h"

extern const struct value_key view_my_keys[];
MUST_USE enum err view_my(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			  struct value **ret_view, struct fault *why);

/* The form by which it authorises its targets, beside its case; also for the secretariat that types it. given and
 * problems as in usecases/form_value.h. */
extern const struct value_key view_my_authorisation_keys[];
MUST_USE enum err view_my_authorisation(const struct office *office, struct arena *arena, const struct actor *actor,
					enum lang lang, int64_t case_id, const struct value *given,
					const struct value *problems, struct value **ret_view, struct fault *why);

#endif
