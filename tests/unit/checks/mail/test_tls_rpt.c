/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/tls_rpt.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define RECORD(record) TXT("_smtp._tls.example.jp", record)

static void reports_to_an_address_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-rpt", ZONE, MX, RECORD("v=TLSRPTv1; rua=mailto:t@example.jp,https://r.example/x"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void no_record_means_no_news(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-rpt", ZONE, MX, EMPTY("_smtp._tls.example.jp", "TXT"));
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void an_address_that_is_none_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-rpt", ZONE, MX, RECORD("v=TLSRPTv1; rua=t@example.jp"));
	assert_string_equal(f.variant, "broken");
	f = JUDGE("tls-rpt", ZONE, MX, RECORD(" v=TLSRPTv1; rua=mailto:t@example.jp"));
	assert_string_equal(f.variant, "broken");
}

static void two_records_are_as_good_as_none(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-rpt", ZONE, MX,
		  ANSWER("_smtp._tls.example.jp", "TXT",
			 "\"v=TLSRPTv1; rua=mailto:a@x.jp\",\"v=TLSRPTv1; rua=mailto:b@x.jp\""));
	assert_string_equal(f.variant, "several");
}

static void silence_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-rpt", ZONE, MX, SILENT("_smtp._tls.example.jp", "TXT"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_tls_rpt(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reports_to_an_address_are_good),
		cmocka_unit_test(no_record_means_no_news),
		cmocka_unit_test(an_address_that_is_none_is_told),
		cmocka_unit_test(two_records_are_as_good_as_none),
		cmocka_unit_test(silence_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
