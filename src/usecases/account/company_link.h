/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a company comes in: by the personal link in a mail (people/personal_link.h). A link is good until its last day,
 * until the links of its case are voided (another address, contents erased) or until the company is out; and so is a
 * session that it opened.
 */
#ifndef TENKEN_USECASES_ACCOUNT_COMPANY_LINK_H
#define TENKEN_USECASES_ACCOUNT_COMPANY_LINK_H

#include "people/token.h"
#include "usecases/office.h"

/* The case of a personal link that still opens it; 0 when it does not. Changes nothing, so a mail scanner that
 * follows the link does no harm. */
MUST_USE enum err company_link_case(const struct office *office, struct str link, int64_t *ret_case_id,
				    struct fault *why);

struct company_link_entry {
	bool is_valid;      /* false for a link that opens nothing; the rest is empty then */
	struct token token; /* of the new session; only the browser has it */
	const char *mail;   /* the edition's message that the link came in: "invitation" */
};

/* Of one case; who comes in more often is let in without another. So a program that presses the button of a mail again
 * and again fills no log, and leaves its traces all the same. */
#define COMPANY_LINK_EVENTS_PER_HOUR 10

/* Exchanges the link for a session of its company, which ends the session that the browser has ("" for none). That it
 * came in, and by which mail, is an event of the case. */
MUST_USE enum err company_link_enter(const struct office *office, struct arena *arena, struct str link,
				     struct str session, struct company_link_entry *ret_entry, struct fault *why);

#endif
