/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One handshake after the other with one service, each on a connection of its own and with a bound on their number:
 * many at once have taken servers down, and mail servers shut out who comes often. While one is answered, the
 * connection for the next is made.
 */
#ifndef TENKEN_DIAGNOSIS_TLS_TLS_ASK_H
#define TENKEN_DIAGNOSIS_TLS_TLS_ASK_H

#include "diagnosis/visit.h"
#include "net/tls_answer.h"
#include "net/tls_hello.h"

#define TLS_ASK_MOST      40
#define TLS_ASK_MOST_MAIL 4    /* of servers of SMTP, IMAP and POP3 */
#define TLS_ASK_FIRST_MS  3000 /* a server without TLS often just waits for more */
#define TLS_ASK_SILENCES  2    /* in a row; then nothing more is asked */

struct tls_ask {
	const struct visit *visit;
	uint16_t port;
	const char *behind; /* the service whose STARTTLS leads to TLS (net/starttls.h); NULL: TLS comes first */
	int left;           /* connections that may still be asked for */
	int silences;
	bool is_under_way; /* a connection was asked for */
	bool is_http;      /* HTTP is spoken inside: it may choose between its versions */
};

enum tls_outcome {
	TLS_OUTCOME_ANSWERED, /* with a hello; of whatever version */
	TLS_OUTCOME_REFUSED,  /* with an alert */
	TLS_OUTCOME_HUNG_UP,
	TLS_OUTCOME_SILENT,
	TLS_OUTCOME_NOT_TLS,
	TLS_OUTCOME_UNTESTED, /* no connection, no time, no STARTTLS */
};

/* The name to ask for, or NULL. */
const char *tls_ask_name(const struct tls_ask *ask);

/* A connection on which TLS can begin. ERR_DENIED when no more may be made. */
MUST_USE enum err tls_ask_open(struct tls_ask *ask, struct talk *ret_talk, struct fault *why);

/* Says this hello, but for name and random, which come from here. goes_on: more will be asked in all likelihood.
 * *ret_answer is written for ANSWERED and REFUSED. */
enum tls_outcome tls_ask_hello(struct tls_ask *ask, struct tls_hello *hello, bool goes_on,
			       struct tls_answer *ret_answer);

/* The same with a hello of SSL 2.0: ANSWERED when it is spoken. */
enum tls_outcome tls_ask_ssl2(struct tls_ask *ask, struct tls_ssl2_answer *ret_answer);

int tls_ask_left(const struct tls_ask *ask); /* handshakes that may still be made */

/* Nothing more can be asked: no connection is left, no time, the service was silent too often, or we were told to stop.
 */
bool tls_ask_is_over(const struct tls_ask *ask);

/* Lets go of a connection that was made in vain. */
void tls_ask_end(struct tls_ask *ask);

#endif
