/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a name that a certificate shows (subjectAltName) stands for a host, by RFC 9525, 6.3: letters in any case;
 * "*" only as the whole first label, for exactly one label; names with letters beyond ASCII only in their A-label form
 * ("xn--..."); an address only by itself. The common name of the subject does not count any more.
 */
#ifndef TENKEN_CHECKS_TLS_CERTIFICATE_NAME_H
#define TENKEN_CHECKS_TLS_CERTIFICATE_NAME_H

#include "base/str.h"

bool certificate_name_stands_for(struct str shown, struct str host);

/* An IPv4 or IPv6 literal, by its characters. */
bool certificate_name_is_address(struct str host);

#endif
