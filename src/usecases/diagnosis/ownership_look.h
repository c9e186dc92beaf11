/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The job that looks whether targets are a company's, as it asked: the probe looks, under a document that permits that
 * and nothing else (findings/authorisation.h). This process opens no connection.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_OWNERSHIP_LOOK_H
#define TENKEN_USECASES_DIAGNOSIS_OWNERSHIP_LOOK_H

#include "findings/authorisation.h"
#include "jobs/worker.h"
#include "usecases/case_facts.h"
#include "usecases/office.h"

#define OWNERSHIP_LOOK_LEASE_S      120
#define OWNERSHIP_LOOK_ATTEMPTS_MAX 3
#define OWNERSHIP_LOOK_MS           INT64_C(60000) /* that one document is good for */

/* The permission under which a target may be looked at now: given, not taken back, and for some diagnosis that it
 * allows at this moment. NULL without one, and for a document that nobody can read. */
struct authorisation *ownership_look_permission(struct arena *arena, const struct case_facts *facts);

/* context: the office. Every target that was asked for gets its answer, also where nobody may look at it any more; a
 * look is broken off when the company takes the permission back meanwhile. What was erased meanwhile stays so. */
MUST_USE enum err ownership_look_run(void *context, const struct job *job, struct fault *why);

#endif
