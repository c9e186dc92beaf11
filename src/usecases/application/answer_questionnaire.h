/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pre-interview (事前問診): its answer confirms participation, in the transaction that stores it.
 */
#ifndef TENKEN_USECASES_APPLICATION_ANSWER_QUESTIONNAIRE_H
#define TENKEN_USECASES_APPLICATION_ANSWER_QUESTIONNAIRE_H

#include "usecases/office.h"

/* typed: what the browser sent. *ret_problems: map of question id to problem name; when it is not empty nothing
 * was stored. ERR_CONFLICT when the case is not invited (any more). */
MUST_USE enum err answer_questionnaire(const struct office *office, struct arena *arena, const struct actor *actor,
				       const struct once *once, const struct value *typed, struct value **ret_problems,
				       struct fault *why);

#endif
