/* SPDX-License-Identifier: Apache-2.0 */
/*
 * "I received this": the reader of a mail presses the button of the page that it links to. Opening the page changes
 * nothing, so that a scanner of mails, which follows links, proves no address.
 */
#ifndef TENKEN_USECASES_ACCOUNT_CONFIRM_MAIL_H
#define TENKEN_USECASES_ACCOUNT_CONFIRM_MAIL_H

#include "usecases/office.h"

enum confirm_mail_state {
	CONFIRM_MAIL_VOID, /* no link, or of an address that the case had before */
	CONFIRM_MAIL_OPEN,
	CONFIRM_MAIL_DONE,
};

struct confirm_mail {
	enum confirm_mail_state state;
	const char *receipt; /* "" for a void link */
};

MUST_USE enum err confirm_mail_look(const struct office *office, struct arena *arena, struct str link,
				    struct confirm_mail *ret_found, struct fault *why);

/* Makes it an event of the case, once; whoever presses again is told the same. */
MUST_USE enum err confirm_mail_do(const struct office *office, struct arena *arena, struct str link,
				  struct confirm_mail *ret_found, struct fault *why);

#endif
