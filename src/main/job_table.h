/* SPDX-License-Identifier: Apache-2.0 */
/* Every kind of job that a worker runs, ended by a NULL name. */
#ifndef TENKEN_MAIN_JOB_TABLE_H
#define TENKEN_MAIN_JOB_TABLE_H

#include "jobs/worker.h"

extern const struct job_kind job_table[];

#endif
