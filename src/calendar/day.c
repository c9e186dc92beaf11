/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/day.h"

#include "base/ascii.h"

#define JST_MS ((int64_t)9 * 60 * 60 * 1000)

static int64_t floor_divide(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static bool is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (month == 2 && is_leap(year));
}

bool day_from_civil(struct civil c, int64_t *ret_day)
{
	int64_t years, month, day_of_year;

	if (c.year < 1 || c.year > 9999 || c.month < 1 || c.month > 12 || c.day < 1 ||
	    c.day > days_in_month(c.year, c.month))
		return false;
	/* Years are counted from March, so that the leap day is a year's last; 719468 days lie between
	 * 0000-03-01 and 1970-01-01. */
	years = c.year - (c.month <= 2);
	month = (c.month + 9) % 12;
	day_of_year = (153 * month + 2) / 5 + c.day - 1;
	*ret_day = years * 365 + years / 4 - years / 100 + years / 400 + day_of_year - 719468;
	return true;
}

struct civil day_to_civil(int64_t day)
{
	int64_t shifted = day + 719468;
	int64_t era = floor_divide(shifted, 146097); /* 400 years */
	int64_t day_of_era = shifted - era * 146097;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	struct civil civil = {
		.month = (int)(month < 10 ? month + 3 : month - 9),
		.day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
	};

	civil.year = (int)(year_of_era + era * 400 + (civil.month <= 2));
	return civil;
}

enum weekday day_weekday(int64_t day)
{
	return (enum weekday)(day + 4 - 7 * floor_divide(day + 4, 7)); /* 1970-01-01 was a Thursday */
}

int64_t day_of_ms(int64_t instant_ms)
{
	return floor_divide(instant_ms + JST_MS, DAY_MS);
}

int64_t day_start_ms(int64_t day)
{
	return day * DAY_MS - JST_MS;
}

/* Takes exactly count digits and the separator behind them ('\0' for none). */
static bool take_digits(struct str *text, size_t count, char separator, int *ret_number)
{
	uint64_t number;

	if (text->n < count + (separator != '\0') || !str_to_u64(str_head(*text, count), &number))
		return false;
	if (separator && text->p[count] != separator)
		return false;
	*text = str_skip(*text, count + (separator != '\0'));
	*ret_number = (int)number;
	return true;
}

static bool take_date(struct str *text, int64_t *ret_day)
{
	struct civil c = {0};

	return take_digits(text, 4, '-', &c.year) && take_digits(text, 2, '-', &c.month) &&
	       take_digits(text, 2, '\0', &c.day) && day_from_civil(c, ret_day);
}

bool day_parse(struct str text, int64_t *ret_day)
{
	int64_t day;

	if (!take_date(&text, &day) || text.n != 0)
		return false;
	*ret_day = day;
	return true;
}

/* ".123" to 123; further digits are cut. */
static bool take_fraction(struct str *text, int *ret_ms)
{
	int ms = 0, weight = 100;

	*ret_ms = 0;
	if (!str_starts(*text, "."))
		return true;
	*text = str_skip(*text, 1);
	if (text->n == 0 || text->p[0] < '0' || text->p[0] > '9')
		return false;
	while (text->n && ascii_is_digit(text->p[0])) {
		ms += (text->p[0] - '0') * weight;
		weight /= 10;
		*text = str_skip(*text, 1);
	}
	*ret_ms = ms;
	return true;
}

static bool take_offset(struct str text, int64_t *ret_offset_ms)
{
	int sign, hours, minutes;

	if (str_is(text, "Z") || str_is(text, "z")) {
		*ret_offset_ms = 0;
		return true;
	}
	if (!str_starts(text, "+") && !str_starts(text, "-"))
		return false;
	sign = text.p[0] == '-' ? -1 : 1;
	text = str_skip(text, 1);
	if (!take_digits(&text, 2, ':', &hours) || !take_digits(&text, 2, '\0', &minutes) || text.n || hours > 23 ||
	    minutes > 59)
		return false;
	*ret_offset_ms = (int64_t)sign * (hours * 60 + minutes) * 60000;
	return true;
}

bool day_parse_instant(struct str text, int64_t *ret_ms)
{
	int hour, minute, second, fraction;
	int64_t day, offset;

	if (!take_date(&text, &day) || !(str_starts(text, "T") || str_starts(text, "t")))
		return false;
	text = str_skip(text, 1);
	if (!take_digits(&text, 2, ':', &hour) || !take_digits(&text, 2, ':', &minute) ||
	    !take_digits(&text, 2, '\0', &second) || hour > 23 || minute > 59 || second > 59)
		return false;
	if (!take_fraction(&text, &fraction) || !take_offset(text, &offset))
		return false;
	*ret_ms = day * DAY_MS + ((hour * 60 + minute) * 60 + second) * (int64_t)1000 + fraction - offset;
	return true;
}

static int seconds_of_day(int64_t instant_ms)
{
	return (int)((instant_ms - day_start_ms(day_of_ms(instant_ms))) / 1000);
}

char *day_format_instant(struct arena *arena, int64_t instant_ms)
{
	const struct civil last = {9999, 12, 31};
	struct civil c;
	int64_t end;
	int s;

	/* RFC 3339 has four digits for a year; certificates that shall never expire (RFC 5280, 4.1.2.5) end in UTC. */
	if (day_from_civil(last, &end) && instant_ms >= day_start_ms(end + 1))
		instant_ms = day_start_ms(end + 1) - 1;
	c = day_to_civil(day_of_ms(instant_ms));
	s = seconds_of_day(instant_ms);
	return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d+09:00", c.year, c.month, c.day, s / 3600, s / 60 % 60,
			    s % 60);
}

char *day_format_date(struct arena *arena, enum lang lang, int64_t day)
{
	static const char *const japanese[] = {"日", "月", "火", "水", "木", "金", "土"};
	static const char *const english[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
					      "Thursday", "Friday", "Saturday"};
	static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
					     "July",    "August",   "September", "October", "November", "December"};
	struct civil c = day_to_civil(day);

	if (lang == LANG_JA)
		return arena_printf(arena, "%d年%d月%d日（%s）", c.year, c.month, c.day, japanese[day_weekday(day)]);
	return arena_printf(arena, "%s %d %s %d", english[day_weekday(day)], c.day, months[c.month - 1], c.year);
}

char *day_format_time(struct arena *arena, enum lang lang, int64_t instant_ms)
{
	const char *date = day_format_date(arena, lang, day_of_ms(instant_ms));
	int s = seconds_of_day(instant_ms);

	return arena_printf(arena, lang == LANG_JA ? "%s %d:%02d" : "%s, %d:%02d JST", date, s / 3600, s / 60 % 60);
}
