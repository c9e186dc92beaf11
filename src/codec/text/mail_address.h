/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a mail address can be put on the wire as it stands: RFC 5321's length bounds, and
 * nothing in it that ends a header, a command or an address. Old addresses of Japanese carriers ("a..b@",
 * "a.@") break RFC 5322 and are delivered all the same, so dots may stand anywhere. Quoted
 * local parts and non-ASCII addresses (SMTPUTF8) are not sent to.
 */
#ifndef TENKEN_CODEC_TEXT_MAIL_ADDRESS_H
#define TENKEN_CODEC_TEXT_MAIL_ADDRESS_H

#include "base/str.h"

#define MAIL_ADDRESS_LENGTH_MAX 254 /* RFC 5321 section 4.5.3.1.3: a path of 256 with < and > */

enum mail_address_fault {
	MAIL_ADDRESS_FINE,
	MAIL_ADDRESS_NO_ADDRESS, /* not one @ between two parts, too long, or a byte that no local part has */
	MAIL_ADDRESS_DASH_FIRST, /* which a program on the mail's way could read as an option */
	MAIL_ADDRESS_DOMAIN,     /* not labels of 1 to 63 letters, digits and inner hyphens (RFC 1123 section 2.1), or
				  * digits alone behind the last dot */
};

enum mail_address_fault mail_address_judge(struct str address);
bool mail_address_is_sendable(struct str address); /* judged as fine */

/* What stands behind the last '@'; empty when there is none. */
struct str mail_address_domain(struct str address);

#endif
