/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Administration over UDP: IPMI (which ways to sign in it has) and SNMP for the community "public", which is a password
 * of a kind and so is asked with a consent of its own alone; and SIP.
 */
#ifndef TENKEN_DIAGNOSIS_DATAGRAM_MANAGE_H
#define TENKEN_DIAGNOSIS_DATAGRAM_MANAGE_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue manage_ipmi_dialogue, manage_snmp_dialogue, manage_sip_dialogue;

#endif
