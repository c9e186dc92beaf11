/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a company's mail address is right: a mail asks it to press a button (mail_secret.h), and where nobody does
 * within the edition's confirm_days, or the mail could not be sent, the office rings (cases/task.h).
 */
#ifndef TENKEN_USECASES_MAIL_WATCH_H
#define TENKEN_USECASES_MAIL_WATCH_H

#include "cases/history.h"
#include "jobs/worker.h"
#include "store/post/message_store.h"
#include "usecases/office.h"

/* Whether the address that the case has now was proved right, and when; 0 when it was not. */
int64_t mail_watch_confirmed_ms(const struct history_entry *entries, size_t count);

/* Begins to wait for the button of this mail, which was just sent or could not be. */
MUST_USE enum err mail_watch_begin(struct tx *tx, const struct office *office, const struct message_row *mail,
				   struct fault *why);

/* The job of main/job_table.c; its subject is the mail's id. It makes the task once, however often it runs. */
#define MAIL_WATCH_JOB          "watch_mail"
#define MAIL_WATCH_LEASE_S      60
#define MAIL_WATCH_ATTEMPTS_MAX 10
MUST_USE enum err mail_watch_run(void *context, const struct job *job, struct fault *why);

#endif
