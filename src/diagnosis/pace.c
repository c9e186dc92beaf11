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

	*pace = (struct pace){.rate = least,
			      .least = least,
			      .most = most,
			      .tokens = 1,
			      .last_ms = now_ms,
			      .in_flight_most = PACE_IN_FLIGHT};
}

void pace_init_lab(struct pace *pace)
{
	*pace = (struct pace){.in_flight_most = PACE_LAB_IN_FLIGHT, .is_lab = true};
}

bool pace_may_open(struct pace *pace, int64_t now_ms)
{
	double burst = larger(1, pace->rate * PACE_BURST_MS / 1000);

	if (pace->is_lab) {
		bool has_room = pace->in_flight < pace->in_flight_most;

		pace->in_flight += has_room;
		return has_room;
	}
	if (now_ms > pace->last_ms)
		pace->tokens = smaller(burst, pace->tokens + pace->rate * (double)(now_ms - pace->last_ms) / 1000);
	pace->last_ms = now_ms;
	if (pace->tokens < 1 || pace->in_flight >= pace->in_flight_most)
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
	pace_halve(pace);
}

void pace_halve(struct pace *pace)
{
	pace->rate = larger(pace->least, pace->rate / 2);
}

void pace_give_back(struct pace *pace)
{
	pace->in_flight--;
	pace->tokens += 1;
}

void pace_not_sent(struct pace *pace)
{
	pace->in_flight--;
}

int64_t pace_next_ms(const struct pace *pace, int64_t now_ms)
{
	double missing = larger(0, 1 - pace->tokens);

	if (pace->is_lab)
		return now_ms + 1;
	return now_ms + 1 + (int64_t)(missing * 1000 / pace->rate);
}
