/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "calendar/business_day.h"
#include "calendar/era.h"
#include "calendar/holiday.h"

static const struct business_closed year_end[] = {{12, 29, 1, 3}};

static int64_t day(const char *text)
{
	int64_t result = 0;

	if (!day_parse(str_from(text), &result))
		fail_msg("\"%s\" is no date", text);
	return result;
}

static void every_day_of_four_centuries_returns(void **state)
{
	int64_t first = day("1900-01-01"), last = day("2300-12-31");

	for (int64_t i = first; i <= last; i++) {
		int64_t again = -1;
		assert_true(day_from_civil(day_to_civil(i), &again));
		assert_int_equal(again, i);
	}
	assert_int_equal(day("1970-01-01"), 0);
	assert_int_equal(day_weekday(day("2025-06-02")), MONDAY);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
	static const char *const wrong[] = {"2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10",
					    "2025-6-2",   "2025/06/02", "20250602",   "2025-06-02 "};
	int64_t ignored;

	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_false(day_parse(str_from(wrong[i]), &ignored));
}

static void a_day_in_japan_begins_at_15_hours_utc(void **state)
{
	int64_t ms = 0, utc = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(day_parse_instant(STR("2025-06-02T00:00:00+09:00"), &ms));
	assert_true(day_parse_instant(STR("2025-06-01T15:00:00.000Z"), &utc));
	assert_true(ms == utc);
	assert_int_equal(day_of_ms(ms), day("2025-06-02"));
	assert_int_equal(day_of_ms(ms - 1), day("2025-06-01"));
	assert_true(day_start_ms(day("2025-06-02")) == ms);
	assert_string_equal(day_format_instant(&arena, ms), "2025-06-02T00:00:00+09:00");
	assert_false(day_parse_instant(STR("2025-06-02T10:00:00"), &ms));
	assert_false(day_parse_instant(STR("2025-06-02T24:00:00Z"), &ms));
}

static void times_are_written_as_people_write_them(void **state)
{
	int64_t ms = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(day_parse_instant(STR("2025-06-02T10:00:00+09:00"), &ms));
	assert_string_equal(day_format_time(&arena, LANG_JA, ms), "2025年6月2日(月) 10:00");
	assert_string_equal(day_format_time(&arena, LANG_EN, ms), "Monday 2 June 2025, 10:00 JST");
	assert_string_equal(era_format_date(&arena, day("2025-06-02")), "令和7年6月2日");
	assert_string_equal(era_format_date(&arena, day("2019-05-01")), "令和元年5月1日");
	assert_string_equal(era_format_date(&arena, day("2019-04-30")), "平成31年4月30日");
	assert_string_equal(era_format_fiscal_year(&arena, 2025), "令和7年度");
}

static void the_hard_holidays_are_right(void **state)
{
	static const char *const holidays[] = {"2009-05-06", "2009-09-22", "2015-09-22", "2026-09-22", "2019-04-30",
					       "2019-05-02", "2032-09-21", "1989-02-24", "2020-07-24", "2021-08-09"};

	for (size_t i = 0; i < COUNT(holidays); i++)
		if (!holiday_is(day(holidays[i])))
			fail_msg("%s is a holiday", holidays[i]);
	assert_false(holiday_is(day("2019-12-23")));
	assert_false(holiday_is(day("2020-10-12")));
}

static void a_year_has_as_many_holidays_as_the_law_gives(void **state)
{
	static const int totals[] = {19, 18, 17};

	for (int year = 2025; year <= 2027; year++) {
		struct civil first = {year, 1, 1};
		int64_t start = 0;
		int count = 0;
		assert_true(day_from_civil(first, &start));
		for (int64_t i = start; day_to_civil(i).year == year; i++)
			count += holiday_is(i);
		assert_int_equal(count, totals[year - 2025]);
	}
}

static void fiscal_year_2025_has_242_business_days(void **state)
{
	int count = 0;

	for (int64_t i = day("2025-04-01"); i <= day("2026-03-31"); i++)
		count += business_day_is(i, year_end, 1);
	assert_int_equal(count, 242);
}

static void the_first_day_of_a_term_is_not_counted(void **state)
{
	assert_int_equal(business_day_after(day("2025-06-02"), 1, year_end, 1), day("2025-06-03"));
	assert_int_equal(business_day_after(day("2025-12-26"), 1, year_end, 1), day("2026-01-05"));
	assert_int_equal(business_day_after(day("2025-06-06"), 10, year_end, 1), day("2025-06-20"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_four_centuries_returns),
		cmocka_unit_test(dates_that_do_not_exist_are_refused),
		cmocka_unit_test(a_day_in_japan_begins_at_15_hours_utc),
		cmocka_unit_test(times_are_written_as_people_write_them),
		cmocka_unit_test(the_hard_holidays_are_right),
		cmocka_unit_test(a_year_has_as_many_holidays_as_the_law_gives),
		cmocka_unit_test(fiscal_year_2025_has_242_business_days),
		cmocka_unit_test(the_first_day_of_a_term_is_not_counted),
	};
	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
