/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The fields of a delivery status notification (RFC 3464 section 2): groups of header lines with a blank line between,
 * the first about the message, each further one about a recipient.
 */
#ifndef TENKEN_MAIL_DELIVERY_STATUS_PRIV_H
#define TENKEN_MAIL_DELIVERY_STATUS_PRIV_H

#include "mail/bounce.h"

/* Header lines with each folded one in one line (RFC 5322 section 2.2.3), ended by '\n'. */
struct str delivery_status_unfold(struct arena *arena, struct str text);

/* Adds the recipients of the text, until there are BOUNCE_RECIPIENTS_MAX. */
void delivery_status_read(struct arena *arena, struct str text, struct bounce *bounce);

const char *delivery_status_action_name(enum bounce_action action);

#endif
