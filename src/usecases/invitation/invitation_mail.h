/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The invitations by mail: each company of a call gets one, ever. Queueing them gives each its moment, one a second, so
 * that thousands do not leave at once; the job hands it to the mail server and looks right before whether the company
 * has applied or answered meanwhile, and whether the reception is still open. Killed between the server's 250 and the
 * commit it is sent again under the same Message-ID, as the mails of cases are (post/send_message.h).
 */
#ifndef TENKEN_USECASES_INVITATION_INVITATION_MAIL_H
#define TENKEN_USECASES_INVITATION_INVITATION_MAIL_H

#include "jobs/worker.h"
#include "people/actor.h"
#include "usecases/office.h"

#define INVITATION_MAIL_GAP_MS INT64_C(1000)

/* Queues those of all companies with a mail address that have had none. ERR_CONFLICT when the call takes no
 * applications now, ERR_DENIED for who may not invite. */
MUST_USE enum err invitation_mail_queue(const struct office *office, const struct actor *actor, const char *edition,
					int64_t *ret_queued, struct fault *why);

/* The job of main/job_table.c; its subject is the invitation. ERR_BUSY when the server did not take it yet. */
#define INVITATION_MAIL_JOB          "send_invitation"
#define INVITATION_MAIL_LEASE_S      60
#define INVITATION_MAIL_ATTEMPTS_MAX 200
MUST_USE enum err invitation_mail_run(void *office, const struct job *job, struct fault *why);

#endif
