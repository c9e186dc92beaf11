/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Rude servers on free loopback ports, each a thread that serves one connection after the other.
 */
#ifndef TENKEN_TESTS_PEERS_PEER_H
#define TENKEN_TESTS_PEERS_PEER_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PEER_PORTS_MAX 40

struct peer {
	int fds[PEER_PORTS_MAX];
	uint16_t ports[PEER_PORTS_MAX];
	size_t count;
	void (*serve)(struct peer *peer, int fd); /* closes nothing */
	void *context;
	atomic_bool is_over;
	atomic_int connections;
	atomic_long bytes; /* received by peer_listen() */
	pthread_t thread;
};

/* Listens on `count` free ports of an address ("127.0.0.1"), or on one given port. False when that port is taken. */
void peer_start(struct peer *peer, const char *address, size_t count, void (*serve)(struct peer *, int));
bool peer_start_on(struct peer *peer, const char *address, uint16_t port, void (*serve)(struct peer *, int));
void peer_stop(struct peer *peer); /* a second time does nothing; `connections` is final behind it */

/* For serve functions. Both return false once the other side has gone or the test is over. */
bool peer_say(struct peer *peer, int fd, const void *bytes, size_t size);
bool peer_listen(struct peer *peer, int fd, int wait_ms); /* true: silence or bytes, which are counted and dropped */

/* Ways to be rude. */
void peer_is_silent(struct peer *peer, int fd);
void peer_hangs_up(struct peer *peer, int fd);
void peer_resets(struct peer *peer, int fd);
void peer_drips(struct peer *peer, int fd);
void peer_greets_forever(struct peer *peer, int fd);
void peer_sends_endless_headers(struct peer *peer, int fd);
void peer_sends_endless_body(struct peer *peer, int fd);
void peer_answers_in_plain_text(struct peer *peer, int fd);
void peer_offers_mail(struct peer *peer, int fd);      /* SMTP with AUTH, without STARTTLS */
void peer_offers_mailboxes(struct peer *peer, int fd); /* IMAP that takes a password before its STARTTLS */
void peer_claims_a_huge_hello(struct peer *peer, int fd);

/* A TLS server that speaks TLS 1.0 only and shows a certificate of its own that has expired. */
void peer_speaks_old_tls(struct peer *peer, int fd);
struct ssl_ctx_st *peer_old_tls_new(void);
/* Speaks TLS on the first connection that begins with a hello, or the first two, and hangs up on all that follow. */
void peer_shuts_out_after_one(struct peer *peer, int fd);
void peer_shuts_out_after_two(struct peer *peer, int fd);
struct ssl_ctx_st *peer_new_tls_new(void); /* TLS 1.2 and 1.3 */
void peer_tls_free(struct ssl_ctx_st *context);

/* TLS that never gets anywhere. The first asks for a hello for ever, from the eighth connection on (before it refuses
 * every hello, as a TLS server does); the second shakes hands in TLS 1.3 and then sends tickets for ever. */
void peer_asks_for_hellos_forever(struct peer *peer, int fd);
void peer_sends_tickets_forever(struct peer *peer, int fd);
struct ssl_ctx_st *peer_tickets_new(void); /* the second's context; free it with peer_tls_free() */

/* A name server on UDP: answers every question of type A with one address, or with a message that loops, and every one
 * of type TXT with one text of at most 200 bytes. */
struct dns_peer {
	int fd;
	uint16_t port;
	unsigned char address[4];
	bool is_looping;
	const char *text; /* answers questions of type TXT; NULL: there is no such record */
	char asked[256];  /* the last name that was asked for */
	bool is_flooding; /* answers the first question with wrong answers without end */
	atomic_bool is_over;
	atomic_int questions;
	pthread_t thread;
};
void dns_peer_start(struct dns_peer *peer);
void dns_peer_stop(struct dns_peer *peer);

#endif
