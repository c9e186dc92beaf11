/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The office's deeds on a diagnosis, as rows for case_deed_do: to start a run, to stop it, to release its report.
 * Consent of the call's requirement 5 is not permission to look: without an authorisation nothing runs.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_DIAGNOSIS_DEED_H
#define TENKEN_USECASES_DIAGNOSIS_DIAGNOSIS_DEED_H

#include "usecases/case_deed.h"

/* Not without a valid authorisation, nor while another run of this case goes on. */
extern const struct case_deed diagnosis_deed_start;

/* Stops a run that waits or goes on; the probe is told within a second. */
extern const struct case_deed diagnosis_deed_stop;

/* Lets the company read the newest judgement and tells it so. */
extern const struct case_deed diagnosis_deed_release;

#endif
