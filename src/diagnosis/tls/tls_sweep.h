/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What one version of TLS is offered next, and what is learnt of the answer. All is offered at first; then each time
 * all that the server has not chosen yet, until it refuses: so it names its suites in the order in which it likes them.
 * Beside them it is offered groups and signatures, those first that it has not chosen yet: a server that takes the
 * client's order names another one each time, and the choice of suites is not disturbed. Pure.
 */
#ifndef TENKEN_DIAGNOSIS_TLS_TLS_SWEEP_H
#define TENKEN_DIAGNOSIS_TLS_TLS_SWEEP_H

#include "net/tls_answer.h"
#include "net/tls_cipher.h"
#include "net/tls_hello.h"

#define TLS_SWEEP_CODES_MAX  256
#define TLS_SWEEP_PRIMES_MAX 3
#define TLS_SWEEP_SHORT      4 /* with so few questions left the weak suites go first */

struct tls_codes {
	uint16_t at[TLS_SWEEP_CODES_MAX];
	size_t count;
};

/* What is looked for, in this order; each ends when the server refuses. */
enum tls_sweep_phase {
	TLS_SWEEP_SUITES,
	TLS_SWEEP_LATER,      /* suites that a newer version took, so that they are hardly news */
	TLS_SWEEP_GROUPS,     /* those that were not named by themselves */
	TLS_SWEEP_SIGNATURES, /* likewise, in TLS 1.2 */
	TLS_SWEEP_ORDER,      /* whose order of suites counts */
	TLS_SWEEP_DONE,
};

struct tls_sweep {
	enum tls_version version;
	enum tls_sweep_phase phase;
	bool is_accepted;
	bool is_cut;                          /* it ended without a refusal: what is left is not known */
	bool is_disordered;                   /* accepted is not in the server's order throughout */
	struct tls_codes left, later;         /* suites still to be offered */
	struct tls_codes accepted, refused;   /* suites */
	struct tls_codes groups_left, groups; /* groups: in the order in which they were chosen */
	struct tls_codes signatures_left, signatures;
	struct tls_codes offered; /* in the last hello */
	struct tls_answer first;  /* the first hello of the server, in full */
	enum { TLS_ORDER_UNKNOWN, TLS_ORDER_SERVER, TLS_ORDER_CLIENT } order;
	struct {
		size_t size;
		unsigned char bytes[TLS_ANSWER_PRIME_MAX];
	} primes[TLS_SWEEP_PRIMES_MAX]; /* of DHE, each once */
	size_t prime_count;
	bool is_narrow;      /* the last hello offered only groups that were not chosen yet, ... */
	bool has_all_groups; /* ... which suites are not looked for with any more */
	/* Room for what the hello points at. */
	struct tls_codes offered_groups, offered_signatures;
};

void tls_sweep_begin(struct tls_sweep *sweep, enum tls_version version);

/* Suites that the newer one took wait for TLS_SWEEP_LATER. */
void tls_sweep_put_off(struct tls_sweep *sweep, const struct tls_sweep *newer);

/* Only suites that are wanted are offered before TLS_SWEEP_LATER; those put off before may come back. */
void tls_sweep_narrow(struct tls_sweep *sweep, bool (*is_wanted)(uint16_t suite));

/* These are offered before the others that are left. */
void tls_sweep_put_first(struct tls_sweep *sweep, bool (*is_wanted)(uint16_t suite));

/* What refused may have been something else than the service: nothing is known of what seemed refused. */
void tls_sweep_doubt(struct tls_sweep *sweep);

/* Fills in all of the hello but name and random; what it points at lives in the sweep. questions: how many may still be
 * asked. False when nothing is to be asked up to that phase; then sweep->phase is a later one. */
bool tls_sweep_next(struct tls_sweep *sweep, enum tls_sweep_phase last, size_t questions, struct tls_hello *hello);

/* The answer to it; NULL: the server refused. */
void tls_sweep_take(struct tls_sweep *sweep, const struct tls_answer *answer);

/* What it accepted before, once more; the answer is not for the sweep. */
void tls_sweep_again(struct tls_sweep *sweep, struct tls_hello *hello);

/* No answer came that tells anything: the sweep ends here. */
void tls_sweep_cut(struct tls_sweep *sweep);

bool tls_sweep_has(const struct tls_codes *codes, uint16_t code);

#endif
