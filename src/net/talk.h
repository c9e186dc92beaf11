/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One conversation over TCP, plain or inside TLS, with somebody who may be slow, endless or hostile. It ends at
 * its deadline and at its cap of bytes, whatever the other side does. It knows nothing of what is said.
 */
#ifndef TENKEN_NET_TALK_H
#define TENKEN_NET_TALK_H

#include "base/buf.h"
#include "net/stop.h"
#include "net/tls_trust.h"

struct ssl_st;
struct tls_client;

/* How a process that can make no connection gets one: the broker (diagnosis/broker.h) at the other end of the channel
 * makes it, to the one service that the channel was opened for. A request is one byte. */
struct talk_way {
	int broker;
	struct stop *stop;
};

struct talk_connection { /* the broker's answer; the descriptor comes with it when err is ERR_OK */
	enum err err;
	int error; /* errno; 0: none */
};

struct talk_limits {
	int64_t connect_ms; /* longest wait for a connection */
	int64_t session_ms; /* from the first packet to the last */
	size_t bytes;       /* received; in TLS besides at most TALK_TLS_MORE_BYTES of handshake and records */
};
#define TALK_TLS_MORE_BYTES ((size_t)96 * 1024)

#define TALK_PORTION_BYTES ((size_t)4096)

struct talk {
	struct stop *stop;
	int fd;
	struct ssl_st *tls; /* NULL: plain */
	int64_t deadline_ms;
	size_t bytes_left;
	size_t wire_left; /* in TLS: what may still come from the line, whatever it holds */
	size_t portion;   /* of wire_left, for the present call of OpenSSL */
	int error; /* errno of a plain talk that is TALK_CLOSED; 0: the other side closed, or an empty datagram */
};

enum talk_event {
	TALK_BYTES,   /* something came and was appended */
	TALK_QUIET,   /* nothing within the time asked for; the session may go on */
	TALK_CLOSED,  /* the other side closed or reset */
	TALK_LATE,    /* the session's deadline */
	TALK_FULL,    /* the session's cap of bytes */
	TALK_STOPPED, /* told to stop */
};
const char *talk_event_name(enum talk_event event);

/* ERR_IO when it is refused, ERR_TIMEOUT when silent, ERR_DENIED when the broker may not, was told to stop or has made
 * enough of them, ERR_BUSY when this machine has no socket left for now. */
MUST_USE enum err talk_open(const struct talk_way *way, const struct talk_limits *limits, struct talk *ret_talk,
			    struct fault *why);
void talk_close(struct talk *talk);

/* The two halves of talk_open(): asks for a connection, which is made while this process goes on with another one;
 * takes it. What was asked for and is not taken ends with the process. One may be asked for at a time. */
bool talk_ask(const struct talk_way *way);
MUST_USE enum err talk_take(const struct talk_way *way, const struct talk_limits *limits, struct talk *ret_talk,
			    struct fault *why);

/* TALK_BYTES when all of it was sent. */
enum talk_event talk_send(struct talk *talk, struct str bytes);

/* Waits for at most wait_ms and appends what was received. */
enum talk_event talk_receive(struct talk *talk, int64_t wait_ms, struct buf *into);

/* The TLS handshake of a client that accepts every certificate and every cipher: it only observes and sends no secret.
 * The talk must stay where it is from here on. server_name may be NULL. ERR_CORRUPT when the other side does not speak
 * TLS that OpenSSL understands; ERR_TOO_LARGE when it sends too much; ERR_TIMEOUT, ERR_DENIED when stopped. */
MUST_USE enum err talk_start_tls(struct talk *talk, struct tls_client *client, const char *server_name,
				 struct fault *why);

/* The same with more wishes than a name. */
struct talk_tls_wish {
	const char *server_name; /* may be NULL */
	const char *protocol;    /* the one to offer by ALPN, at most 15 bytes; NULL: none */
	bool is_at_most_tls12;
};
MUST_USE enum err talk_start_tls_as(struct talk *talk, struct tls_client *client, const struct talk_tls_wish *wish,
				    struct fault *why);

/* What was agreed on. Texts are OpenSSL's or in the struct; staple: what came with the handshake. */
struct talk_tls_facts {
	uint16_t version;
	const char *suite; /* by its IANA name */
	char protocol[16]; /* ALPN; "" when none was chosen */
	const char *group; /* of the key exchange, as OpenSSL calls it; "" when there was none */
	int group_bits;
	bool has_renegotiation, has_master_secret, has_ticket; /* of TLS 1.2 and before */
	size_t timestamps; /* signed certificate timestamps in the handshake or the staple, not in the certificate */
	struct tls_staple staple;
};
void talk_tls_facts(const struct talk *talk, const struct tls_client *client, struct talk_tls_facts *ret_facts);

/* What this machine's issuers say of the certificates. ERR_UNSUPPORTED without a list; ERR_NOT_FOUND without any. */
MUST_USE enum err talk_tls_chain(const struct talk *talk, const struct tls_client *client, struct tls_chain *ret_chain,
				 struct fault *why);
const char *talk_tls_trust_name(const struct tls_client *client); /* as tls_trust_name() */

/* Begins a second handshake in a session of TLS 1.2 or before, as a visitor may (RFC 5246, 7.2.2, lets a server
 * refuse). True when the server went through with it. The session may be over then. */
bool talk_renegotiate(struct talk *talk);

/* The certificates as they came (DER), the server's own first; valid until talk_close(). */
size_t talk_certificate_count(const struct talk *talk);
struct str talk_certificate(const struct talk *talk, struct arena *arena, size_t position);

/* What all handshakes share. issuers: as tls_trust_new(). Make it before the sandbox is built. NULL when OpenSSL has no
 * memory. */
struct tls_client *talk_tls_client_new(const char *issuers);
void talk_tls_client_free(struct tls_client *client);

#endif
