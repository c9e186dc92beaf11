/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: header values that are lists of "name=value" parts behind semicolons, as Set-Cookie (RFC 6265, 5.2),
 * Strict-Transport-Security (RFC 6797, 6.1) and, with a blank for the "=", Content-Security-Policy.
 */
#ifndef TENKEN_CHECKS_WEB_HEADER_LIST_H
#define TENKEN_CHECKS_WEB_HEADER_LIST_H

#include "base/str.h"

struct header_part {
	struct str name, value; /* trimmed, a value without its quotes; "" where there is none */
};

/* Cuts the next part off; false at the end. separator: between name and value. Empty parts are passed over. */
bool header_list_next_part(struct str *rest, char separator, struct header_part *ret_part);

/* The value of the first part of that name, letters of any case; false when there is none. */
bool header_list_find_part(struct str list, char separator, const char *name, struct str *ret_value);

#endif
