/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Can the screen of a Windows computer be reached from the Internet (Remote Desktop, [MS-RDPBCGR])? And does it want to
 * know who is there before it shows anything (Network Level Authentication, that is CredSSP)?
 *
 * Asked by the negotiation of 2.2.1.1 with one security protocol after the other; no sign-in is begun. NLA is off where
 * "rdp" or "tls" is accepted: a server that demands it refuses them with HYBRID_REQUIRED_BY_SERVER.
 *
 * Priorities. Beside VPN devices, Remote Desktop is the way by which ransomware enters Japanese companies, small ones
 * too (National Police Agency, yearly reports on threats in cyberspace): programs try passwords all day, and one that
 * is weak or stolen gives them the machine: active, controlled, automatable, high: P1. Without NLA no password is
 * needed to reach the code that BlueKeep attacked (CVE-2019-0708, in KEV): active, open, automatable, high: P1. The
 * port alone: P2, possible.
 */
#ifndef TENKEN_CHECKS_SERVICE_RDP_EXPOSED_H
#define TENKEN_CHECKS_SERVICE_RDP_EXPOSED_H

#include "checks/service/service_rule.h"

/* Variants "nla_off", "nla", and those of service_rule.h. */
extern const struct service_rule rdp_exposed_rule;

#endif
