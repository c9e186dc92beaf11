/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a mail of the edition is filled with.
 */
#ifndef TENKEN_USECASES_MAIL_CONTEXT_H
#define TENKEN_USECASES_MAIL_CONTEXT_H

#include "store/application/case_store.h"
#include "usecases/office.h"

/* How long a personal link in a mail opens the case. */
#define PERSONAL_LINK_DAYS 60

/* The keys of programme/mail_names.h, from the case and its edition. The reason is what was written to this company, ""
 * or NULL without one.
 *
 * Who holds a personal link can act as the company. So outside a rehearsal "link" is only a mark: it is what is stored
 * and what staff reads, and the link itself is made while the mail is sent. */
struct value *mail_context(struct arena *arena, const struct office *office, const struct edition *edition,
			   const struct case_row *row, enum lang lang, const char *reason);

/* The text of a mail with the link of this moment in place of the mark. */
const char *mail_context_put_link(struct arena *arena, const struct office *office, const struct case_row *row,
				  enum lang lang, const char *body);

/* The text of a mail as staff reads it: words in place of the mark. */
const char *mail_context_hide_link(struct arena *arena, const struct office *office, enum lang lang, const char *body);

/* The address that opens the case to who has the mail; its last PERSONAL_LINK_LENGTH characters are the link. */
const char *mail_context_link(struct arena *arena, const struct office *office, const struct case_row *row,
			      enum lang lang);

#endif
