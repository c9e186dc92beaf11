/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company was in earlier calls, as the desk sees it beside its case.
 */
#ifndef TENKEN_USECASES_DESK_EARLIER_CASES_H
#define TENKEN_USECASES_DESK_EARLIER_CASES_H

#include "codec/value_keys.h"
#include "store/application/case_row.h"
#include "usecases/office.h"

/* A list, those that are certainly the same company first. */
extern const struct value_key earlier_cases_keys[];
MUST_USE enum err earlier_cases_value(struct tx *tx, const struct office *office, struct arena *arena, enum lang lang,
				      const struct case_row *of, struct value **ret_list, struct fault *why);

#endif
