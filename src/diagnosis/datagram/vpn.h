/* SPDX-License-Identifier: Apache-2.0 */
/*
 * VPN gateways as far as they answer a stranger: IKE (RFC 2408: a proposal, which is chosen or refused) and OpenVPN
 * without tls-auth (its reset). WireGuard answers nobody that it does not know, so it cannot be told from silence.
 */
#ifndef TENKEN_DIAGNOSIS_DATAGRAM_VPN_H
#define TENKEN_DIAGNOSIS_DATAGRAM_VPN_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue vpn_ike_dialogue, vpn_openvpn_dialogue;

#endif
