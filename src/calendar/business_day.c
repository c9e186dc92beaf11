/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/business_day.h"

#include "calendar/holiday.h"

#define COUNT_MAX 366

static bool is_closed(struct civil c, const struct business_closed *closed)
{
	int at = c.month * 100 + c.day;
	int from = closed->from_month * 100 + closed->from_day;
	int to = closed->to_month * 100 + closed->to_day;

	return from <= to ? at >= from && at <= to : at >= from || at <= to;
}

bool business_day_is(int64_t day, const struct business_closed *closed, size_t count)
{
	enum weekday weekday = day_weekday(day);

	if (weekday == SATURDAY || weekday == SUNDAY || holiday_is(day))
		return false;
	for (size_t i = 0; i < count; i++)
		if (is_closed(day_to_civil(day), &closed[i]))
			return false;
	return true;
}

int64_t business_day_after(int64_t day, int n, const struct business_closed *closed, size_t count)
{
	/* An edition that is closed all year would never come to an end; two years are far beyond any term. */
	const int64_t last = day + 2 * 366;

	while (n > 0 && day < last)
		n -= business_day_is(++day, closed, count);
	return day;
}

int business_day_count(int64_t day, int64_t until, const struct business_closed *closed, size_t count)
{
	int days = 0;

	while (day < until && days < COUNT_MAX)
		days += business_day_is(++day, closed, count);
	return days;
}
