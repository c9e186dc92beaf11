/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The people who sign in, and those who are asked to join them, for the administrator.
 */
#ifndef TENKEN_USECASES_ACCOUNT_VIEW_PEOPLE_H
#define TENKEN_USECASES_ACCOUNT_VIEW_PEOPLE_H

#include "codec/value_keys.h"
#include "usecases/office.h"

extern const struct value_key view_people_keys[];
MUST_USE enum err view_people(const struct office *office, struct arena *arena, const struct actor *actor,
			      enum lang lang, struct value **ret_view, struct fault *why);

/* What was typed to invite somebody ("name", "mail", "role" of the form), and why nobody was; "" for no reason. */
extern const struct value_key view_people_invite_keys[];
struct value *view_people_invite(struct arena *arena, const struct value *form, const char *problem);

#endif
