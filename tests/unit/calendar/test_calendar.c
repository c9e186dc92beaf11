/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "base/count.h"
#include "calendar/business_day.h"
#include "calendar/era.h"
#include "calendar/holiday.h"
#include "test.h"

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
	assert_string_equal(day_format_time(&arena, LANG_JA, ms), "2025年6月2日（月） 10:00");
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

/* What the Cabinet Office lists for years in which something about the law or the days was new. */
static void each_amendment_of_the_law_holds_from_its_year_on(void **state)
{
	static const struct {
		int year;
		const char *days;
	} rows[] = {
		{1980, "1/1 1/15 2/11 3/20 4/29 5/3 5/5 9/15 9/23 10/10 11/3 11/23 11/24"},
		{1985, "1/1 1/15 2/11 3/21 4/29 5/3 5/5 5/6 9/15 9/16 9/23 10/10 11/3 11/4 11/23"},
		{1986, "1/1 1/15 2/11 3/21 4/29 5/3 5/5 9/15 9/23 10/10 11/3 11/23 11/24"},
		{1988, "1/1 1/15 2/11 3/20 3/21 4/29 5/3 5/4 5/5 9/15 9/23 10/10 11/3 11/23"},
		{1989, "1/1 1/2 1/15 1/16 2/11 2/24 3/21 4/29 5/3 5/4 5/5 9/15 9/23 10/10 11/3 11/23 12/23"},
		{1990, "1/1 1/15 2/11 2/12 3/21 4/29 4/30 5/3 5/4 5/5 9/15 9/23 9/24 10/10 11/3 11/12 11/23 12/23 "
		       "12/24"},
		{1993, "1/1 1/15 2/11 3/20 4/29 5/3 5/4 5/5 6/9 9/15 9/23 10/10 10/11 11/3 11/23 12/23"},
		{1999, "1/1 1/15 2/11 3/21 3/22 4/29 5/3 5/4 5/5 7/20 9/15 9/23 10/10 10/11 11/3 11/23 12/23"},
		{2000, "1/1 1/10 2/11 3/20 4/29 5/3 5/4 5/5 7/20 9/15 9/23 10/9 11/3 11/23 12/23"},
		{2003, "1/1 1/13 2/11 3/21 4/29 5/3 5/5 7/21 9/15 9/23 10/13 11/3 11/23 11/24 12/23"},
		{2006, "1/1 1/2 1/9 2/11 3/21 4/29 5/3 5/4 5/5 7/17 9/18 9/23 10/9 11/3 11/23 12/23"},
		{2007, "1/1 1/8 2/11 2/12 3/21 4/29 4/30 5/3 5/4 5/5 7/16 9/17 9/23 9/24 10/8 11/3 11/23 12/23 12/24"},
		{2015, "1/1 1/12 2/11 3/21 4/29 5/3 5/4 5/5 5/6 7/20 9/21 9/22 9/23 10/12 11/3 11/23 12/23"},
		{2016, "1/1 1/11 2/11 3/20 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/22 10/10 11/3 11/23 12/23"},
		{2019, "1/1 1/14 2/11 3/21 4/29 4/30 5/1 5/2 5/3 5/4 5/5 5/6 7/15 8/11 8/12 9/16 9/23 10/14 10/22 11/3 "
		       "11/4 11/23"},
		{2020, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/23 7/24 8/10 9/21 9/22 11/3 11/23"},
		{2021, "1/1 1/11 2/11 2/23 3/20 4/29 5/3 5/4 5/5 7/22 7/23 8/8 8/9 9/20 9/23 11/3 11/23"},
		{2022, "1/1 1/10 2/11 2/23 3/21 4/29 5/3 5/4 5/5 7/18 8/11 9/19 9/23 10/10 11/3 11/23"},
		{2025, "1/1 1/13 2/11 2/23 2/24 3/20 4/29 5/3 5/4 5/5 5/6 7/21 8/11 9/15 9/23 10/13 11/3 11/23 11/24"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t at = 0;
		BUF_SCOPED days;
		buf_init(&days, 1000);
		for (assert_true(day_from_civil((struct civil){rows[i].year, 1, 1}, &at));
		     day_to_civil(at).year == rows[i].year; at++)
			if (holiday_is(at))
				buf_printf(&days, "%s%d/%d", days.size ? " " : "", day_to_civil(at).month,
					   day_to_civil(at).day);
		assert_string_equal(buf_text(&days), rows[i].days);
	}
}

static void holidays_are_known_from_1980_to_2099(void **state)
{
	assert_false(holiday_is(day("1979-01-01")));
	assert_true(holiday_is(day("1980-01-01")));
	assert_true(holiday_is(day("2099-11-23")));
	assert_false(holiday_is(day("2100-01-01")));
}

static void an_era_begins_on_its_first_day(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(era_format_date(&arena, day("1989-01-07")), "1989年1月7日");
	assert_string_equal(era_format_date(&arena, day("1989-01-08")), "平成元年1月8日");
	assert_string_equal(era_format_date(&arena, day("2020-12-31")), "令和2年12月31日");
	assert_string_equal(era_format_fiscal_year(&arena, 2018), "平成30年度");
	assert_string_equal(era_format_fiscal_year(&arena, 2019), "令和元年度");
}

static int64_t instant(const char *text)
{
	int64_t ms = 0;

	if (!day_parse_instant(str_from(text), &ms))
		fail_msg("\"%s\" is no instant", text);
	return ms;
}

/* RFC 3339, section 5.6 and the examples of 5.8. */
static void an_instant_has_a_fraction_and_an_offset(void **state)
{
	static const char *const wrong[] = {
		"1985-04-12T23:20:50.Z",     "1985-04-12T23:20:50.5",      "1985-04-12T23:60:50Z",
		"1985-04-12T23:20:60Z",      "1985-04-12T23:20:50+24:00",  "1985-04-12T23:20:50+09:60",
		"1985-04-12T23:20:50+0900",  "1985-04-12T23:20:50+09:00x", "1985-04-12 23:20:50Z",
		"1985-04-12T23:20:50.5.5Z",  "1985-04-12T23:2:50Z",        "1985-04-12",
		"1985-04-12T23:20:50 09:00", "1985-04-12T23:20:50:50Z",    "1985-04-12T23:20:50.:Z",
	};
	int64_t ignored;

	assert_true(instant("1970-01-01T00:00:00Z") == 0);
	assert_true(instant("1969-12-31t23:59:59.999z") == -1);
	assert_true(instant("1985-04-12T23:20:50.52Z") == INT64_C(482196050520));
	assert_true(instant("1985-04-12T23:20:50.5209Z") == INT64_C(482196050520));
	assert_true(instant("1996-12-19T16:39:57-08:00") == instant("1996-12-20T00:39:57Z"));
	assert_true(instant("1937-01-01T12:00:27.87+00:20") == instant("1937-01-01T11:40:27.87Z"));
	assert_true(instant("2025-06-02T00:00:00+23:59") == instant("2025-06-01T00:01:00Z"));
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (day_parse_instant(str_from(wrong[i]), &ignored))
			fail_msg("%s is taken", wrong[i]);
}

static void years_have_four_digits_and_begin_with_1(void **state)
{
	int64_t ignored;

	assert_false(day_parse(STR("0000-12-31"), &ignored));
	assert_int_equal(day("0001-01-01"), -719162);
	assert_int_equal(day("9999-12-31"), 2932896);
	assert_false(day_from_civil((struct civil){10000, 1, 1}, &ignored));
	assert_int_equal(day_weekday(day("0001-01-01")), MONDAY);
	assert_int_equal(day_to_civil(day("0001-01-01") - 1).year, 0);
}

static void each_month_and_weekday_has_its_name(void **state)
{
	static const struct {
		const char *day, *japanese, *english;
	} rows[] = {
		{"2025-01-05", "2025年1月5日（日）", "Sunday 5 January 2025"},
		{"2025-02-10", "2025年2月10日（月）", "Monday 10 February 2025"},
		{"2025-03-11", "2025年3月11日（火）", "Tuesday 11 March 2025"},
		{"2025-04-30", "2025年4月30日（水）", "Wednesday 30 April 2025"},
		{"2025-05-01", "2025年5月1日（木）", "Thursday 1 May 2025"},
		{"2025-06-06", "2025年6月6日（金）", "Friday 6 June 2025"},
		{"2025-07-05", "2025年7月5日（土）", "Saturday 5 July 2025"},
		{"2025-08-01", "2025年8月1日（金）", "Friday 1 August 2025"},
		{"2025-09-01", "2025年9月1日（月）", "Monday 1 September 2025"},
		{"2025-10-01", "2025年10月1日（水）", "Wednesday 1 October 2025"},
		{"2025-11-01", "2025年11月1日（土）", "Saturday 1 November 2025"},
		{"2025-12-31", "2025年12月31日（水）", "Wednesday 31 December 2025"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_string_equal(day_format_date(&arena, LANG_JA, day(rows[i].day)), rows[i].japanese);
		assert_string_equal(day_format_date(&arena, LANG_EN, day(rows[i].day)), rows[i].english);
	}
	assert_string_equal(day_format_time(&arena, LANG_JA, instant("2025-06-06T09:05:59+09:00")),
			    "2025年6月6日（金） 9:05");
	assert_string_equal(day_format_instant(&arena, instant("2025-06-06T23:05:59.9+09:00")),
			    "2025-06-06T23:05:59+09:00");
	/* What shall never end (RFC 5280): in Japan the year would have five digits. */
	assert_string_equal(day_format_instant(&arena, instant("9999-12-31T23:59:59Z")), "9999-12-31T23:59:59+09:00");
	assert_string_equal(day_format_instant(&arena, instant("9999-12-31T12:00:00Z")), "9999-12-31T21:00:00+09:00");
}

static void the_secretariat_is_closed_from_the_first_to_the_last_day_of_a_range(void **state)
{
	static const struct business_closed ranges[] = {{12, 29, 1, 3}, {8, 13, 8, 15}, {9, 10, 10, 2}};
	static const char *const closed[] = {"2025-08-13", "2025-08-15", "2025-09-10", "2025-09-30",
					     "2025-10-02", "2025-12-29", "2026-01-02", "2025-12-31"};
	static const char *const open[] = {"2025-08-12", "2025-08-18", "2025-09-09", "2025-10-03",
					   "2025-12-26", "2026-01-05", "2025-07-14", "2025-11-20"};

	for (size_t i = 0; i < COUNT(closed); i++) {
		assert_false(business_day_is(day(closed[i]), ranges, 3));
		assert_true(business_day_is(day(open[i]), ranges, 3));
	}
}

static void a_term_in_a_year_without_business_days_ends_all_the_same(void **state)
{
	static const struct business_closed always[] = {{1, 1, 12, 31}};

	assert_int_equal(business_day_after(day("2025-06-02"), 1, always, 1), day("2025-06-02") + 732);
	assert_int_equal(business_day_after(day("2025-06-02"), 0, NULL, 0), day("2025-06-02"));
}

static void business_days_since_a_day_count_neither_it_nor_weekends_nor_holidays(void **state)
{
	assert_int_equal(business_day_count(day("2025-06-02"), day("2025-06-02"), NULL, 0), 0);
	assert_int_equal(business_day_count(day("2025-06-06"), day("2025-06-08"), NULL, 0), 0);
	assert_int_equal(business_day_count(day("2025-06-06"), day("2025-06-09"), NULL, 0), 1);
	assert_int_equal(business_day_count(day("2025-05-02"), day("2025-05-07"), NULL, 0), 1);
	assert_int_equal(business_day_count(day("2025-12-26"), day("2026-01-05"), year_end, 1), 1);
	assert_int_equal(business_day_count(day("2025-06-09"), day("2025-06-02"), NULL, 0), 0);
	assert_int_equal(business_day_count(day("2020-06-02"), day("2025-06-02"), NULL, 0), 366);
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

int test_calendar(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_four_centuries_returns),
		cmocka_unit_test(dates_that_do_not_exist_are_refused),
		cmocka_unit_test(a_day_in_japan_begins_at_15_hours_utc),
		cmocka_unit_test(times_are_written_as_people_write_them),
		cmocka_unit_test(the_hard_holidays_are_right),
		cmocka_unit_test(a_year_has_as_many_holidays_as_the_law_gives),
		cmocka_unit_test(each_amendment_of_the_law_holds_from_its_year_on),
		cmocka_unit_test(holidays_are_known_from_1980_to_2099),
		cmocka_unit_test(an_era_begins_on_its_first_day),
		cmocka_unit_test(an_instant_has_a_fraction_and_an_offset),
		cmocka_unit_test(years_have_four_digits_and_begin_with_1),
		cmocka_unit_test(each_month_and_weekday_has_its_name),
		cmocka_unit_test(the_secretariat_is_closed_from_the_first_to_the_last_day_of_a_range),
		cmocka_unit_test(a_term_in_a_year_without_business_days_ends_all_the_same),
		cmocka_unit_test(business_days_since_a_day_count_neither_it_nor_weekends_nor_holidays),
		cmocka_unit_test(fiscal_year_2025_has_242_business_days),
		cmocka_unit_test(the_first_day_of_a_term_is_not_counted),
	};
	return cmocka_run_group_tests_name("calendar", tests, NULL, NULL);
}
