/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SMTP (RFC 5321): what EHLO tells, kept whole; whether VRFY tells who exists; whether a stranger may send through it
 * to us: MAIL and RCPT for an address of the programme's own host, then RSET, never DATA.
 */
#ifndef TENKEN_DIAGNOSIS_MAIL_SMTP_H
#define TENKEN_DIAGNOSIS_MAIL_SMTP_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue smtp_dialogue;

#endif
