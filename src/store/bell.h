/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A count of notifications that threads can sleep on. Knows nothing of the store: the writer rings it after a
 * commit, a listener when another process did.
 */
#ifndef TENKEN_STORE_BELL_H
#define TENKEN_STORE_BELL_H

#include <pthread.h>
#include <stdint.h>

struct bell {
	pthread_mutex_t mutex;
	pthread_cond_t rung;
	uint64_t count;
};

void bell_init(struct bell *bell);
void bell_release(struct bell *bell);
void bell_ring(struct bell *bell);
uint64_t bell_count(struct bell *bell);

/* Sleeps until the count differs from seen, at most timeout_ms. */
void bell_wait(struct bell *bell, uint64_t seen, int timeout_ms);

#endif
