/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A second application with a company's corporate number or mail address: the company that gave them first is told,
 * once, however many come. Who applies sees nothing of it.
 */
#ifndef TENKEN_USECASES_APPLICATION_TWIN_NOTICE_H
#define TENKEN_USECASES_APPLICATION_TWIN_NOTICE_H

#include "jobs/worker.h"

/* The job of main/job_table.c, which usecases/index_cases.c queues. */
#define TWIN_NOTICE_LEASE_S      60
#define TWIN_NOTICE_ATTEMPTS_MAX 10
MUST_USE enum err twin_notice_run(void *context, const struct job *job, struct fault *why);

#endif
