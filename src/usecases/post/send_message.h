/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The job that hands one mail of the outbox to the server. It is safe to be killed at any moment:
 *
 *   1. the worker's lease of the job is committed,
 *   2. the server takes the mail (250),
 *   3. "sent" is committed.
 *
 * Killed before 2 it is sent by the next run; killed between 2 and 3 it is sent again under the same
 * Message-ID. While it waits, its attempts and the last reply stand in the row of its job. In a rehearsal, or with no
 * server, the mail is only marked as captured.
 */
#ifndef TENKEN_USECASES_POST_SEND_MESSAGE_H
#define TENKEN_USECASES_POST_SEND_MESSAGE_H

#include "jobs/worker.h"
#include "usecases/office.h"

/* For the table of jobs: enough for the five days after which the mail itself is given up (mail/spool.h). */
#define SEND_MESSAGE_LEASE_S      60
#define SEND_MESSAGE_ATTEMPTS_MAX 200

/* job->subject is message.id. ERR_BUSY when the server did not take it yet: the job runs again later. A mail that
 * was refused, or not taken for days, is "failed" and the job is done. */
MUST_USE enum err send_message_run(void *office, const struct job *job, struct fault *why);

#endif
