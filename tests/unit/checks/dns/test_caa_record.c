/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/caa_record.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

static void a_record_that_limits_issuing_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("caa-record", ZONE, ANSWER("example.jp", "CAA", "\"0 issue \\\"letsencrypt.org\\\"\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void no_record_up_to_the_top_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("caa-record", ZONE, EMPTY("example.jp", "CAA"), EMPTY("jp", "CAA"));
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void records_that_limit_nothing_are_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("caa-record", ZONE, ANSWER("example.jp", "CAA", "\"0 iodef \\\"mailto:a@example.jp\\\"\""));
	assert_string_equal(f.variant, "open");
}

static void silence_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("caa-record", ZONE, SILENT("example.jp", "CAA"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("caa-record", ZONE).count, 0);
}

int test_caa_record(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_that_limits_issuing_is_good),
		cmocka_unit_test(no_record_up_to_the_top_is_told),
		cmocka_unit_test(records_that_limit_nothing_are_told),
		cmocka_unit_test(silence_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
