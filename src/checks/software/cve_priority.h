/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The four questions of findings/priority.h, answered for one CVE at a service that the Internet reaches. CISA's words
 * (KEV, the ADP container's SSVC) go first; where it said nothing, the CVSS vector is read:
 *
 *   exploitation   active: in KEV, or SSVC says so. public: SSVC "poc", or EPSS of EXPLOITATION_EPSS or more. Else
 * none. exposure       small: not over the Internet (AV:L, AV:P, AV:A). controlled: behind a sign-in (PR, Au) or with
 * somebody's click (UI). Else open. automatable    SSVC; else over the Internet, without a sign-in, a click or luck
 * (AC:L). impact         SSVC "total": high. Else high where secrets and content are lost whole (C:H and I:H; v2 C:C
 * and I:C), medium where one of the three is, or v2's partial for all three, else low. Nothing known: medium.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_CVE_PRIORITY_H
#define TENKEN_CHECKS_SOFTWARE_CVE_PRIORITY_H

#include "findings/priority.h"
#include "knowledge/catalog/catalog.h"

struct priority_facts cve_priority_facts(const struct catalog_cve *cve);

/* By the table; what is not confirmed and not in KEV is never P1 (docs/priority.md). */
enum priority cve_priority_decide(const struct catalog_cve *cve, enum confidence confidence);

#endif
