/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads a mailbox over IMAP (RFC 3501): which messages stand behind a UID, the first bytes of one, and the mark of one
 * that was handled. Reading alone marks nothing, so that a person finds unread whatever was not for us.
 *
 * libcurl connects, starts TLS, checks the certificate and signs in; the commands behind that are ours, because the
 * bytes of a mail are a stranger's and must not be taken for the server's answer. Lines and literals have a cap and
 * each wait a deadline. No fault repeats what the server said or the password.
 */
#ifndef TENKEN_MAIL_IMAP_H
#define TENKEN_MAIL_IMAP_H

#include "base/fault.h"
#include "base/str.h"

#define IMAP_TEXT_MAX 300 /* bytes of a url, a user, a password */

struct imap_server {
	/* "imaps://HOST[:PORT]/MAILBOX": TLS from the first byte; "imap://...": STARTTLS with a valid certificate is a
	 * must; "imap+plain://...": no TLS, for a server on the same machine. The mailbox is printable ASCII, as the
	 * server calls it; none means INBOX. */
	const char *url;
	const char *user, *password;
	const char *ca_file; /* PEM; NULL takes the system's */
	int timeout_ms;      /* of connecting and signing in together, and of each command; 0 takes 30 s */
};

/* ERR_INVALID with the reason when this cannot be used: so that it is known at start. */
MUST_USE enum err imap_server_check(const struct imap_server *server, struct fault *why);

struct imap;

/* Connects, signs in and opens the mailbox. ERR_DENIED when the server refuses user or password, ERR_TIMEOUT, ERR_IO;
 * the same of the others, after which the connection is of no more use. The process must ignore SIGPIPE. */
MUST_USE enum err imap_open(const struct imap_server *server, struct imap **ret_imap, struct fault *why);
void imap_close(struct imap *imap); /* at once, without waiting for the server; NULL is fine */

/* UIDs mean something only as long as this number stays the same. */
int64_t imap_uid_validity(const struct imap *imap);

/* The messages with the smallest UIDs behind `after`, in order, at most max; 0 of them when there are no more. Costs no
 * more for a mailbox of a million than for a hundred. Messages that came after imap_open are not seen. */
MUST_USE enum err imap_list(struct imap *imap, int64_t after, int64_t *uids, size_t max, size_t *ret_count,
			    struct fault *why);

#define IMAP_FETCH_MAX 50 /* messages at once */

/* Hands the first bytes of each of these messages, up to max, to `take`, in the order that the server likes; of one
 * that went meanwhile nothing. The bytes are lent, and take gives no command itself. When it ends with an error, those
 * that were taken before are whole. */
MUST_USE enum err imap_fetch(struct imap *imap, const int64_t *uids, size_t count, size_t max,
			     void (*take)(void *context, int64_t uid, struct str bytes), void *context,
			     struct fault *why);

/* ERR_DENIED when the mailbox may only be read; the connection lives on then. */
MUST_USE enum err imap_mark_seen(struct imap *imap, int64_t uid, struct fault *why);

#endif
