/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Other applications to the same call that may be of the same company, as the desk sees them beside a case and in a
 * list.
 */
#ifndef TENKEN_USECASES_DESK_TWIN_CASES_H
#define TENKEN_USECASES_DESK_TWIN_CASES_H

#include "codec/value_keys.h"
#include "store/application/case_row.h"
#include "usecases/office.h"

/* A list in order of arrival. */
extern const struct value_key twin_cases_keys[];
MUST_USE enum err twin_cases_value(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
				   const struct case_row *of, struct value **ret_list, struct fault *why);

/* Sets "has_twin" of each map of the list, which is of these rows in their order. */
MUST_USE enum err twin_cases_mark(struct tx *tx, struct arena *arena, const struct case_row *rows, size_t count,
				  struct value *list, struct fault *why);

#endif
