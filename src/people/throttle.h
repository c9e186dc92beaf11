/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How long a sign-in must wait after failures, of which the caller keeps the record.
 *
 * Three records are kept. A name from one address waits a minute at most: 1,440 guesses a day are nothing against
 * twelve characters. An address may fail more often with many names (an office behind one address) but then waits
 * longer. A name that fails from everywhere waits only after many failures, so that nobody locks a colleague out by
 * typing the name: who has a thousand addresses makes the colleague wait, and only at a browser that the colleague has
 * never used (usecases/account/sign_in.h). Pure: counts and instants in, a wait out. Knows no store, no name and no
 * address.
 */
#ifndef TENKEN_PEOPLE_THROTTLE_H
#define TENKEN_PEOPLE_THROTTLE_H

#include <stdint.h>

struct throttle {
	int64_t failures; /* in a row, without a pause of THROTTLE_FORGET_MS */
	int64_t last_ms;  /* the latest of them; 0 when none */
};

struct throttle_rule {
	int64_t free_failures; /* that cost nothing */
	int64_t wait_max_ms;
};

#define THROTTLE_FORGET_MS INT64_C(3600000)
#define THROTTLE_PAIR      ((struct throttle_rule){.free_failures = 5, .wait_max_ms = 60 * 1000})
#define THROTTLE_ADDRESS   ((struct throttle_rule){.free_failures = 20, .wait_max_ms = 15 * 60 * 1000})
#define THROTTLE_NAME      ((struct throttle_rule){.free_failures = 100, .wait_max_ms = 60 * 1000})

/* Milliseconds until the next attempt is considered; 0 for now. The first failures are free; from then on the wait is
 * one second and doubles. A clock that was set back asks for no more than one wait. */
int64_t throttle_wait_ms(struct throttle_rule rule, struct throttle record, int64_t now_ms);

/* The record after one more failure. After a success the record is simply dropped. */
struct throttle throttle_fail(struct throttle record, int64_t now_ms);

#endif
