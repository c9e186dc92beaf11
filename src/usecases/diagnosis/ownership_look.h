/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The job that looks whether targets are a company's, as it asked: the probe looks, under a document that permits that
 * and nothing else (findings/authorisation.h). This process opens no connection.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_OWNERSHIP_LOOK_H
#define TENKEN_USECASES_DIAGNOSIS_OWNERSHIP_LOOK_H

#include "jobs/worker.h"
#include "usecases/office.h"

#define OWNERSHIP_LOOK_LEASE_S      120
#define OWNERSHIP_LOOK_ATTEMPTS_MAX 3
#define OWNERSHIP_LOOK_MS           INT64_C(60000) /* that one document is good for */

/* context: the office. Every target that was asked for gets its answer, also where nobody may look at it any more. */
MUST_USE enum err ownership_look_run(void *context, const struct job *job, struct fault *why);

#endif
