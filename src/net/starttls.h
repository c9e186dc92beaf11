/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words before TLS where it begins inside another protocol: SMTP (RFC 3207), IMAP (RFC 9051, 6.2.1), POP3 (RFC
 * 2595), FTP (RFC 4217), LDAP (RFC 4511, 4.14), PostgreSQL (its manual, "SSL Session Encryption"), MySQL (its manual,
 * "Protocol::SSLRequest"), XMPP (RFC 6120, 5), RDP (MS-RDPBCGR, 2.2.1.1). Pure: reads what was heard, says what to say.
 */
#ifndef TENKEN_NET_STARTTLS_H
#define TENKEN_NET_STARTTLS_H

#include "base/buf.h"

#define STARTTLS_HEARD_MAX ((size_t)8 * 1024) /* of one answer; a longer one is none */
#define STARTTLS_SAID_MAX  ((size_t)1024)

struct starttls {
	const struct starttls_step *steps;
	size_t at;
	const char *host; /* for whom it asks: the name of the target; "" for an address */
	struct str ehlo;  /* with its end of line; of SMTP */
};

/* False for a service that has no way to TLS, or none that is known here: "smtp", "imap", "pop3", "ftp", "ldap",
 * "postgresql", "mysql", "xmpp", "rdp". host and ehlo must outlive it. */
bool starttls_begin(struct starttls *starttls, const char *service, const char *host, struct str ehlo);

enum starttls_event {
	STARTTLS_MORE,    /* read more */
	STARTTLS_SAY,     /* send what was written to say, and forget what was heard */
	STARTTLS_READY,   /* TLS begins now */
	STARTTLS_REFUSED, /* the service speaks its protocol and does not want TLS */
	STARTTLS_OTHER,   /* another protocol, or nonsense */
};

/* heard: all since the last STARTTLS_SAY, or since the begin. say is empty; written to for STARTTLS_SAY alone. */
enum starttls_event starttls_next(struct starttls *starttls, struct str heard, struct buf *say);

#endif
