/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/mta_sts.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define RECORD TXT("_mta-sts.example.jp", "v=STSv1; id=20260101")
#define POLICY(text)                                                                                                   \
	{                                                                                                              \
		0, "mail.policy", "{\"answered\":true,\"trusted\":true,\"status\":200,\"text\":\"" text "\"}"          \
	}
#define HEAD "version: STSv1\\r\\nmax_age: 604800\\r\\n"

static void a_policy_in_force_that_names_the_server_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mta-sts", ZONE, MX, RECORD, POLICY(HEAD "mode: enforce\\r\\nmx: mail.example.jp\\r\\n"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_string_equal(f.variant, "");
}

static void a_policy_under_test_is_good_and_says_so(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mta-sts", ZONE, MX, RECORD, POLICY(HEAD "mode: testing\\r\\nmx: *.example.jp\\r\\n"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_string_equal(f.variant, "testing");
}

static void no_record_is_a_small_thing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mta-sts", ZONE, MX, NO_NAME("_mta-sts.example.jp", "TXT"));
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void a_server_that_the_policy_does_not_name_gets_no_mail(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mta-sts", ZONE, MX, RECORD, POLICY(HEAD "mode: enforce\\r\\nmx: old.example.jp\\r\\n"));
	assert_string_equal(f.variant, "server");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(value_get_text(f.details, "server"), "mail.example.jp");
}

static void a_policy_that_cannot_be_fetched_or_read_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mta-sts", ZONE, MX, RECORD,
		  {0, "mail.policy", "{\"answered\":true,\"trusted\":true,\"status\":404,\"text\":\"\"}"});
	assert_string_equal(f.variant, "file");
	f = JUDGE("mta-sts", ZONE, MX, RECORD, POLICY(HEAD "mode: always\\r\\n"));
	assert_string_equal(f.variant, "broken");
	f = JUDGE("mta-sts", ZONE, MX, RECORD, POLICY(HEAD "mode: none\\r\\n"));
	assert_string_equal(f.variant, "off");
}

static void two_records_are_as_good_as_none(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mta-sts", ZONE, MX, ANSWER("_mta-sts.example.jp", "TXT", "\"v=STSv1; id=1\",\"v=STSv1; id=2\""));
	assert_string_equal(f.variant, "several");
}

static void silence_and_a_file_that_was_not_asked_for_stay_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mta-sts", ZONE, MX, SILENT("_mta-sts.example.jp", "TXT"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("mta-sts", ZONE, MX, RECORD);
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_mta_sts(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_policy_in_force_that_names_the_server_is_good),
		cmocka_unit_test(a_policy_under_test_is_good_and_says_so),
		cmocka_unit_test(no_record_is_a_small_thing),
		cmocka_unit_test(a_server_that_the_policy_does_not_name_gets_no_mail),
		cmocka_unit_test(a_policy_that_cannot_be_fetched_or_read_is_told),
		cmocka_unit_test(two_records_are_as_good_as_none),
		cmocka_unit_test(silence_and_a_file_that_was_not_asked_for_stay_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
