/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/mailless_domain.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define NO_MX   EMPTY("example.jp", "MX")
#define NULL_MX ANSWER("example.jp", "MX", "\"0 .\"")
#define REFUSES TXT("example.jp", "v=spf1 -all")

static void a_domain_that_refuses_everything_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mailless-domain", ZONE, NULL_MX, REFUSES, TXT("_dmarc.example.jp", "v=DMARC1; p=reject"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void without_spf_anybody_can_claim_it(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mailless-domain", ZONE, NO_MX, EMPTY("example.jp", "TXT"));
	assert_string_equal(f.variant, "spf");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void without_dmarc_a_step_is_missing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mailless-domain", ZONE, NO_MX, REFUSES, NO_NAME("_dmarc.example.jp", "TXT"));
	assert_string_equal(f.variant, "dmarc");
}

static void silence_is_no_answer(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("mailless-domain", ZONE, NO_MX, SILENT("example.jp", "TXT"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

static void a_domain_that_sends_or_receives_is_none_of_its_business(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("mailless-domain", ZONE, MX, EMPTY("example.jp", "TXT")).count, 0);
	assert_int_equal(
		JUDGE_ALL("mailless-domain", ZONE, NO_MX, TXT("example.jp", "v=spf1 ip4:192.0.2.1 -all")).count, 0);
}

int test_mailless_domain(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_domain_that_refuses_everything_is_good),
		cmocka_unit_test(without_spf_anybody_can_claim_it),
		cmocka_unit_test(without_dmarc_a_step_is_missing),
		cmocka_unit_test(silence_is_no_answer),
		cmocka_unit_test(a_domain_that_sends_or_receives_is_none_of_its_business),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
