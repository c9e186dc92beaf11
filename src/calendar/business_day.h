/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days on which the secretariat works: not Saturday, Sunday, a public holiday or a closed range of the edition.
 */
#ifndef TENKEN_CALENDAR_BUSINESS_DAY_H
#define TENKEN_CALENDAR_BUSINESS_DAY_H

#include "calendar/day.h"

/* Closed every year from a month and day to another, both included; may pass the year's end. */
struct business_closed {
	int from_month, from_day, to_month, to_day;
};

bool business_day_is(int64_t day, const struct business_closed *closed, size_t count);

/* The nth business day after a day, which itself is not counted (民法140条). n is 1..366. */
int64_t business_day_after(int64_t day, int n, const struct business_closed *closed, size_t count);

/* How many business days lie behind a day, up to another, which is counted; 366 for more, 0 when it is not later. */
int business_day_count(int64_t day, int64_t until, const struct business_closed *closed, size_t count);

#endif
