/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Remembers the last reply of an SMTP server (RFC 5321 section 4.2), from its lines as libcurl hands
 * them over. The answer to QUIT (221) is not remembered: it says nothing of the mail.
 */
#ifndef TENKEN_MAIL_SMTP_REPLY_PRIV_H
#define TENKEN_MAIL_SMTP_REPLY_PRIV_H

#include "base/str.h"

#define SMTP_REPLY_BYTES_MAX (64 * 1024) /* of all lines of a session */

struct smtp_reply {
	int code;       /* of the last reply; 0 before the first */
	char text[256]; /* the code first; printable ASCII, cut at the cap, lines joined with a space */
	bool is_open;   /* more lines of it are to come */
	unsigned count; /* whole replies; the first is the greeting */
	size_t total;
};

/* Takes one line with or without its line end. False when the server never stops talking. */
bool smtp_reply_add(struct smtp_reply *reply, struct str line);

/* Whether a 5xx to RCPT or to the data speaks of this recipient or mail, so that nothing but another one helps. By the
 * enhanced status code (RFC 3463) where there is one; a policy (X.7.X), a full mailbox (X.2.2), our sender (X.1.7,
 * X.1.8), routes, systems and protocol may be mended meanwhile. Microsoft says of an unknown address 5.4.1 and 5.5.0,
 * which its words tell apart. Without a code only 550, 551 and 553 speak of a mailbox (RFC 5321 section 4.2.3), unless
 * the words speak of us, relaying, policies, limits or room, and others where they say that there is no such user. In
 * doubt it is false: a mail that is tried in vain costs less than one that is given up. */
bool smtp_reply_is_on_mail(const struct smtp_reply *reply);

#endif
