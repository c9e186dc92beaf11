/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Saving an application that is not finished: its link (draft_link.h) goes to a mail address, and the draft lives
 * DRAFT_LINK_DAYS more. Nobody has proved the address, so a mail repeats nothing that was typed, their number is
 * bounded, and the answer is the same whether one is sent or not.
 */
#ifndef TENKEN_USECASES_APPLICATION_DRAFT_SAVING_H
#define TENKEN_USECASES_APPLICATION_DRAFT_SAVING_H

#include "jobs/worker.h"
#include "usecases/application/apply.h"

#define DRAFT_SAVING_JOB          "draft_mail"
#define DRAFT_SAVING_LEASE_S      120
#define DRAFT_SAVING_ATTEMPTS_MAX 40

/* Mails a day: to one recipient, from one address of a client (this machine is not counted), in all. */
#define DRAFT_SAVING_TO_MAX   3
#define DRAFT_SAVING_FROM_MAX 500 /* a mobile network lets hundreds of people use one */
#define DRAFT_SAVING_ALL_MAX  5000

/* Whether links can be mailed: there is a mail server, or a rehearsal, whose page shows the link. */
bool draft_saving_is_offered(const struct office *office);

struct draft_saving_result {
	bool is_wrong;    /* what was typed is no mail address; then nothing was done */
	bool is_lost;     /* there is no such draft, or it was sent */
	const char *link; /* of the draft, for the browser that saved it */
};

/* mail: as typed. The draft is saved also where no further mail goes to the recipient. ERR_BUSY, and no link, where the
 * client's address or all have had their number of mails. */
MUST_USE enum err draft_saving_ask(const struct office *office, struct arena *arena, const struct apply_draft *draft,
				   struct str mail, enum lang lang, struct draft_saving_result *ret_result,
				   struct fault *why);

/* The job. Its subject is the id of the mail. */
MUST_USE enum err draft_saving_run(void *office, const struct job *job, struct fault *why);

#endif
