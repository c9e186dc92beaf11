/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Writes the first message of TLS, for versions and suites that OpenSSL no longer speaks. No keys, no secrets, no
 * sockets: nobody will ever derive a key from what stands in it. SSL 2.0: the Netscape specification, as RFC 6101,
 * appendix E tells it; SSL 3.0: RFC 6101; TLS 1.0: RFC 2246; 1.1: RFC 4346; 1.2: RFC 5246; 1.3: RFC 8446.
 */
#ifndef TENKEN_NET_TLS_HELLO_H
#define TENKEN_NET_TLS_HELLO_H

#include "base/buf.h"

enum tls_version {
	TLS_VERSION_SSL2 = 0x0002,
	TLS_VERSION_SSL3 = 0x0300,
	TLS_VERSION_1_0 = 0x0301,
	TLS_VERSION_1_1 = 0x0302,
	TLS_VERSION_1_2 = 0x0303,
	TLS_VERSION_1_3 = 0x0304,
};
const char *tls_hello_version_name(enum tls_version version); /* "SSLv3", "TLSv1.0" ... */

#define TLS_HELLO_RANDOM_SIZE 64
#define TLS_HELLO_BYTES_MAX   ((size_t)2048)

#define TLS_SUITE_RENEGOTIATION 0x00ff /* TLS_EMPTY_RENEGOTIATION_INFO_SCSV, RFC 5746 */
#define TLS_SUITE_FALLBACK      0x5600 /* TLS_FALLBACK_SCSV, RFC 7507 */

struct tls_numbers {
	const uint16_t *at;
	size_t count;
};

struct tls_hello {
	enum tls_version version; /* TLS 1.3 is offered alone; an older one as the highest, by the rules of the time */
	const char *server_name;  /* the name to ask for, or NULL (RFC 6066: never an address) */
	const unsigned char *random; /* TLS_HELLO_RANDOM_SIZE fresh bytes: the random field, the share of a key */
	struct tls_numbers suites;   /* TLS_CIPHER_OFFER_MAX at most, signals among them */
	struct tls_numbers groups, signatures;
	bool has_key_share; /* of x25519. Without one a server of TLS 1.3 answers with the group that it wants (4.1.4)
			     */
	bool wants_extras;  /* heartbeat, tickets, staple, timestamps, compression: what an answer shows in clear */
	bool offers_http2;  /* "h2" before "http/1.1" (RFC 7301) */
};

/* At most TLS_HELLO_BYTES_MAX for any counts that the program's tables allow. */
void tls_hello_write(const struct tls_hello *hello, struct buf *out);

/* All kinds of cipher of SSL 2.0. */
void tls_hello_write_ssl2(const unsigned char random[TLS_HELLO_RANDOM_SIZE], struct buf *out);

#endif
