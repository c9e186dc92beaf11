/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/dns/look_alike_domain.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define TRIED(name, rest)                                                                                              \
	{                                                                                                              \
		0, "domain.lookalike", "{\"name\":\"" name "\"" rest "}"                                               \
	}

static void names_that_nobody_uses_are_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("look-alike-domain", ZONE,
		  TRIED("examp1e.jp", ",\"answered\":true,\"addresses\":false,\"mail\":false"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_name_with_mail_is_told_and_never_certain(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("look-alike-domain", ZONE, TRIED("examp1e.jp", ",\"answered\":true,\"mail\":true"));
	assert_string_equal(f.variant, "mail");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_string_equal(value_at(value_get(f.details, "names"), 0)->text.p, "examp1e.jp");
}

static void a_page_alone_is_less(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("look-alike-domain", ZONE,
		  TRIED("example.co.jp", ",\"answered\":true,\"addresses\":true,\"mail\":false"));
	assert_string_equal(f.variant, "web");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void an_answer_that_is_missing_leaves_it_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("look-alike-domain", ZONE, TRIED("examp1e.jp", ",\"answered\":false"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("look-alike-domain", ZONE).count, 0);
}

int test_look_alike_domain(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_that_nobody_uses_are_good),
		cmocka_unit_test(a_name_with_mail_is_told_and_never_certain),
		cmocka_unit_test(a_page_alone_is_less),
		cmocka_unit_test(an_answer_that_is_missing_leaves_it_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
