/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the company have a VPN whose sign-in page everybody can open? It has to be reachable, that is its purpose; yet
 * VPN devices are the way in of most ransomware in Japan (National Police Agency, yearly report on threats in
 * cyberspace), through flaws that were not mended and passwords without a second factor. So it is said, with restraint.
 *
 * Priority. Behind a sign-in: controlled. A door, no hole: it takes a flaw, which known_vulnerability tells, or a
 * stolen password, so not automatable. Behind it is the whole office: likely, high: P2. Where KEV took in a CVE of the
 * product within two years, the next one needs no password: active, open, automatable: P1.
 */
#ifndef TENKEN_CHECKS_WEB_VPN_LOGIN_EXPOSED_H
#define TENKEN_CHECKS_WEB_VPN_LOGIN_EXPOSED_H

#include "checks/web/login_page.h"

/* Variants: "" (bad, good, untestable). Details: product, service, path. Remedy: "update:PRODUCT" as in a CPE name. */
extern const struct login_rule vpn_login_exposed_rule;

#endif
