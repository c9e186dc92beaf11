/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The job that reads what came back from its mailbox (bounce_mailbox.h) and notes it (mail_return.h). Each message is
 * settled in one transaction, which also keeps how far the mailbox is read; only then is it marked there. So it is safe
 * to be killed at any moment: a run begins with the last message of the one before, whose mark may be missing. What is
 * not for us stays unread, for a person. One run takes a minute or so; what is left it leaves to the next one.
 */
#ifndef TENKEN_USECASES_POST_READ_BOUNCES_H
#define TENKEN_USECASES_POST_READ_BOUNCES_H

#include "jobs/worker.h"
#include "usecases/office.h"

#define READ_BOUNCES_EVERY_MS INT64_C(300000)

/* Begins to read the office's mailbox; nothing without one. Errors of bounce_mailbox_read, so that a wrong file is
 * known at start. */
MUST_USE enum err read_bounces_begin(const struct office *office, struct fault *why);

/* The job of main/job_table.c. A server that does not answer is a line in the log and tried again. */
#define READ_BOUNCES_JOB          "read_bounces"
#define READ_BOUNCES_SUBJECT      1
#define READ_BOUNCES_LEASE_S      60
#define READ_BOUNCES_ATTEMPTS_MAX 1000
MUST_USE enum err read_bounces_run(void *office, const struct job *job, struct fault *why);

#endif
