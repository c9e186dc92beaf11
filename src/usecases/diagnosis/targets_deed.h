/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company's permission to look at its targets: given with the form of the edition, taken back with one button.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_TARGETS_DEED_H
#define TENKEN_USECASES_DIAGNOSIS_TARGETS_DEED_H

#include "usecases/case_deed.h"

/* The company's form (edition->authorisation), for its own case. *ret_problems: map of question id to problem name;
 * when it is not empty nothing was stored. In a rehearsal every target but this machine, else every address that is not
 * public, is a problem of "targets". A new authorisation takes the place of the one before. Errors as of case_deed_do.
 */
MUST_USE enum err targets_deed_submit(const struct office *office, struct arena *arena, const struct actor *actor,
				      const struct once *once, const struct value *typed, struct value **ret_problems,
				      struct fault *why);

/* What targets_deed_submit does instead when the answer is that the company does not know who runs the servers: that is
 * no authorisation, but a task of the secretariat, which rings. One at a time. */
extern const struct case_deed targets_deed_ask;

/* What targets_deed_submit does once the form is complete: input.document is the authorisation of input.id. */
extern const struct case_deed targets_deed_authorise;

/* Takes the authorisation back; a run that goes on is told to stop within a second. */
extern const struct case_deed targets_deed_revoke;

#endif
