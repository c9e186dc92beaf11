/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Somebody of the secretariat has seen what a new judgement changed: the task leaves the desk.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_SEE_JUDGEMENT_H
#define TENKEN_USECASES_DIAGNOSIS_SEE_JUDGEMENT_H

#include "usecases/office.h"

/* Moves no case, so it is no deed of case_deed.h: to see it twice changes nothing. ERR_DENIED for the wrong person. */
MUST_USE enum err see_judgement(const struct office *office, const struct actor *actor, int64_t case_id,
				struct fault *why);

#endif
