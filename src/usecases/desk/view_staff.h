/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the diagnosis company and the administrator see: no more than their work needs.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_STAFF_H
#define TENKEN_USECASES_DESK_VIEW_STAFF_H

#include "usecases/office.h"

/* Map: runs [{receipt state started finished targets [..] until stop_contact is_running percent}], the newest 100;
 * without the company's name. */
MUST_USE enum err view_runs(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    struct value **ret_view, struct fault *why);

/* Map: people [{name sign_in role is_disabled}]. */
MUST_USE enum err view_people(const struct office *office, struct arena *arena, const struct actor *actor,
			      struct value **ret_view, struct fault *why);

#endif
