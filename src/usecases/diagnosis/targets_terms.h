/* SPDX-License-Identifier: Apache-2.0 */
/*
 * For what a company permits a diagnosis, and until when, as its form says it: a question a purpose, whose options the
 * program reads by their ids: "no", "days_7" (that many days from now, at most 366), "support_end".
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_TARGETS_TERMS_H
#define TENKEN_USECASES_DIAGNOSIS_TARGETS_TERMS_H

#include "findings/authorisation.h"
#include "programme/edition.h"

/* Problems of the form, beside those of question.h, each of the question that holds it. */
#define TARGETS_TERMS_NO_PURPOSE   "no_purpose"   /* nothing at all is permitted */
#define TARGETS_TERMS_SUPPORT_OVER "support_over" /* it would end behind the support, which is over */

/* Fills purposes and not_after_ms of the document, whose not_before_ms stands: no purpose goes on behind the last day
 * of the edition's support. An edition that does not ask for a purpose does not get it. False: nothing can be
 * permitted, and *ret_question has *ret_problem. */
bool targets_terms_take(const struct edition *edition, const struct value *answers, struct authorisation *document,
			const char **ret_question, const char **ret_problem);

#endif
