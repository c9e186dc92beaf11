/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first two messages of TLS, for versions that OpenSSL no longer speaks: writes a ClientHello that offers exactly
 * one version, reads whether the answer accepts it. No keys, no secrets, no sockets. SSL 3.0: RFC 6101; TLS 1.0: RFC
 * 2246; 1.1: RFC 4346; 1.2: RFC 5246; 1.3: RFC 8446.
 */
#ifndef TENKEN_NET_TLS_WIRE_H
#define TENKEN_NET_TLS_WIRE_H

#include "base/buf.h"

enum tls_version {
	TLS_VERSION_SSL3 = 0x0300,
	TLS_VERSION_1_0 = 0x0301,
	TLS_VERSION_1_1 = 0x0302,
	TLS_VERSION_1_2 = 0x0303,
	TLS_VERSION_1_3 = 0x0304,
};
const char *tls_wire_version_name(enum tls_version version); /* "SSLv3", "TLSv1.0" ... */

#define TLS_WIRE_RANDOM_SIZE 64
#define TLS_WIRE_REPLY_MAX   ((size_t)16 * 1024) /* a ServerHello fits many times */

/* server_name: the name to ask for, or NULL (RFC 6066: never an address). random: fresh bytes for the random field
 * and the key share; nobody will ever derive a key from them. */
void tls_wire_client_hello(enum tls_version version, const char *server_name,
			   const unsigned char random[TLS_WIRE_RANDOM_SIZE], struct buf *out);

enum tls_reply {
	TLS_REPLY_UNFINISHED, /* may still become an answer: read more */
	TLS_REPLY_HELLO,
	TLS_REPLY_ALERT,
	TLS_REPLY_OTHER, /* this is not TLS */
};

struct tls_answer {
	uint16_t version; /* of a HELLO: what the server chose */
	uint16_t cipher;
	unsigned char alert; /* of an ALERT: its description (RFC 8446 section 6) */
};

/* bytes: all that came so far. */
enum tls_reply tls_wire_read_answer(struct str bytes, struct tls_answer *ret_answer);

#endif
