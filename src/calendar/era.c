/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/era.h"

static const struct {
	const char *name;
	struct civil first;
} eras[] = {
	{"令和", {2019, 5, 1}},
	{"平成", {1989, 1, 8}},
};

static bool is_before(struct civil a, struct civil b)
{
	return a.year * 10000 + a.month * 100 + a.day < b.year * 10000 + b.month * 100 + b.day;
}

static char *format_year(struct arena *arena, struct civil c)
{
	for (size_t i = 0; i < COUNT(eras); i++) {
		int year = c.year - eras[i].first.year + 1;
		if (is_before(c, eras[i].first))
			continue;
		return year == 1 ? arena_printf(arena, "%s元年", eras[i].name)
				 : arena_printf(arena, "%s%d年", eras[i].name, year);
	}
	return arena_printf(arena, "%d年", c.year);
}

char *era_format_date(struct arena *arena, int64_t day)
{
	struct civil c = day_to_civil(day);

	return arena_printf(arena, "%s%d月%d日", format_year(arena, c), c.month, c.day);
}

/* A fiscal year is named after the era of its larger part: 2019 is 令和元年度. */
char *era_format_fiscal_year(struct arena *arena, int fiscal_year)
{
	return arena_printf(arena, "%s度", format_year(arena, (struct civil){fiscal_year, 12, 31}));
}
