/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Can anybody on the Internet open the page by which a server, a device or the web site is administered?
 *
 * Priorities. Behind a sign-in, so controlled; programs try passwords at such pages all day: likely, automatable. Who
 * gets in owns a server, a router, the stored files or a database: high: P2. A monitor or a printer is one service:
 * medium: P3. The sign-in of a web site's editor is usually there for everybody, and a guessed password gives the site
 * alone: medium: P3. What a version of these is vulnerable to is known_vulnerability's business.
 */
#ifndef TENKEN_CHECKS_WEB_ADMIN_LOGIN_EXPOSED_H
#define TENKEN_CHECKS_WEB_ADMIN_LOGIN_EXPOSED_H

#include "checks/web/login_page.h"

/* Variants: "machine", "service", "site" (bad), "" (good, untestable). Details: product, service, path. Remedy:
 * "admin-page:PRODUCT", such as admin-page:synology_dsm; a site's is a deed of its own, since its port has to stay
 * open. */
extern const struct login_rule admin_login_exposed_rule;

#endif
