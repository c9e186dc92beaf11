/* SPDX-License-Identifier: Apache-2.0 */
#include "people/throttle.h"

#include <stdbool.h>

#define FIRST_WAIT_MS 1000
#define DOUBLINGS_MAX 20

static bool is_forgotten(struct throttle record, int64_t now_ms)
{
	return record.failures <= 0 || now_ms - record.last_ms >= THROTTLE_FORGET_MS;
}

int64_t throttle_wait_ms(struct throttle_rule rule, struct throttle record, int64_t now_ms)
{
	int64_t over = record.failures - rule.free_failures;
	int64_t wait, passed;

	if (over < 0 || is_forgotten(record, now_ms))
		return 0;
	wait = (int64_t)FIRST_WAIT_MS << (over < DOUBLINGS_MAX ? over : DOUBLINGS_MAX);
	if (wait > rule.wait_max_ms)
		wait = rule.wait_max_ms;
	passed = now_ms > record.last_ms ? now_ms - record.last_ms : 0;
	return passed < wait ? wait - passed : 0;
}

struct throttle throttle_fail(struct throttle record, int64_t now_ms)
{
	if (is_forgotten(record, now_ms))
		record.failures = 0;
	record.failures++;
	record.last_ms = now_ms;
	return record;
}
