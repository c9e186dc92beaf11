/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Japan's public holidays by rule (国民の祝日に関する法律, 昭和23年法律第178号, with its amendments), for 1980 to 2099.
 * Years after the last official list are provisional: the equinoxes are announced in the February before.
 */
#ifndef TENKEN_CALENDAR_HOLIDAY_H
#define TENKEN_CALENDAR_HOLIDAY_H

#include "calendar/day.h"

#define HOLIDAY_YEAR_MIN 1980
#define HOLIDAY_YEAR_MAX 2099

enum holiday {
	HOLIDAY_NONE,
	HOLIDAY_NEW_YEAR,
	HOLIDAY_COMING_OF_AGE,
	HOLIDAY_FOUNDATION,
	HOLIDAY_EMPEROR,
	HOLIDAY_SPRING,
	HOLIDAY_SHOWA,
	HOLIDAY_CONSTITUTION,
	HOLIDAY_GREENERY,
	HOLIDAY_CHILDREN,
	HOLIDAY_SEA,
	HOLIDAY_MOUNTAIN,
	HOLIDAY_AGED,
	HOLIDAY_AUTUMN,
	HOLIDAY_HEALTH,
	HOLIDAY_SPORTS,
	HOLIDAY_CULTURE,
	HOLIDAY_LABOUR,
	HOLIDAY_FUNERAL,      /* of the Showa Emperor, 1989 */
	HOLIDAY_ENTHRONEMENT, /* 1990 */
	HOLIDAY_WEDDING,      /* of the Crown Prince, 1993 */
	HOLIDAY_ACCESSION,    /* of the Emperor, two days of 2019 */
	HOLIDAY_SUBSTITUTE,   /* 3条2項 */
	HOLIDAY_BETWEEN,      /* 3条3項: between two holidays */
};

/* HOLIDAY_NONE for days outside these years. */
enum holiday holiday_of(int64_t day);
bool holiday_is(int64_t day);

/* "new_year": the texts "cli.calendar.new_year" are the names of the Cabinet Office's list. "" for HOLIDAY_NONE. */
const char *holiday_name(enum holiday holiday);

#endif
