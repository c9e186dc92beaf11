/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/holiday.h"

/* A holiday on a fixed date in the years from..to. */
static const struct {
	int from, to, month, day;
	enum holiday holiday;
} fixed[] = {
	{1949, 9999, 1, 1, HOLIDAY_NEW_YEAR},    {1949, 1999, 1, 15, HOLIDAY_COMING_OF_AGE},
	{1967, 9999, 2, 11, HOLIDAY_FOUNDATION}, {2020, 9999, 2, 23, HOLIDAY_EMPEROR},
	{1949, 1988, 4, 29, HOLIDAY_EMPEROR},    {1989, 2006, 4, 29, HOLIDAY_GREENERY},
	{2007, 9999, 4, 29, HOLIDAY_SHOWA},      {1949, 9999, 5, 3, HOLIDAY_CONSTITUTION},
	{2007, 9999, 5, 4, HOLIDAY_GREENERY},    {1949, 9999, 5, 5, HOLIDAY_CHILDREN},
	{1996, 2002, 7, 20, HOLIDAY_SEA},        {2020, 2020, 7, 23, HOLIDAY_SEA},
	{2020, 2020, 7, 24, HOLIDAY_SPORTS},     {2020, 2020, 8, 10, HOLIDAY_MOUNTAIN},
	{2021, 2021, 7, 22, HOLIDAY_SEA},        {2021, 2021, 7, 23, HOLIDAY_SPORTS},
	{2021, 2021, 8, 8, HOLIDAY_MOUNTAIN},    {2016, 2019, 8, 11, HOLIDAY_MOUNTAIN},
	{2022, 9999, 8, 11, HOLIDAY_MOUNTAIN},   {1966, 2002, 9, 15, HOLIDAY_AGED},
	{1966, 1999, 10, 10, HOLIDAY_HEALTH},    {1948, 9999, 11, 3, HOLIDAY_CULTURE},
	{1948, 9999, 11, 23, HOLIDAY_LABOUR},    {1989, 2018, 12, 23, HOLIDAY_EMPEROR},
	{1989, 1989, 2, 24, HOLIDAY_FUNERAL},    {1990, 1990, 11, 12, HOLIDAY_ENTHRONEMENT},
	{1993, 1993, 6, 9, HOLIDAY_WEDDING},     {2019, 2019, 5, 1, HOLIDAY_ACCESSION},
	{2019, 2019, 10, 22, HOLIDAY_ACCESSION},
};

/* A holiday on the nth Monday of a month. */
static const struct {
	int from, to, month, nth;
	enum holiday holiday;
} mondays[] = {
	{2000, 9999, 1, 2, HOLIDAY_COMING_OF_AGE}, {2003, 2019, 7, 3, HOLIDAY_SEA},
	{2022, 9999, 7, 3, HOLIDAY_SEA},           {2003, 9999, 9, 3, HOLIDAY_AGED},
	{2000, 2019, 10, 2, HOLIDAY_HEALTH},       {2022, 9999, 10, 2, HOLIDAY_SPORTS},
};

/* Day of March or September; the usual approximation for 1980 to 2099. */
static int equinox_day(int year, bool is_spring)
{
	double base = is_spring ? 20.8431 : 23.2488;

	return (int)(base + 0.242194 * (year - 1980)) - (year - 1980) / 4;
}

static enum holiday name_of(int64_t day)
{
	struct civil c = day_to_civil(day);

	for (size_t i = 0; i < COUNT(fixed); i++)
		if (c.year >= fixed[i].from && c.year <= fixed[i].to && c.month == fixed[i].month &&
		    c.day == fixed[i].day)
			return fixed[i].holiday;
	for (size_t i = 0; i < COUNT(mondays); i++)
		if (c.year >= mondays[i].from && c.year <= mondays[i].to && c.month == mondays[i].month &&
		    day_weekday(day) == MONDAY && (c.day - 1) / 7 + 1 == mondays[i].nth)
			return mondays[i].holiday;
	if (c.month == 3 && c.day == equinox_day(c.year, true))
		return HOLIDAY_SPRING;
	return c.month == 9 && c.day == equinox_day(c.year, false) ? HOLIDAY_AUTUMN : HOLIDAY_NONE;
}

static bool is_named(int64_t day)
{
	return name_of(day) != HOLIDAY_NONE;
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

enum holiday holiday_of(int64_t day)
{
	int year = day_to_civil(day).year;
	enum holiday named;

	if (year < HOLIDAY_YEAR_MIN || year > HOLIDAY_YEAR_MAX)
		return HOLIDAY_NONE;
	named = name_of(day);
	if (named)
		return named;
	if (is_substitute(day, year))
		return HOLIDAY_SUBSTITUTE;
	return is_between(day, year) ? HOLIDAY_BETWEEN : HOLIDAY_NONE;
}

bool holiday_is(int64_t day)
{
	return holiday_of(day) != HOLIDAY_NONE;
}

const char *holiday_name(enum holiday holiday)
{
	static const char *const names[] = {
		[HOLIDAY_NONE] = "",
		[HOLIDAY_NEW_YEAR] = "new_year",
		[HOLIDAY_COMING_OF_AGE] = "coming_of_age",
		[HOLIDAY_FOUNDATION] = "foundation",
		[HOLIDAY_EMPEROR] = "emperor",
		[HOLIDAY_SPRING] = "spring",
		[HOLIDAY_SHOWA] = "showa",
		[HOLIDAY_CONSTITUTION] = "constitution",
		[HOLIDAY_GREENERY] = "greenery",
		[HOLIDAY_CHILDREN] = "children",
		[HOLIDAY_SEA] = "sea",
		[HOLIDAY_MOUNTAIN] = "mountain",
		[HOLIDAY_AGED] = "aged",
		[HOLIDAY_AUTUMN] = "autumn",
		[HOLIDAY_HEALTH] = "health",
		[HOLIDAY_SPORTS] = "sports",
		[HOLIDAY_CULTURE] = "culture",
		[HOLIDAY_LABOUR] = "labour",
		[HOLIDAY_FUNERAL] = "funeral",
		[HOLIDAY_ENTHRONEMENT] = "enthronement",
		[HOLIDAY_WEDDING] = "wedding",
		[HOLIDAY_ACCESSION] = "accession",
		[HOLIDAY_SUBSTITUTE] = "substitute",
		[HOLIDAY_BETWEEN] = "between",
	};

	return names[holiday];
}
