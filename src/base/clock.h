/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The time, as an argument. An instant is an int64_t of milliseconds since
 * 1970-01-01T00:00:00Z and its name ends in _ms. The rehearsal clock runs from a chosen moment, so that last year's
 * programme can be tried today.
 */
#ifndef TENKEN_BASE_CLOCK_H
#define TENKEN_BASE_CLOCK_H

#include <stdint.h>

struct clock {
	int64_t offset_ms; /* added to the system's time */
	int64_t fixed_ms;  /* when not 0, the clock stands still there */
};

int64_t clock_now_ms(const struct clock *clock);

/* Monotonic milliseconds, for deadlines; has no meaning as a date. */
int64_t clock_monotonic_ms(void);

#endif
