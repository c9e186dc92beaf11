/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may stand where a host is named: in an authorisation, in a record.
 */
#ifndef TENKEN_RECORDS_HOST_NAME_H
#define TENKEN_RECORDS_HOST_NAME_H

#include "base/str.h"

/* A DNS name, or an IPv4 or IPv6 literal by its form. Forms that inet_aton() would read as another address
 * ("127.1", "0x7f.1", "010.0.0.1") are neither. */
bool host_name_is_valid(struct str host);

#endif
