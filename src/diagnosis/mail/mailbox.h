/* SPDX-License-Identifier: Apache-2.0 */
/*
 * IMAP (RFC 3501) and POP3 (RFC 2449): what they say that they can do, before anybody signs in.
 */
#ifndef TENKEN_DIAGNOSIS_MAIL_MAILBOX_H
#define TENKEN_DIAGNOSIS_MAIL_MAILBOX_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue mailbox_imap_dialogue;
extern const struct dialogue mailbox_pop3_dialogue;

#endif
