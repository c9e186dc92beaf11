/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services over UDP that answer more than they were asked, so that somebody who writes another's address on the
 * question has them flood that other: chargen and quote of the day (RFC 864, 865), CLDAP (Active Directory, [MS-ADTS]),
 * mDNS (RFC 6762, which forbids to answer beyond the own network, 11), Memcached, NTP's monlist (CVE-2013-5211), SSDP
 * (UPnP) and WS-Discovery. CISA's alert TA14-017A lists them.
 *
 * The factor is payload answered over payload asked, the bandwidth amplification factor of Rossow, "Amplification Hell"
 * (NDSS 2014). Measured with one small question each; reading stops at the cap of the probe, so that the real factor
 * may be higher. NTP is made for the Internet: a server that refuses monlist, with an answer no longer than the
 * question, is good. The others have no business there, whatever they answer.
 *
 * Priorities. A service that at least doubles what it gets is used for attacks on others as soon as it is found; the
 * company loses its line and its good name, not its data: active, open, automatable, low: P2. Memcached hands out data
 * and multiplies by tens of thousands: medium: P1. One that does not double is of little use to anybody: not
 * automatable: P3. Silence is untestable: a lost packet looks the same.
 */
#ifndef TENKEN_CHECKS_SERVICE_AMPLIFIER_H
#define TENKEN_CHECKS_SERVICE_AMPLIFIER_H

#include "checks/check.h"

/* Variants "amplifies", "small" (bad), "no_gain", "refused" (good), "silent", "unmeasured" (untestable). Details:
 * service, and of those that answered asked and answered, bytes, and factor, text: "30.8". Remedy: "close:PORT". */
void amplifier_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

/* The rules of its checks. */
struct amplifier;
extern const struct amplifier amplifier_chargen;
extern const struct amplifier amplifier_cldap;
extern const struct amplifier amplifier_mdns;
extern const struct amplifier amplifier_memcached;
extern const struct amplifier amplifier_ntp_monlist;
extern const struct amplifier amplifier_ssdp;
extern const struct amplifier amplifier_ws_discovery;

#endif
