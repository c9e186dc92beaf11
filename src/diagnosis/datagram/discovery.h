/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services that tell a local network what they are, and should not tell the Internet: SSDP (UPnP), WS-Discovery, mDNS
 * (RFC 6762), NetBIOS names (RFC 1002, 4.2.17), CLDAP ([MS-ADTS] 6.3.3), CoAP (RFC 7252, its empty message).
 */
#ifndef TENKEN_DIAGNOSIS_DATAGRAM_DISCOVERY_H
#define TENKEN_DIAGNOSIS_DATAGRAM_DISCOVERY_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue discovery_ssdp_dialogue, discovery_ws_dialogue, discovery_mdns_dialogue,
	discovery_netbios_dialogue, discovery_cldap_dialogue, discovery_coap_dialogue;

#endif
