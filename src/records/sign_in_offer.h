/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a mail server that people read mail from says of signing in, asked what it can do: the answer to CAPABILITY of
 * IMAP (RFC 3501, 7.2.1; it may stand in the greeting too), to CAPA of POP3 (RFC 2449). Pure; on a connection without
 * TLS.
 */
#ifndef TENKEN_RECORDS_SIGN_IN_OFFER_H
#define TENKEN_RECORDS_SIGN_IN_OFFER_H

#include "base/str.h"

/* service: "imap", "pop3"; of others nothing is told. */
bool sign_in_offer_is_told(const char *service, struct str answer);

/* It takes a password as plain letters: IMAP that does not say LOGINDISABLED, POP3 with USER or SASL PLAIN or LOGIN. */
bool sign_in_offer_takes_password(const char *service, struct str answer);

#endif
