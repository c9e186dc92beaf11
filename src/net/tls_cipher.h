/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cipher suites that the probe offers and their names (IANA, TLS Cipher Suites registry; EXPORT1024: the expired
 * draft-ietf-tls-56-bit-ciphersuites). Left out is what needs a secret that we have not (PSK, SRP, Kerberos), and the
 * national suites of Russia.
 */
#ifndef TENKEN_NET_TLS_CIPHER_H
#define TENKEN_NET_TLS_CIPHER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Servers choke on more than this in one ClientHello. */
#define TLS_CIPHER_OFFER_MAX 128

struct tls_cipher {
	uint16_t code;
	uint16_t since; /* lowest protocol version in which it may be used: 0x0300 SSL 3.0 ... 0x0304 TLS 1.3 */
	bool is_weak;   /* worth a question of its own: NULL, anon, EXPORT, RC2, RC4, DES, 3DES, IDEA */
	const char *name;
};

extern const struct tls_cipher tls_cipher_table[];
extern const size_t tls_cipher_count;

/* NULL when it is not in the table. */
const struct tls_cipher *tls_cipher_find(uint16_t code);
const char *tls_cipher_name(uint16_t code);

/* What a ServerKeyExchange of the suite holds (RFC 5246, 7.4.3; RFC 8422, 5.4). */
enum tls_exchange {
	TLS_EXCHANGE_OTHER, /* nothing that we read, or there is none */
	TLS_EXCHANGE_DHE,
	TLS_EXCHANGE_DH_ANON, /* without a signature */
	TLS_EXCHANGE_ECDHE,
	TLS_EXCHANGE_ECDH_ANON,
};
enum tls_exchange tls_cipher_exchange(uint16_t code);

#endif
