/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/spool.h"

#define FIRST_WAIT_MS INT64_C(60000)
#define WAIT_MAX_MS   INT64_C(7200000)
#define DOUBLINGS_MAX 7

int64_t spool_wait_ms(int64_t attempts)
{
	int64_t doublings = attempts > 1 ? attempts - 1 : 0;
	int64_t wait = FIRST_WAIT_MS << (doublings < DOUBLINGS_MAX ? doublings : DOUBLINGS_MAX);

	return wait < WAIT_MAX_MS ? wait : WAIT_MAX_MS;
}

bool spool_is_over(int64_t queued_ms, int64_t now_ms)
{
	return now_ms - queued_ms >= SPOOL_GIVE_UP_MS;
}
