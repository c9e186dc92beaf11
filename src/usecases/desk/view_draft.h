/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The mail that a deed on a case would send, for whoever is about to do it: it is read before it goes.
 */
#ifndef TENKEN_USECASES_DESK_VIEW_DRAFT_H
#define TENKEN_USECASES_DESK_VIEW_DRAFT_H

#include "codec/value_keys.h"
#include "usecases/case_deed.h"

extern const struct value_key view_draft_keys[];

/* input: what the deed would be done with; its reason may stand in the mail. ERR_DENIED and ERR_CONFLICT where the deed
 * could not be done now. */
MUST_USE enum err view_draft(const struct office *office, struct arena *arena, const struct actor *actor,
			     enum lang lang, const struct case_deed *deed, int64_t case_id,
			     const struct case_deed_input *input, struct value **ret_view, struct fault *why);

#endif
