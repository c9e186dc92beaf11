/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services that speak in lines and say what they can do when they are asked (banner.h): FTP, SMTP, IMAP, POP3.
 */
#ifndef TENKEN_DIAGNOSIS_DIALOGUE_CAPABILITY_H
#define TENKEN_DIAGNOSIS_DIALOGUE_CAPABILITY_H

#include "diagnosis/visit.h"

/* Says a line of its protocol and reads until the reply is whole, nothing comes in time, or the talk ends. */
void capability_say(struct talk *talk, const char *service, struct str line, struct buf *answer);

/* The same with the question of the service. */
void capability_ask(const struct visit *visit, struct talk *talk, const char *service, struct buf *answer);

/* Observes service.auth as the answer has it, or that it does not say. */
void capability_tell(const struct visit *visit, uint16_t port, const char *service, struct str answer);

#endif
