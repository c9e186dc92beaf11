/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/spf_policy.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

static void a_record_that_refuses_the_rest_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 mx -all")).verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 mx ~all")).verdict, VERDICT_GOOD);
}

static void a_record_that_lets_everybody_send_is_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 mx all"));
	assert_string_equal(f.variant, "everybody");
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(value_get_text(f.details, "ending"), "all");
}

static void a_record_that_says_nothing_of_the_rest_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 mx ?all")).variant, "neutral");
	assert_string_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 mx")).variant, "open_end");
}

static void the_end_of_a_redirect_decides(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 redirect=a.example"),
				  TXT("a.example", "v=spf1 redirect=b.example"), TXT("b.example", "v=spf1 +all"))
				    .variant,
			    "everybody");
	assert_int_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 redirect=a.example")).verdict,
			 VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 redirect=example.jp")).verdict,
			 VERDICT_UNTESTABLE);
}

static void demand_wide(struct finding f, const char *term, const char *where)
{
	assert_string_equal(f.variant, "wide");
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(value_get_text(f.details, "wrong"), term);
	assert_string_equal(value_get_text(f.details, "name"), where);
}

static void a_term_that_everybody_matches_undoes_the_end(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	demand_wide(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all")),
		    "ip4:0.0.0.0/1", "example.jp");
	demand_wide(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 ip6:::/0 -all")), "ip6:::/0", "example.jp");
	demand_wide(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 mx a/0 -all")), "a/0", "example.jp");
	demand_wide(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 exists:on.example -all"),
			  ANSWER("on.example", "A", "\"127.0.0.2\"")),
		    "exists:on.example", "example.jp");
	demand_wide(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 redirect=a.example"),
			  TXT("a.example", "v=spf1 include:b.example -all"), TXT("b.example", "v=spf1 mx +all")),
		    "+all", "b.example");
}

static void a_term_that_lets_few_send_or_nobody_does_not(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 ip4:10.0.0.0/8 -ip4:0.0.0.0/0 -all")).verdict,
		VERDICT_GOOD);
	assert_int_equal(JUDGE("spf-policy", ZONE, TXT("example.jp", "v=spf1 ~include:b.example -all"),
			       TXT("b.example", "v=spf1 +all"))
				 .verdict,
			 VERDICT_GOOD);
	assert_int_equal(JUDGE("spf-policy", ZONE,
			       TXT("example.jp", "v=spf1 include:example.jp include:b.example -all"),
			       TXT("b.example", "v=spf1 ?all"))
				 .verdict,
			 VERDICT_GOOD);
}

static void a_record_that_cannot_be_used_is_left_to_its_own_check(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("spf-policy", ZONE, TXT("example.jp", "v=spf1 nonsense +all")).count, 0);
	assert_int_equal(JUDGE_ALL("spf-policy", ZONE, EMPTY("example.jp", "TXT")).count, 0);
}

int test_spf_policy(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_that_refuses_the_rest_is_good),
		cmocka_unit_test(a_record_that_lets_everybody_send_is_urgent),
		cmocka_unit_test(a_record_that_says_nothing_of_the_rest_is_bad),
		cmocka_unit_test(the_end_of_a_redirect_decides),
		cmocka_unit_test(a_term_that_everybody_matches_undoes_the_end),
		cmocka_unit_test(a_term_that_lets_few_send_or_nobody_does_not),
		cmocka_unit_test(a_record_that_cannot_be_used_is_left_to_its_own_check),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
