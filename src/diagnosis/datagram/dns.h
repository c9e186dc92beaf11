/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A name server, over TCP and UDP: version.bind (RFC 4892), and whether it looks names up for strangers, asked for the
 * host of the programme's own page; without one it is not asked.
 */
#ifndef TENKEN_DIAGNOSIS_DATAGRAM_DNS_H
#define TENKEN_DIAGNOSIS_DATAGRAM_DNS_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue dns_dialogue, dns_udp_dialogue;

#endif
