/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The office's deeds on a diagnosis, as rows for case_deed_do: to start a run, to stop it, to release its report.
 * Consent of the call's requirement 5 is not permission to look: without an authorisation nothing runs.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_DIAGNOSIS_DEED_H
#define TENKEN_USECASES_DIAGNOSIS_DIAGNOSIS_DEED_H

#include "jobs/worker.h"
#include "usecases/case_deed.h"

/* Not without a valid authorisation, nor while another run of this case goes on. */
extern const struct case_deed diagnosis_deed_start;

/* The watch that a company has authorised runs once a month by itself, until that purpose is over or ended: DAYS behind
 * its permission, or behind its newest diagnosis of whatever purpose, at HOUR o'clock of the next day on which the
 * office works. A run and the moment of the next look are one transaction, so that a process that is killed and a clock
 * that jumps start none twice; what was missed while no worker ran is made up once. */
#define DIAGNOSIS_WATCH_DAYS 30
#define DIAGNOSIS_WATCH_HOUR 10
extern const struct case_deed diagnosis_deed_watch; /* the program does; input.purpose is the watch */

/* When that is; 0 where no watch is authorised now, or the case is in a state in which no run may begin. The looks for
 * it go on in such a state, a day behind each other, as long as the watch is permitted. */
int64_t diagnosis_deed_watch_ms(const struct case_facts *facts);

/* Begins it with the permission of facts, which is being given. */
MUST_USE enum err diagnosis_deed_watch_begin(struct tx *tx, const struct case_facts *facts, struct fault *why);

/* The job of main/job_table.c; its subject is the case. */
#define DIAGNOSIS_WATCH_JOB          "watch"
#define DIAGNOSIS_WATCH_LEASE_S      60
#define DIAGNOSIS_WATCH_ATTEMPTS_MAX 12
MUST_USE enum err diagnosis_deed_watch_run(void *office, const struct job *job, struct fault *why);

/* Stops a run that waits or goes on; the probe is told within a second. */
extern const struct case_deed diagnosis_deed_stop;

/* Lets the company read the newest judgement and tells it so. */
extern const struct case_deed diagnosis_deed_release;

#endif
