/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Can the file sharing of Windows or a NAS be reached from the Internet (SMB, [MS-SMB2]; SMB 1 is [MS-CIFS])? Does it
 * still speak SMB 1, and does it leave messages unsigned? Asked by the negotiation alone, one dialect after the other.
 *
 * Priorities. CISA ("SMB Security Best Practices") and Microsoft tell to block SMB at the edge of every network. SMB 1
 * carries the hole by which WannaCry spread without a person (CVE-2017-0144, in KEV): active, open, automatable, high:
 * P1; so does a share that strangers may read. With a newer dialect a password stands before the files, which is tried
 * all day: active, controlled, not automatable, high: P2; that unsigned messages can be changed on the way (relay
 * attacks) does not make it more urgent than it is. The port alone: the same P2, possible.
 */
#ifndef TENKEN_CHECKS_SERVICE_SMB_EXPOSED_H
#define TENKEN_CHECKS_SERVICE_SMB_EXPOSED_H

#include "checks/service/service_rule.h"

/* Variants "smb1", "unsigned", and those of service_rule.h. */
extern const struct service_rule smb_exposed_rule;

#endif
