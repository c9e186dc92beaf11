/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pre-interview (事前問診): its answer confirms participation, in the transaction that stores it.
 */
#ifndef TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_DEED_H
#define TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_DEED_H

#include "usecases/case_deed.h"

/* The company's form (edition->questionnaire), for its own case. typed: what the browser sent. *ret_problems: map of
 * question id to problem name; when it is not empty nothing was stored. Errors as of case_deed_do. */
MUST_USE enum err questionnaire_deed_submit(const struct office *office, struct arena *arena, const struct actor *actor,
					    const struct once *once, const struct value *typed,
					    struct value **ret_problems, struct fault *why);

/* What questionnaire_deed_submit does once the form is complete: input.document holds the answers. */
extern const struct case_deed questionnaire_deed_answer;

#endif
