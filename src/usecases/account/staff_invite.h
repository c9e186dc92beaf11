/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Asking somebody to join the staff: a mail with a link that is good for STAFF_INVITE_DAYS and opens an account once
 * (staff_join.h). The link is made while the mail is sent and stands in no table.
 */
#ifndef TENKEN_USECASES_ACCOUNT_STAFF_INVITE_H
#define TENKEN_USECASES_ACCOUNT_STAFF_INVITE_H

#include "jobs/worker.h"
#include "people/actor.h"
#include "people/personal_link.h"
#include "store/account/staff_invitation_store.h"
#include "usecases/office.h"

#define STAFF_INVITE_DAYS 7

struct staff_invite_input {
	const char *mail; /* becomes the name under which the person signs in, in small letters */
	const char *name;
	enum role role;
};

/* ERR_INVALID for an address that no mail can go to, a name that is missing or too long, or no role of staff;
 * ERR_CONFLICT when somebody signs in under the address, or where no mail can be sent (office without a mail server);
 * ERR_DENIED for who may not manage people. */
MUST_USE enum err staff_invite(const struct office *office, const struct actor *actor,
			       const struct staff_invite_input *input, int64_t *ret_id, struct fault *why);

/* The link is dead from now on; one that was used already stays as it is. ERR_NOT_FOUND, ERR_DENIED. */
MUST_USE enum err staff_invite_withdraw(const struct office *office, const struct actor *actor, int64_t id,
					struct fault *why);

/* The link of an invitation: for its mail, and for the page of a rehearsal, which sends none. */
void staff_invite_link(const struct office *office, const struct staff_invitation_row *row,
		       char ret_link[PERSONAL_LINK_LENGTH + 1]);

/* The job of main/job_table.c; its subject is the invitation. Killed between the server's 250 and the commit, the mail
 * is sent again under the same Message-ID. */
#define STAFF_INVITE_JOB          "staff_invite"
#define STAFF_INVITE_LEASE_S      60
#define STAFF_INVITE_ATTEMPTS_MAX 200
MUST_USE enum err staff_invite_run(void *office, const struct job *job, struct fault *why);

#endif
