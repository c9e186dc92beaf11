/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SIP (RFC 3261, 11): OPTIONS, the question what it can do; it is no call.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_SIP_H
#define TENKEN_DIAGNOSIS_REMOTE_SIP_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue sip_dialogue;

/* The question, to be sent over "TCP", "TLS" or "UDP". */
void sip_ask(const char *target, uint16_t port, const char *about_url, const char *transport, struct buf *out);

#endif
