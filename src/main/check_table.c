/* SPDX-License-Identifier: Apache-2.0 */
#include "main/check_table.h"

#include "checks/cleartext_login.h"
#include "checks/outdated_tls.h"
#include "checks/tls_certificate_expiry.h"

const struct check check_table[] = {
	{"cleartext-login", "port.open, port.summary, service.banner, service.auth", cleartext_login_judge},
	{"outdated-tls", "tls.version", outdated_tls_judge},
	{"tls-certificate-expiry", "tls.certificate, tls.version, http.response", tls_certificate_expiry_judge},
	{"", "", NULL},
};
