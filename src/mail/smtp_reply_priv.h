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
	char text[256]; /* printable ASCII, cut at the cap, lines joined with a space */
	bool is_open;   /* more lines of it are to come */
	unsigned count; /* whole replies; the first is the greeting */
	size_t total;
};

/* Takes one line with or without its line end. False when the server never stops talking. */
bool smtp_reply_add(struct smtp_reply *reply, struct str line);

#endif
