/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc_report.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define RECORD(reports) TXT("_dmarc.example.jp", "v=DMARC1; p=none" reports)

static void reports_to_the_own_domain_are_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("dmarc-report", ZONE, RECORD("; rua=mailto:d@example.jp, mailto:e@m.example.jp!5m")).verdict,
		VERDICT_GOOD);
}

static void no_address_means_that_nobody_sees(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dmarc-report", ZONE, RECORD(""));
	assert_string_equal(f.variant, "nowhere");
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_string_equal(JUDGE("dmarc-report", ZONE, RECORD("; rua=d@example.jp")).variant, "address");
}

static void a_foreign_receiver_has_to_agree(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dmarc-report", ZONE, RECORD("; rua=mailto:x@reports.example"),
		  NO_NAME("example.jp._report._dmarc.reports.example", "TXT"));
	assert_string_equal(f.variant, "foreign");
	assert_string_equal(value_get_text(f.details, "report"), "reports.example");
	assert_int_equal(JUDGE("dmarc-report", ZONE, RECORD("; rua=mailto:x@reports.example"),
			       TXT("example.jp._report._dmarc.reports.example", "v=DMARC1"))
				 .verdict,
			 VERDICT_GOOD);
}

static void a_foreign_receiver_that_was_not_asked_stays_open(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("dmarc-report", ZONE, RECORD("; rua=mailto:x@reports.example")).verdict,
			 VERDICT_UNTESTABLE);
}

int test_dmarc_report(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_to_the_own_domain_are_good),
		cmocka_unit_test(no_address_means_that_nobody_sees),
		cmocka_unit_test(a_foreign_receiver_has_to_agree),
		cmocka_unit_test(a_foreign_receiver_that_was_not_asked_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
