/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What only the reader of a mail may know: its personal link, its code. Who holds them can act as the company. So a
 * mail is stored, and read by staff, with a mark in its place; the secret itself is made while the mail is sent, and
 * for the pages of a rehearsal, whose mails go nowhere.
 */
#ifndef TENKEN_USECASES_MAIL_SECRET_H
#define TENKEN_USECASES_MAIL_SECRET_H

#include "store/application/case_store.h"
#include "store/post/message_store.h"
#include "usecases/office.h"

/* How long a personal link opens the case. */
#define PERSONAL_LINK_DAYS 60

/* The marks, as the templates of mails have them: of the link that opens the case, of one by which its reader says that
 * the mail arrived, and of the code of the request that the mail's occasion names (targets_code.h). */
#define MAIL_SECRET_LINK    "{{link}}"
#define MAIL_SECRET_CONFIRM "{{confirm_link}}"
#define MAIL_SECRET_CODE    "{{code}}"

/* The text of a mail with the secrets of this moment in place of the marks. */
const char *mail_secret_put(struct arena *arena, const struct office *office, const struct case_row *of,
			    const struct message_row *mail);

/* The text of a mail as staff reads it: words in place of the marks. A letter to post has no secrets: it says there
 * that the company telephones. */
const char *mail_secret_hide(struct arena *arena, const struct office *office, const struct message_row *mail);

/* Whether a mail of this text opens its case. */
bool mail_secret_has_link(const char *body);

/* Whether it asks its reader to say that it arrived. */
bool mail_secret_asks_to_confirm(const char *body);

/* Whether a mail of this text holds a code: it is of one moment, and nobody can send it again. */
bool mail_secret_has_code(const char *body);

#endif
