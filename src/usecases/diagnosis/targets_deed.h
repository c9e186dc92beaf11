/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company's permission to look at its targets: given by a form and a code, taken back with one button.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_TARGETS_DEED_H
#define TENKEN_USECASES_DIAGNOSIS_TARGETS_DEED_H

#include "usecases/case_deed.h"

/* Who does not know who runs the servers asks for a call: that is no authorisation, but a task of the secretariat. One
 * at a time. */
extern const struct case_deed targets_deed_ask;

/* input.document is the authorisation of input.id, which the right code has confirmed (targets_code.h). It takes the
 * place of the one before. */
extern const struct case_deed targets_deed_authorise;

/* The same for a company without a mail address, to which no code can be sent: the secretariat records what it was told
 * by telephone, whom it spoke to and how it knew that person (input.reason). The company gets a letter that says what
 * was recorded. */
extern const struct case_deed targets_deed_record;

/* Takes the authorisation back; a run that goes on is told to stop within a second. */
extern const struct case_deed targets_deed_revoke;

/* Ends input.purpose alone (when empty, the first that holds), whatever else goes on; a run of it is told to stop
 * within a second. ERR_INVALID: there is no such purpose; ERR_CONFLICT: it is not permitted now. The secretariat may,
 * when it was told so. */
extern const struct case_deed targets_deed_end_purpose;

#endif
