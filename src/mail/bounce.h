/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What came back: a delivery status notification (RFC 3464), or any mail to the variable envelope
 * sender (VERP) bounce+ID@domain under which a message went out.
 *
 * The bytes are a stranger's. The answer names a message of ours and what became of it. That is a claim to be checked,
 * not a fact: anyone can write such a mail. Knows no store.
 */
#ifndef TENKEN_MAIL_BOUNCE_H
#define TENKEN_MAIL_BOUNCE_H

#include "base/str.h"

#define BOUNCE_BYTES_MAX    (64 * 1024) /* bytes read of a mail; what follows is a copy of our own mail */
#define BOUNCE_ADDRESS_SIZE 256

struct bounce {
	int64_t id;           /* of our message by VERP; 0 when the mail does not say */
	char message_id[201]; /* of our message without < >; "" when the mail does not say */
	char status[16];      /* RFC 3463: "5.1.1" */
	bool is_permanent;    /* action "failed" with class 5; otherwise the mail is only delayed */
};

/* False when the mail is no notification of a failure or a delay (a holiday note, a stray letter), or names no message
 * of ours. */
bool bounce_parse(struct str mail, struct bounce *ret_bounce);

/* "bounce+ID@domain". False when the domain makes no address. */
bool bounce_address_format(int64_t id, const char *domain, char ret_address[BOUNCE_ADDRESS_SIZE]);
bool bounce_address_parse(struct str address, int64_t *ret_id);

#endif
