/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the mails of an edition may name; the list stands at the top of edition.yaml too.
 */
#ifndef TENKEN_USECASES_MAIL_CONTEXT_H
#define TENKEN_USECASES_MAIL_CONTEXT_H

#include "store/application/case_store.h"
#include "usecases/office.h"

/* How long a personal link in a mail opens the case. */
#define PERSONAL_LINK_DAYS 60

/* short_name, edition_name, receipt, company, contact_name, course, visits, link, due, today, contact.name,
 * contact.hours, contact.phone, contact.mail, contact.url, contact.postal_address. */
struct value *mail_context(struct arena *arena, const struct office *office, const struct case_row *row,
			   enum lang lang);

#endif
