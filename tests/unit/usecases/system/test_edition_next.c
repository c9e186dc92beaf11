/* SPDX-License-Identifier: Apache-2.0 */
/* The following year's call from this year's. */
#include "usecases/system/edition_next.h"

#include <string.h>

#include "calendar/day.h"
#include "disk/read_file.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

struct years {
	struct arena arena;
	struct edition *edition;
	struct str yaml;
	struct edition_next next;
};

static int begin(void **state)
{
	static struct years years;

	memset(&years, 0, sizeof(years));
	arena_init(&years.arena);
	years.edition = shipped_edition();
	assert_int_equal(read_file(&years.arena, "programmes/tokyo-r7/edition.yaml", 1 << 20, &years.yaml, NULL),
			 ERR_OK);
	*state = &years;
	return 0;
}

static int end(void **state)
{
	struct years *years = *state;

	edition_free(years->edition);
	arena_release(&years->arena);
	return 0;
}

static void make(struct years *years)
{
	assert_int_equal(edition_next(&years->arena, years->edition, years->yaml, &years->next, NULL), ERR_OK);
}

#define HAS(years, text) assert_true(str_find((years)->next.yaml, text) < (years)->next.yaml.n)

static void the_dates_are_a_year_later_on_business_days(void **state)
{
	struct years *years = *state;

	make(years);
	/* 2026-05-29 is a Friday, 2026-06-30 a Tuesday, 2027-03-31 a Wednesday. */
	HAS(years, "\nreception: {opens: 2026-05-29, closes: 2026-06-30}\n");
	HAS(years, "\nsupport_ends: 2027-03-31 ");
	HAS(years, "\ninvitations_end: 2027-03-31 ");
	HAS(years, "\nid: tokyo_r8\n");
	HAS(years, "\nreceipt_prefix: \"R8-\"\n");
	HAS(years, "\nfiscal_year: 2026\n");
	HAS(years, "令和8年度|中小企業");
	HAS(years, "Fiscal Year 2026: Security Check-up");
	assert_string_equal(years->next.id, "tokyo_r8");
}

static int64_t day(const char *text)
{
	int64_t day;

	assert_true(day_parse(str_from(text), &day));
	return day;
}

static void a_day_off_moves_to_the_next_business_day_and_the_end_to_the_one_before(void **state)
{
	struct years *years = *state;

	years->yaml = STR("reception: {opens: 2025-05-02, closes: 2025-12-29}\nsupport_ends: 2026-03-27\n");
	years->edition->opens_ms = day_start_ms(day("2025-05-02"));
	years->edition->closes_ms = day_start_ms(day("2025-12-30"));
	years->edition->support_ends = day("2026-03-27");
	make(years);
	/* Saturday before the long holidays; the office is closed to 3 January; 2027-03-27 is a Saturday. */
	assert_true(str_is(years->next.yaml,
			   "reception: {opens: 2026-05-07, closes: 2027-01-04}\nsupport_ends: 2027-03-26\n"));
}

static void a_statement_with_a_year_is_left_to_a_person(void **state)
{
	struct years *years = *state;
	size_t look = 0;

	make(years);
	for (size_t i = 0; i < years->next.count; i++)
		if (!years->next.lines[i].before && strstr(years->next.lines[i].text, "令和7年中小企業"))
			look++;
	assert_int_equal(look, 2);
	HAS(years, "cs-follow-up-tokyo-2025-ml@");
}

static void nothing_else_changes(void **state)
{
	struct years *years = *state;
	size_t changed = 0;

	make(years);
	for (size_t i = 0; i < years->next.count; i++)
		changed += years->next.lines[i].before != NULL;
	assert_int_equal(changed, 10);
	assert_int_equal(years->next.yaml.n, years->yaml.n); /* each number is as long as before */
}

static void an_edition_without_a_number_has_no_next(void **state)
{
	struct years *years = *state;

	years->edition->id = "tokyo";
	assert_int_equal(edition_next(&years->arena, years->edition, years->yaml, &years->next, NULL), ERR_UNSUPPORTED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int test_edition_next(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_dates_are_a_year_later_on_business_days),
		TEST(a_day_off_moves_to_the_next_business_day_and_the_end_to_the_one_before),
		TEST(a_statement_with_a_year_is_left_to_a_person),
		TEST(nothing_else_changes),
		TEST(an_edition_without_a_number_has_no_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
