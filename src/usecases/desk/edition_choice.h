/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which call a page of the desk looks at: one of them, or all.
 */
#ifndef TENKEN_USECASES_DESK_EDITION_CHOICE_H
#define TENKEN_USECASES_DESK_EDITION_CHOICE_H

#include "codec/value_keys.h"
#include "usecases/call.h"

#define EDITION_CHOICE_ALL "all"

/* The id that a page filters by: "" for EDITION_CHOICE_ALL; for what is no call, the one of call_front. */
MUST_USE enum err edition_choice_find(const struct office *office, struct arena *arena, const char *wanted,
				      const char **ret_edition, struct fault *why);

/* The calls to choose from, and all; null when there is only one. */
extern const struct value_key edition_choice_keys[];
MUST_USE enum err edition_choice_value(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
				       const char *edition, struct value **ret_value, struct fault *why);

#endif
