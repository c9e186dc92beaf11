/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The job that mails the signed head of the log each day to the addresses of a setting: to the approving body, which
 * keeps them outside of the office. It queues itself again for the next day; setting the addresses queues it first
 * (usecases/office_open.h).
 *
 * Which address was served on which day is a setting too, so that a try again mails nobody twice.
 */
#ifndef TENKEN_USECASES_SEAL_MAIL_HEAD_H
#define TENKEN_USECASES_SEAL_MAIL_HEAD_H

#include "jobs/worker.h"
#include "usecases/office.h"

#define MAIL_HEAD_LEASE_S      60
#define MAIL_HEAD_ATTEMPTS_MAX 200

/* ERR_BUSY when the server did not take a mail: the job runs again later, and goes on where it stopped. */
MUST_USE enum err mail_head_run(void *office, const struct job *job, struct fault *why);

#endif
