/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Years as official Japanese papers write them: 令和 since 2019-05-01, 平成 from 1989-01-08.
 */
#ifndef TENKEN_CALENDAR_ERA_H
#define TENKEN_CALENDAR_ERA_H

#include "calendar/day.h"

/* 「令和7年6月2日」, the first year as 元年; days before 1989-01-08 in the Western year. */
char *era_format_date(struct arena *arena, int64_t day);

/* 「令和7年度」 for 2025; a fiscal year runs from 1 April. */
char *era_format_fiscal_year(struct arena *arena, int fiscal_year);

#endif
