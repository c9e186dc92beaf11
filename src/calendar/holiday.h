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

/* Also substitute holidays (3条2項) and days between two holidays (3条3項). False for days outside these years. */
bool holiday_is(int64_t day);

#endif
