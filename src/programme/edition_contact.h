/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom to ask about a call, as pages and mails show it.
 */
#ifndef TENKEN_PROGRAMME_EDITION_CONTACT_H
#define TENKEN_PROGRAMME_EDITION_CONTACT_H

#include "programme/edition.h"

/* The keys are mail_contact_names (programme/mail_names.h); phone and postal_address may be "". */
struct value *edition_contact_value(struct arena *arena, const struct edition_contact *contact, enum lang lang);

#endif
