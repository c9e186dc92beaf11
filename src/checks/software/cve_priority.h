/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The four questions of findings/priority.h, answered for one CVE at a service that the Internet reaches. CISA's words
 * (KEV, the ADP container's SSVC) go first; where it said nothing, the CVSS vector is read:
 *
 * - exploitation: active in KEV, or where SSVC says so. Likely with EPSS of EXPLOITATION_EPSS or more; without EPSS,
 * and with a lower one where anybody reaches it, when the product or the vendor was exploited again and again. SSVC's
 * "poc" raises nothing: most of what entered KEV later had none (docs/priority.md).
 * - exposure: small when not over the Internet (AV:L, AV:P, AV:A); controlled behind a sign-in (PR, Au) or with
 *   somebody's click (UI); else open.
 * - automatable: SSVC; else over the Internet, without a sign-in, a click or luck (AC:L).
 * - impact: high with SSVC "total", or where secrets and content are lost whole (C:H and I:H; v2 C:C and I:C); medium
 *   where one of the three is, or with v2's partial for all three, or when nothing is known; else low.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_CVE_PRIORITY_H
#define TENKEN_CHECKS_SOFTWARE_CVE_PRIORITY_H

#include "findings/priority.h"
#include "knowledge/catalog/catalog.h"

struct priority_facts cve_priority_facts(const struct catalog_cve *cve);

/* By the table; what is not confirmed and not in KEV is never P1 (docs/priority.md). */
enum priority cve_priority_decide(const struct catalog_cve *cve, enum confidence confidence);

#endif
