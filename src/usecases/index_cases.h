/* SPDX-License-Identifier: Apache-2.0 */
/*
 * By what a case is found: names and readings of the company and of its people, phone and corporate numbers, mail
 * addresses, in any width, case and variant (codec/text/search_key.h), with or without hyphens. A job writes them. Some
 * fifty rows a case would double what an application writes, so they are written a second later, and while very many
 * apply at once so few at a time that those who apply go first. A receipt number is found at once. Then too it is
 * looked whether a new case has twins (store/application/twin_case_store.h), of which the first is told.
 */
#ifndef TENKEN_USECASES_INDEX_CASES_H
#define TENKEN_USECASES_INDEX_CASES_H

#include "jobs/worker.h"
#include "store/application/case_row.h"
#include "usecases/office.h"

#define INDEX_CASES_JOB          "index_cases"
#define INDEX_CASES_LEASE_S      60
#define INDEX_CASES_ATTEMPTS_MAX 100

/* The key of what a person searches for; "" when nothing of it counts. */
const char *index_cases_key(struct arena *arena, struct str typed);

/* In the transaction that adds a case. */
MUST_USE enum err index_cases_soon(struct tx *tx, const struct office *office, struct fault *why);

/* The job. It comes again as long as there are more. */
MUST_USE enum err index_cases_run(void *office, const struct job *job, struct fault *why);

/* A case whose words are there has changed: they are written anew. */
MUST_USE enum err index_cases_again(struct tx *tx, const struct edition *edition, const struct case_row *row,
				    struct fault *why);

#endif
