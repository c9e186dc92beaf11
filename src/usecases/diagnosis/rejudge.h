/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Old observations judged by new knowledge. Every finished diagnosis is looked at once for each version of the
 * knowledge, as of the moment when it ended, without a network: what was exploited last night is told today to the
 * company that was looked at last month. Whom the news of the last days concerns comes first, found by the index of
 * software, so that one new entry of KEV is told within a second however many companies there are.
 *
 * Only where something changed are findings replaced, and then the former ones are kept, and the secretariat gets a
 * task on its desk. The company goes on reading the judgement that was released to it until the new one is released:
 * a president shall not find other words in a report without somebody from the office having read them first.
 *
 * Each diagnosis is stored as a whole or not at all, many of them by one commit, so that it may be killed anywhere and
 * run by several at once.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_REJUDGE_H
#define TENKEN_USECASES_DIAGNOSIS_REJUDGE_H

#include "checks/check.h"
#include "jobs/worker.h"
#include "usecases/office.h"

#define REJUDGE_JOB              "rejudge"
#define REJUDGE_JOB_SUBJECT      1 /* one job for the whole store */
#define REJUDGE_JOB_LEASE_S      60
#define REJUDGE_JOB_ATTEMPTS_MAX 5

struct rejudge_result {
	int64_t looked_at, changed;
	int64_t failed; /* could not be judged; logged, and tried again with the next knowledge */
};

/* is_stopping may be NULL; when it becomes true the answer is ERR_BUSY, and what was done stays. */
MUST_USE enum err rejudge_all(const struct office *office, const atomic_bool *is_stopping,
			      struct rejudge_result *ret_result, struct fault *why);

/* Those alone whose newest diagnosis saw a product and version of this CVE (software_index.h), which is how rejudge_all
 * begins: with what entered KEV in the last REJUDGE_NEWS_DAYS days before its newest entry. */
#define REJUDGE_NEWS_DAYS 14
MUST_USE enum err rejudge_cve(const struct office *office, const struct check_knowledge *knowledge, const char *cve,
			      struct rejudge_result *ret_result, struct fault *why);

/* The job. */
MUST_USE enum err rejudge_run(void *office, const struct job *job, struct fault *why);

#endif
