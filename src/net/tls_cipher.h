/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cipher suites that the probe offers and their IANA names (TLS Cipher Suites registry).
 */
#ifndef TENKEN_NET_TLS_CIPHER_H
#define TENKEN_NET_TLS_CIPHER_H

#include <stddef.h>
#include <stdint.h>

/* Servers choke on more than this in one ClientHello. */
#define TLS_CIPHER_OFFER_MAX 128

struct tls_cipher {
	uint16_t code;
	uint16_t since; /* lowest protocol version in which it may be used: 0x0300 SSL 3.0 ... 0x0304 TLS 1.3 */
	const char *name;
};

extern const struct tls_cipher tls_cipher_table[];
extern const size_t tls_cipher_count;

/* NULL when it is not in the table. */
const char *tls_cipher_name(uint16_t code);

#endif
