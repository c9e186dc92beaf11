/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hands one mail for one recipient to an SMTP server and says what came of it: taken, not
 * now, or never. Sent means that the server answered 250 to the end of the data (RFC 5321 section 4.2.5): from
 * then on the mail is the server's.
 *
 * What the server says is a stranger's text: capped, and cut to printable ASCII. Knows no store
 * and decides no repetition (mail/spool.h).
 */
#ifndef TENKEN_MAIL_SMTP_H
#define TENKEN_MAIL_SMTP_H

#include "base/fault.h"
#include "base/str.h"

#define SMTP_URL_MAX 300

/* Where mail goes out. */
struct smtp_server {
	/* "smtp://[user:password@]host[:port]": STARTTLS with a valid certificate is a must.
	 * "smtps://...": TLS from the first byte.
	 * "smtp+plain://...": no TLS, for a relay on the same machine. */
	const char *url;
	const char *ca_file;    /* PEM; NULL takes the system's */
	int connect_timeout_ms; /* 0 means 15 s; up to and including TLS */
	int timeout_ms;         /* up to the end of the mail; 0 takes 90 s */
	/* From there for the answer that the mail was taken; 0 takes 10 min (RFC 5321 section 4.5.3.2.6): a server may
	 * look into a mail for long, and whoever hangs up meanwhile sends it again. */
	int final_timeout_ms;
};

enum smtp_outcome {
	SMTP_OUTCOME_SENT,
	SMTP_OUTCOME_LATER, /* 4xx, no connection, no or bad TLS, a timeout, a sign-in that failed, a 5xx that speaks of
			     * us, of a policy or of what passes (a full mailbox) */
	SMTP_OUTCOME_REFUSED, /* 5xx to this recipient or mail */
};

struct smtp_result {
	enum smtp_outcome outcome;
	int code;        /* the last reply's, 0 when there was none */
	char reply[256]; /* the last reply, or what failed; for staff and logs */
};

/* ERR_INVALID with the reason when the url cannot be used: so that this is known at start, not at the first mail. The
 * fault does not repeat the url, which may hold a password. */
MUST_USE enum err smtp_server_check(const struct smtp_server *server, struct fault *why);

/* Sends; the bytes end with CRLF. ERR_INVALID when server or an address cannot be used; every answer
 * and silence of the server is a result. Blocks for timeout_ms and final_timeout_ms at most, a second more or less, and
 * once more for timeout_ms when a server that refused keeps silent at QUIT; after a 250 the answer to QUIT is not
 * waited for. Thread-safe. The process must ignore SIGPIPE. */
MUST_USE enum err smtp_send(const struct smtp_server *server, const char *sender, const char *recipient,
			    struct str bytes, struct smtp_result *ret_result, struct fault *why);

#endif
