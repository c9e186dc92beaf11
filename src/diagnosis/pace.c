/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/pace.h"

static double smaller(double a, double b)
{
	return a < b ? a : b;
}

static double larger(double a, double b)
{
	return a > b ? a : b;
}

void pace_init(struct pace *pace, int flows_per_second, int64_t now_ms)
{
	double most = flows_per_second > 0 ? flows_per_second : PACE_MOST;
	double least = smaller(PACE_START, most);

	*pace = (struct pace){.rate = least, .least = least, .most = most, .tokens = 1, .last_ms = now_ms};
}

bool pace_may_open(struct pace *pace, int64_t now_ms)
{
	double burst = larger(1, pace->rate * PACE_BURST_MS / 1000);

	if (now_ms > pace->last_ms)
		pace->tokens = smaller(burst, pace->tokens + pace->rate * (double)(now_ms - pace->last_ms) / 1000);
	pace->last_ms = now_ms;
	if (pace->tokens < 1 || pace->in_flight >= PACE_IN_FLIGHT)
		return false;
	pace->tokens -= 1;
	pace->in_flight++;
	return true;
}

void pace_answered(struct pace *pace)
{
	pace->in_flight--;
	pace->rate = smaller(pace->most, pace->rate + PACE_RISE);
}

void pace_silent(struct pace *pace)
{
	pace->in_flight--;
	pace->rate = larger(pace->least, pace->rate / 2);
}

void pace_not_sent(struct pace *pace)
{
	pace->in_flight--;
}

int64_t pace_next_ms(const struct pace *pace, int64_t now_ms)
{
	double missing = larger(0, 1 - pace->tokens);

	return now_ms + 1 + (int64_t)(missing * 1000 / pace->rate);
}
