/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnoses, newest first and page by page, for the diagnosis company and the secretariat: no more than their work
 * needs, and no company's name.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_VIEW_RUNS_H
#define TENKEN_USECASES_DIAGNOSIS_VIEW_RUNS_H

#include "codec/value_keys.h"
#include "usecases/office.h"

extern const struct value_key view_runs_keys[];
MUST_USE enum err view_runs(const struct office *office, struct arena *arena, const struct actor *actor, enum lang lang,
			    int64_t page, struct value **ret_view, struct fault *why);

#endif
