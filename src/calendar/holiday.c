/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/holiday.h"

/* A holiday on a fixed date in the years from..to. */
static const struct {
	int from, to, month, day;
} fixed[] = {
	{1949, 9999, 1, 1},   {1949, 1999, 1, 15},  {1967, 9999, 2, 11}, {2020, 9999, 2, 23},  {1949, 9999, 4, 29},
	{1949, 9999, 5, 3},   {2007, 9999, 5, 4},   {1949, 9999, 5, 5},  {1996, 2002, 7, 20},  {2020, 2020, 7, 23},
	{2020, 2020, 7, 24},  {2020, 2020, 8, 10},  {2021, 2021, 7, 22}, {2021, 2021, 7, 23},  {2021, 2021, 8, 8},
	{2016, 2019, 8, 11},  {2022, 9999, 8, 11},  {1966, 2002, 9, 15}, {1966, 1999, 10, 10}, {1948, 9999, 11, 3},
	{1948, 9999, 11, 23}, {1989, 2018, 12, 23}, {1989, 1989, 2, 24}, {1990, 1990, 11, 12}, {1993, 1993, 6, 9},
	{2019, 2019, 5, 1},   {2019, 2019, 10, 22},
};

/* A holiday on the nth Monday of a month. */
static const struct {
	int from, to, month, nth;
} mondays[] = {
	{2000, 9999, 1, 2}, {2003, 2019, 7, 3},  {2022, 9999, 7, 3},
	{2003, 9999, 9, 3}, {2000, 2019, 10, 2}, {2022, 9999, 10, 2},
};

/* Day of March or September; the usual approximation for 1980 to 2099. */
static int equinox_day(int year, bool is_spring)
{
	double base = is_spring ? 20.8431 : 23.2488;

	return (int)(base + 0.242194 * (year - 1980)) - (year - 1980) / 4;
}

static bool is_named(int64_t day)
{
	struct civil c = day_to_civil(day);

	for (size_t i = 0; i < COUNT(fixed); i++)
		if (c.year >= fixed[i].from && c.year <= fixed[i].to && c.month == fixed[i].month &&
		    c.day == fixed[i].day)
			return true;
	for (size_t i = 0; i < COUNT(mondays); i++)
		if (c.year >= mondays[i].from && c.year <= mondays[i].to && c.month == mondays[i].month &&
		    day_weekday(day) == MONDAY && (c.day - 1) / 7 + 1 == mondays[i].nth)
			return true;
	return (c.month == 3 && c.day == equinox_day(c.year, true)) ||
	       (c.month == 9 && c.day == equinox_day(c.year, false));
}

/* 3条2項. Until 2006 only the Monday after a Sunday; since 2007 the next day that is not a named holiday. */
static bool is_substitute(int64_t day, int year)
{
	int64_t before = day - 1;

	if (year < 2007)
		return day_weekday(day) == MONDAY && is_named(before);
	while (is_named(before)) {
		if (day_weekday(before) == SUNDAY)
			return true;
		before--;
	}
	return false;
}

/* 3条3項, from 1985-12-27: a day between two named holidays; until 2006 not on a Sunday. */
static bool is_between(int64_t day, int year)
{
	if (year < 1986 || (year < 2007 && day_weekday(day) == SUNDAY))
		return false;
	return is_named(day - 1) && is_named(day + 1);
}

bool holiday_is(int64_t day)
{
	int year = day_to_civil(day).year;

	if (year < HOLIDAY_YEAR_MIN || year > HOLIDAY_YEAR_MAX)
		return false;
	return is_named(day) || is_substitute(day, year) || is_between(day, year);
}
