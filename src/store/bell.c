/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bell.h"

#include <time.h>

void bell_init(struct bell *bell)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&bell->mutex, NULL);
	pthread_cond_init(&bell->rung, &monotonic);
	pthread_condattr_destroy(&monotonic);
	bell->count = 0;
}

void bell_release(struct bell *bell)
{
	pthread_cond_destroy(&bell->rung);
	pthread_mutex_destroy(&bell->mutex);
}

void bell_ring(struct bell *bell)
{
	pthread_mutex_lock(&bell->mutex);
	bell->count++;
	pthread_cond_broadcast(&bell->rung);
	pthread_mutex_unlock(&bell->mutex);
}

uint64_t bell_count(struct bell *bell)
{
	uint64_t count;

	pthread_mutex_lock(&bell->mutex);
	count = bell->count;
	pthread_mutex_unlock(&bell->mutex);
	return count;
}

void bell_wait(struct bell *bell, uint64_t seen, int timeout_ms)
{
	struct timespec until;

	if (timeout_ms < 0)
		timeout_ms = 0;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += timeout_ms / 1000;
	until.tv_nsec += (long)(timeout_ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_nsec -= 1000000000;
		until.tv_sec++;
	}
	pthread_mutex_lock(&bell->mutex);
	while (bell->count == seen)
		if (pthread_cond_timedwait(&bell->rung, &bell->mutex, &until))
			break;
	pthread_mutex_unlock(&bell->mutex);
}
