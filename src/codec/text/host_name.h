/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What may stand where a host is named: in a form, in an authorisation, in a record. Pure.
 */
#ifndef TENKEN_CODEC_TEXT_HOST_NAME_H
#define TENKEN_CODEC_TEXT_HOST_NAME_H

#include "base/str.h"

/* A DNS name, or an IPv4 or IPv6 literal as inet_pton() reads it. Forms that inet_aton() would read as another address
 * ("127.1", "0x7f.1", "010.0.0.1") are neither. */
bool host_name_is_valid(struct str host);

/* A literal of this machine itself: 127.0.0.0/8, also mapped into IPv6, or ::1. No name is: it may lead anywhere. */
bool host_name_is_loopback(struct str host);

/* Four numbers from 0 to 255 without leading zeros. False for anything else. */
bool host_name_read_ipv4(struct str host, unsigned char ret_bytes[4]);

#define HOST_NAME_ADDRESS_MAX 40 /* with its terminator */

/* A literal of IPv6 in its one form (RFC 5952, section 4); of IPv4 mapped into IPv6 that of IPv4. False for anything
 * else. */
bool host_name_short_ipv6(struct str host, char ret_text[HOST_NAME_ADDRESS_MAX]);

#endif
