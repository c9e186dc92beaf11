/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The office's decisions on an application: the secretariat checks it, another person in Tokyo's role approves it
 * and thereby invites the company to the pre-interview; either declines it; the company or the secretariat withdraws
 * it. Rows for case_deed_do.
 */
#ifndef TENKEN_USECASES_SCREENING_SCREENING_DEED_H
#define TENKEN_USECASES_SCREENING_SCREENING_DEED_H

#include "usecases/case_deed.h"

extern const struct case_deed screening_deed_check;
extern const struct case_deed screening_deed_approve;
extern const struct case_deed screening_deed_decline;  /* with a reason, which the applicant reads */
extern const struct case_deed screening_deed_withdraw; /* with a reason: how the company told it */
extern const struct case_deed screening_deed_leave;    /* by the company itself, which need not say why */

/* Names the expert who visits: input.person_id, ERR_INVALID when it is nobody in the expert's role. */
extern const struct case_deed screening_deed_assign;

#endif
