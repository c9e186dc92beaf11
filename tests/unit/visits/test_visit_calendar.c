/* SPDX-License-Identifier: Apache-2.0 */
/* Calendars of other programs as busy times in July 2025. */
#include "visits/visit_calendar.h"

#include <string.h>

#include "calendar/day.h"
#include "test.h"

#define EVENT(lines)                                                                                                   \
	"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20250601T000000Z\r\n" lines    \
	"END:VEVENT\r\nEND:VCALENDAR\r\n"

static struct visit_window july(void)
{
	struct visit_window window = {0};

	day_parse_instant(STR("2025-07-01T00:00:00+09:00"), &window.from_ms);
	day_parse_instant(STR("2025-08-01T00:00:00+09:00"), &window.until_ms);
	return window;
}

/* "2025-07-01T10:00 11:30|..." of what is busy, or the fault. */
static const char *read(struct arena *arena, const char *text)
{
	struct visit_window *busy;
	struct fault why = {0};
	size_t count;
	char *out = arena_strdup(arena, "");

	if (visit_calendar_read(arena, str_from(text), july(), &busy, &count, &why))
		return arena_strdup(arena, why.text);
	for (size_t i = 0; i < count && i < 10; i++)
		out = arena_printf(arena, "%s%s%.16s %.5s", out, i ? "|" : "",
				   day_format_instant(arena, busy[i].from_ms),
				   day_format_instant(arena, busy[i].until_ms) + 11);
	return out;
}

static void times_are_read_in_utc_in_zones_and_without_one(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_string_equal(read(&arena, EVENT("DTSTART:20250701T010000Z\r\nDTEND:20250701T023000Z\r\n")),
			    "2025-07-01T10:00 11:30");
	assert_string_equal(read(&arena, EVENT("DTSTART;TZID=Asia/Tokyo:20250701T100000\r\nDURATION:PT1H30M\r\n")),
			    "2025-07-01T10:00 11:30");
	assert_string_equal(read(&arena, EVENT("DTSTART;TZID=Europe/Berlin:20250701T030000\r\nDURATION:PT1H\r\n")),
			    "2025-07-01T10:00 11:00");
	assert_string_equal(read(&arena, EVENT("DTSTART:20250701T100000\r\nDTEND:20250701T113000\r\n")),
			    "2025-07-01T10:00 11:30");
	assert_string_equal(read(&arena, EVENT("DTSTART;VALUE=DATE:20250702\r\n")), "2025-07-02T00:00 00:00");
}

static void a_zone_that_nobody_knows_is_named(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_non_null(strstr(read(&arena, EVENT("DTSTART;TZID=Mars/Olympus:20250701T100000\r\nDURATION:PT1H\r\n")),
			       "\"Mars/Olympus\" is not known"));
}

static void a_recurrence_without_an_end_stops_with_the_period(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_string_equal(
		read(&arena, EVENT("DTSTART;TZID=Asia/Tokyo:20200106T130000\r\nDURATION:PT2H\r\n"
				   "RRULE:FREQ=WEEKLY;BYDAY=MO\r\nEXDATE;TZID=Asia/Tokyo:20250714T130000\r\n")),
		"2025-07-07T13:00 15:00|2025-07-21T13:00 15:00|2025-07-28T13:00 15:00");
	assert_non_null(
		strstr(read(&arena, EVENT("DTSTART:19700101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\n")),
		       "repeat more than"));
}

static void an_instance_that_was_moved_stands_where_it_is_now(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_string_equal(
		read(&arena, "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20250701T010000Z\r\n"
			     "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=2\r\nRDATE:20250710T010000Z\r\nEND:VEVENT\r\n"
			     "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20250702T010000Z\r\nDTSTART:20250703T050000Z\r\n"
			     "DURATION:PT1H\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"),
		"2025-07-01T10:00 11:00|2025-07-03T14:00 15:00|2025-07-10T10:00 11:00");
}

static void who_is_free_all_the_same_is_not_busy(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_string_equal(read(&arena, EVENT("DTSTART:20250701T010000Z\r\nDURATION:PT1H\r\nTRANSP:TRANSPARENT\r\n")),
			    "");
	assert_string_equal(read(&arena, EVENT("DTSTART:20250701T010000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED\r\n")),
			    "");
	assert_string_equal(read(&arena, EVENT("DTSTART:20250601T010000Z\r\nDURATION:PT1H\r\n")), "");
	assert_string_equal(read(&arena, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), "");
}

static void what_is_no_calendar_is_refused(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_non_null(strstr(read(&arena, ""), "no iCalendar"));
	assert_non_null(strstr(read(&arena, "<html></html>"), "no iCalendar"));
	assert_non_null(strstr(read(&arena, EVENT("SUMMARY:x\r\n")), "has no beginning"));
	assert_non_null(strstr(read(&arena, EVENT("DTSTART:yesterday\r\n")), "beginning"));
}

int test_visit_calendar(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times_are_read_in_utc_in_zones_and_without_one),
		cmocka_unit_test(a_zone_that_nobody_knows_is_named),
		cmocka_unit_test(a_recurrence_without_an_end_stops_with_the_period),
		cmocka_unit_test(an_instance_that_was_moved_stands_where_it_is_now),
		cmocka_unit_test(who_is_free_all_the_same_is_not_busy),
		cmocka_unit_test(what_is_no_calendar_is_refused),
	};

	return cmocka_run_group_tests_name("visit_calendar", tests, NULL, NULL);
}
