/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The modulus by which a server agrees on keys in a finite field (DHE): one that many share, and is it a safe one? Of a
 * shared one of 1024 bits or less the costly part of an attack is done once for all (Adrian et al., "Imperfect Forward
 * Secrecy", CCS 2015); one that is not safe may hide small subgroups (RFC 7919, 8).
 */
#ifndef TENKEN_NET_TLS_PRIME_H
#define TENKEN_NET_TLS_PRIME_H

#include "base/str.h"

#define TLS_PRIME_BITS_TRIED 4096 /* larger ones take too long */

int tls_prime_bits(struct str prime);

/* "ffdhe2048" (RFC 7919), "modp_1024" (RFC 2409, 3526), "dh_1024_160" (RFC 5114); "" when it is none of those. */
const char *tls_prime_name(struct str prime);

enum tls_prime_safety { TLS_PRIME_UNTRIED, TLS_PRIME_SAFE, TLS_PRIME_NOT_SAFE };

/* p and (p-1)/2 are primes, by Miller and Rabin with chosen bases of chance: a false "safe" is rarer than one in 4^16.
 */
enum tls_prime_safety tls_prime_safety(struct str prime);

#endif
