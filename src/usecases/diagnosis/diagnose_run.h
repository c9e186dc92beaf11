/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The job of a diagnosis: runs the probe over what the company authorised and judges what it saw. A stop by hand or a
 * revocation ends it within a second.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_RUN_H
#define TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_RUN_H

#include "jobs/worker.h"
#include "usecases/office.h"

#define DIAGNOSE_JOB_LEASE_S      60
#define DIAGNOSE_JOB_ATTEMPTS_MAX 5

/* Safe to be killed: the next attempt keeps the addresses that were told to their end and asks the others, within the
 * window. */
MUST_USE enum err diagnose_run(void *office, const struct job *job, struct fault *why);

#endif
