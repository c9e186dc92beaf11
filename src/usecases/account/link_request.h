/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company whose link is lost, or too old, asks for a new one: with its receipt number and its mail address. Nobody
 * learns from us whether such an application is there: the answer is always the same, and looking and writing take the
 * same way. Whatever follows is a job, and the mail goes to the address that the case has, never to one that was typed.
 */
#ifndef TENKEN_USECASES_ACCOUNT_LINK_REQUEST_H
#define TENKEN_USECASES_ACCOUNT_LINK_REQUEST_H

#include "jobs/worker.h"
#include "usecases/office.h"

#define LINK_REQUEST_JOB          "link_request"
#define LINK_REQUEST_LEASE_S      60
#define LINK_REQUEST_ATTEMPTS_MAX 20

/* Of one case, and of all cases with one address: enough for a mail that was deleted or is late, and few enough that
 * nobody floods a company through us. */
#define LINK_REQUEST_MAILS_PER_HOUR 3

/* From one address of a client: a chamber of commerce may help some of its companies, who asks much more often tries
 * numbers. The setting OFFICE_LINKS_AN_HOUR says otherwise. */
#define LINK_REQUEST_ASKED_PER_HOUR 20

/* What was typed, in any width and case. ERR_OK whether there is such a case or not, and also when nothing follows
 * because the client asked too often. client: its address as limits count it; "" (this machine) is not counted. */
MUST_USE enum err link_request_ask(const struct office *office, const char *client, struct str receipt, struct str mail,
				   struct fault *why);

/* The job. Its subject is the case that gets the mail, or 0 for nobody. */
MUST_USE enum err link_request_run(void *office, const struct job *job, struct fault *why);

#endif
