/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Diagnosis of one case: the company authorises its targets, the office starts the run, a job runs the probe and
 * judges what it saw, the office releases the report. Consent of the call's requirement 5 is not permission
 * to look: without an authorisation nothing runs, and a revocation stops a run at once.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_CASE_H
#define TENKEN_USECASES_DIAGNOSIS_DIAGNOSE_CASE_H

#include "jobs/worker.h"
#include "usecases/office.h"

#define DIAGNOSE_JOB              "diagnose" /* the kind of the job; its subject is the diagnosis' id */
#define DIAGNOSE_JOB_LEASE_S      60
#define DIAGNOSE_JOB_ATTEMPTS_MAX 5

/* The company's form (edition->authorisation). *ret_problems as in answer_questionnaire; outside a rehearsal an
 * address that is not public is a problem of "targets". A new authorisation takes the place of the one before. */
MUST_USE enum err authorise_targets(const struct office *office, struct arena *arena, const struct actor *actor,
				    const struct once *once, const struct value *typed, struct value **ret_problems,
				    struct fault *why);

/* Takes the authorisation back; a run that goes on is told to stop within a second. */
MUST_USE enum err revoke_targets(const struct office *office, const struct actor *actor, const struct once *once,
				 struct fault *why);

/* ERR_CONFLICT without a valid authorisation or while another run of this case goes on. */
MUST_USE enum err start_diagnosis(const struct office *office, const struct actor *actor, const struct once *once,
				  int64_t number, struct fault *why);

/* Stops a run that is queued or goes on. */
MUST_USE enum err stop_diagnosis(const struct office *office, const struct actor *actor, const struct once *once,
				 int64_t number, struct fault *why);

/* Lets the company read the report and tells it so. */
MUST_USE enum err release_report(const struct office *office, const struct actor *actor, const struct once *once,
				 int64_t number, struct fault *why);

/* The job. Safe to be killed: what a run left behind is forgotten and it runs again, within its window. */
MUST_USE enum err diagnose_run(void *office, const struct job *job, struct fault *why);

#endif
