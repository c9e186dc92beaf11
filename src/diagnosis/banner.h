/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a service has said all that it says by itself, what may be asked then, and what its answer means. Pure; who
 * greets so is told by records/greeting.h.
 */
#ifndef TENKEN_DIAGNOSIS_BANNER_H
#define TENKEN_DIAGNOSIS_BANNER_H

#include "base/buf.h"

/* True when nothing more can be expected after a moment of silence: the text ends with a line end or is binary, and is
 * no reply of several lines whose last one has not come. */
bool banner_is_whole(struct str banner);

/* True when the protocol itself says that this was all: a greeting of SSH, POP3, IMAP, rsync or VNC, or the last line
 * of a reply with a code. Nothing more has to be waited for. */
bool banner_is_final(struct str banner);

/* The read-only question by which a service says what it can do ("FEAT", "EHLO", "CAPA", "CAPABILITY"), nothing when it
 * has none; and whether the answer offers TLS. A mail server is greeted by the host of about_url (NULL:
 * by one that exists nowhere). */
void banner_question(const char *service, const char *about_url, struct buf *out);

enum tls_offer { TLS_OFFER_YES, TLS_OFFER_NO, TLS_OFFER_UNKNOWN };
enum tls_offer banner_offers_tls(const char *service, struct str answer);

/* The host in a URL; NULL: one that exists nowhere. */
struct str banner_host(const char *url);

/* The answer to the question is complete. */
bool banner_is_answer_whole(const char *service, struct str answer);

#endif
