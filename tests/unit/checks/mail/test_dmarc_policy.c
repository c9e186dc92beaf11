/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc_policy.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define RECORD(text) TXT("_dmarc.example.jp", text)

static void a_policy_for_all_mail_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=quarantine")).verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=reject; pct=100; sp=quarantine")).verdict,
			 VERDICT_GOOD);
}

static void watching_only_is_the_first_step(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=none; rua=mailto:a@example.jp"));
	assert_string_equal(f.variant, "none");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void a_part_of_the_mail_is_named(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=reject; pct=20"));
	assert_string_equal(f.variant, "percent");
	assert_int_equal(value_get_int(f.details, "percent", 0), 20);
	assert_string_equal(JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=reject; sp=none")).variant, "subdomains");
}

static void a_test_and_names_that_do_not_exist_are_named(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=reject; t=y; np=none")).variant, "test");
	assert_string_equal(JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=reject; np=none")).variant, "missing");
	assert_int_equal(JUDGE("dmarc-policy", ZONE, RECORD("v=DMARC1; p=reject; np=reject; t=n")).verdict,
			 VERDICT_GOOD);
}

static void a_subdomain_stands_under_sp(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("dmarc-policy", {0, "dns.zone", "{\"name\":\"shop.example.jp\"}"},
				  NO_NAME("_dmarc.shop.example.jp", "TXT"), RECORD("v=DMARC1; p=reject; sp=none"))
				    .variant,
			    "none");
}

static void without_a_sound_record_there_is_nothing_to_judge(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("dmarc-policy", ZONE, RECORD("v=DMARC1; p=what")).count, 0);
	assert_int_equal(JUDGE_ALL("dmarc-policy", ZONE, SILENT("_dmarc.example.jp", "TXT")).count, 0);
}

int test_dmarc_policy(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_policy_for_all_mail_is_good),
		cmocka_unit_test(watching_only_is_the_first_step),
		cmocka_unit_test(a_part_of_the_mail_is_named),
		cmocka_unit_test(a_test_and_names_that_do_not_exist_are_named),
		cmocka_unit_test(a_subdomain_stands_under_sp),
		cmocka_unit_test(without_a_sound_record_there_is_nothing_to_judge),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
