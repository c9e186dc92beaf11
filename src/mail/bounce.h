/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What came back: a delivery status notification (RFC 3464; RFC 6533 where addresses are UTF-8) to the variable
 * envelope sender (VERP) bounce+ID@domain under which a message went out. Notices in a server's own words are not read.
 *
 * The bytes are a stranger's. The answer names a message of ours and what became of it. That is a claim to be checked,
 * not a fact: anyone can write such a mail. Knows no store.
 */
#ifndef TENKEN_MAIL_BOUNCE_H
#define TENKEN_MAIL_BOUNCE_H

#include "base/str.h"

#define BOUNCE_BYTES_MAX    (64 * 1024) /* bytes read of a mail; what follows is a copy of our own mail */
#define BOUNCE_ADDRESS_SIZE 256

#define BOUNCE_RECIPIENTS_MAX 200 /* the others are passed over */

/* RFC 3464 section 2.3.3, the worst first. */
enum bounce_action {
	BOUNCE_ACTION_FAILED,
	BOUNCE_ACTION_DELAYED,
	BOUNCE_ACTION_DELIVERED,
	BOUNCE_ACTION_RELAYED,
	BOUNCE_ACTION_EXPANDED,
};

/* What the notification says of one recipient. */
struct bounce_recipient {
	char address[BOUNCE_ADDRESS_SIZE];  /* where it went in the end, else as we wrote it; "" when not said */
	char original[BOUNCE_ADDRESS_SIZE]; /* as we wrote it, when said and another; otherwise "" */
	enum bounce_action action;
	char status[16];   /* RFC 3463: "5.1.1"; "" when neither the status nor the server's answer says one */
	bool is_permanent; /* action "failed" with class 5 */
};

struct bounce {
	int64_t id;                          /* of our message by VERP; 0 when the mail does not say */
	char message_id[201];                /* of our message without < >; "" when the mail does not say */
	enum bounce_action action;           /* of the recipient that met the worst; bounce_parse only */
	char status[16];                     /* of the same */
	bool is_permanent;                   /* of the same */
	struct bounce_recipient *recipients; /* bounce_read only */
	size_t recipient_count;
};

/* Every recipient that a notification names, whoever's mail it is about. False when the mail is no notification. */
bool bounce_read(struct arena *arena, struct str mail, struct bounce *ret_bounce);

const char *bounce_action_name(enum bounce_action action);

/* False when the mail is no notification of a failure or a delay (a holiday note, a stray letter), or names no message
 * of ours. */
bool bounce_parse(struct str mail, struct bounce *ret_bounce);

/* "bounce+ID@domain". False when the domain makes no address. */
bool bounce_address_format(int64_t id, const char *domain, char ret_address[BOUNCE_ADDRESS_SIZE]);
bool bounce_address_parse(struct str address, int64_t *ret_id);

#endif
