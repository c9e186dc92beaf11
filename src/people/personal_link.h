/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The token of the personal link in a mail to a company: it names the mail, the version of the links of
 * its case and the instant until which it works, signed with the programme's secret. Nothing about
 * it is stored: raising the case's link version ends all older links at once.
 *
 * Fetching a link changes nothing: only a POST exchanges it for a session, so a mail scanner that follows links does no
 * harm. Knows no store and no web.
 */
#ifndef TENKEN_PEOPLE_PERSONAL_LINK_H
#define TENKEN_PEOPLE_PERSONAL_LINK_H

#include "base/str.h"

#define PERSONAL_LINK_LENGTH      64 /* characters of base64url, all fit for a path */
#define PERSONAL_LINK_SECRET_SIZE 32

struct personal_link {
	int64_t message_id; /* that it was sent in, and by which its case is known */
	int64_t version;    /* company_case.link_version when it was made */
	int64_t expires_ms; /* first instant at which it no longer works */
};

/* What a link is for. None is taken for another. */
enum personal_link_use {
	PERSONAL_LINK_TO_ENTER,   /* the company's page */
	PERSONAL_LINK_TO_CONFIRM, /* lets nobody in: by it a reader only says that the mail arrived */
	PERSONAL_LINK_TO_DRAFT, /* an application that is still being filled in; message_id is that of the draft's links
				 * (store/application/draft_mail_store.h) */
	PERSONAL_LINK_TO_APPLY, /* an invitation; message_id is the invitation, version by which way it went */
	PERSONAL_LINK_TO_JOIN,  /* the staff; message_id is the invitation of staff */
	PERSONAL_LINK_TO_PASSKEY, /* no link but what a passkey signs; message_id is any, version the person or 0 */
};

void personal_link_format(const unsigned char secret[PERSONAL_LINK_SECRET_SIZE], enum personal_link_use use,
			  const struct personal_link *link, char ret_text[PERSONAL_LINK_LENGTH + 1]);

/* False unless exactly this text was made with this secret for this use. Does not judge version and time. */
bool personal_link_parse(const unsigned char secret[PERSONAL_LINK_SECRET_SIZE], enum personal_link_use use,
			 struct str text, struct personal_link *ret_link);

/* True when the link still opens the case whose links now have this version. */
bool personal_link_is_current(const struct personal_link *link, int64_t version_now, int64_t now_ms);

#endif
