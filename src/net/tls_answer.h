/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads what a server answers to a ClientHello (net/tls_hello.h), as far as it is sent in clear: which version and
 * suite it chose, what it offers, and in which group it agrees on keys. RFC 8446, 4.1.3; RFC 5246, 7.4; for SSL 2.0 RFC
 * 6101, appendix E and DROWN's description.
 */
#ifndef TENKEN_NET_TLS_ANSWER_H
#define TENKEN_NET_TLS_ANSWER_H

#include "base/str.h"

#define TLS_ANSWER_BYTES_MAX ((size_t)40 * 1024) /* certificates of 16 KiB and a key fit */
#define TLS_ANSWER_PRIME_MAX 1280                /* bytes of a modulus: 10,240 bits */

enum tls_reply {
	TLS_REPLY_UNFINISHED, /* may still become an answer: read more */
	TLS_REPLY_BEGUN,      /* a hello, but of its key exchange nothing yet: read more, or take what there is */
	TLS_REPLY_HELLO,
	TLS_REPLY_ALERT,
	TLS_REPLY_OTHER, /* this is not TLS */
};

struct tls_answer {
	unsigned char alert; /* of an ALERT: its description (RFC 8446, 6) */
	/* Of a HELLO: */
	uint16_t version; /* what the server chose */
	uint16_t cipher;
	bool is_retry; /* HelloRetryRequest: it would go on with another group */
	bool is_compressed;
	bool has_renegotiation, has_master_secret, has_encrypt_then_mac, has_ticket, has_heartbeat;
	char protocol[16];  /* ALPN; "" when none was chosen */
	uint16_t group;     /* of a curve, or of TLS 1.3; 0: not told */
	uint16_t signature; /* 0: not told */
	size_t prime_size;  /* of a DHE modulus without leading zeros, as told; more than fit are not kept */
	unsigned char prime[TLS_ANSWER_PRIME_MAX];
};

/* bytes: all that came so far. *ret_answer is written for BEGUN, HELLO and ALERT. */
enum tls_reply tls_answer_read(struct str bytes, struct tls_answer *ret_answer);

#define TLS_ANSWER_KINDS_MAX 16

/* The same for a ClientHello of SSL 2.0: HELLO when it takes part, with the kinds of cipher that it knows. */
struct tls_ssl2_answer {
	uint32_t kinds[TLS_ANSWER_KINDS_MAX];
	size_t kind_count;
};
enum tls_reply tls_answer_read_ssl2(struct str bytes, struct tls_ssl2_answer *ret_answer);

/* "SSL_CK_RC4_128_WITH_MD5"; NULL when it is none of the seven. */
const char *tls_answer_ssl2_name(uint32_t kind);

#endif
