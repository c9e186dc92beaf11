/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Days of the Gregorian calendar and Japan Standard Time (UTC+9, no summer time since 1952). Pure.
 * A day is a number of days since 1970-01-01 and its name ends in _day; an instant is milliseconds since
 * 1970-01-01T00:00:00Z.
 */
#ifndef TENKEN_CALENDAR_DAY_H
#define TENKEN_CALENDAR_DAY_H

#include "base/arena.h"
#include "base/lang.h"
#include "base/str.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

struct civil {
	int year, month, day; /* 1..9999, 1..12, 1..31 */
};

enum weekday { SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY };

/* False for a date that does not exist. */
bool day_from_civil(struct civil civil, int64_t *ret_day);
struct civil day_to_civil(int64_t day);
enum weekday day_weekday(int64_t day);

/* The day in Japan at an instant, and the instant at which a day begins there. */
int64_t day_of_ms(int64_t instant_ms);
int64_t day_start_ms(int64_t day);

/* "2025-06-30". */
bool day_parse(struct str text, int64_t *ret_day);

/* RFC 3339: "2025-06-02T10:00:00+09:00", "...Z", seconds' fraction to milliseconds. The offset is required. */
bool day_parse_instant(struct str text, int64_t *ret_ms);

/* "2025-06-02T10:00:00+09:00"; the last second of the year 9999 for what is later. */
char *day_format_instant(struct arena *arena, int64_t instant_ms);

/* 「2025年6月2日（月）」, "Monday 2 June 2025". */
char *day_format_date(struct arena *arena, enum lang lang, int64_t day);

/* 「2025年6月2日（月） 10:00」, "Monday 2 June 2025, 10:00 JST". */
char *day_format_time(struct arena *arena, enum lang lang, int64_t instant_ms);

#endif
