/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/starttls.h"
#include "test.h"

#include "unit/checks/judge.h"
#include "unit/checks/mail_seen.h"

static void an_offer_that_is_kept_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("starttls", SERVER(25, ",\"extensions\":[\"PIPELINING\",\"STARTTLS\"],\"starttls\":\"accepted\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_server_without_the_offer_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("starttls", SERVER(25, ",\"extensions\":[\"PIPELINING\"]"));
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void an_offer_that_is_not_kept_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("starttls", SERVER(25, ",\"extensions\":[\"STARTTLS\"],\"starttls\":\"failed\""));
	assert_string_equal(f.variant, "broken");
}

static void a_server_that_puts_us_off_or_an_offer_that_was_not_tried_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("starttls", SILENT_SERVER);
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("starttls", SERVER(25, ",\"extensions\":[\"STARTTLS\"],\"starttls\":\"untried\""));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

static void the_offer_alone_tells_when_there_is_none(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("starttls", {25, "service.auth", "{\"service\":\"smtp\",\"tls_offered\":false}"});
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P3);
	f = JUDGE("starttls", {25, "service.auth", "{\"service\":\"smtp\",\"tls_offered\":true}"});
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_int_equal(
		JUDGE_ALL("starttls", {25, "service.auth", "{\"service\":\"ftp\",\"tls_offered\":false}"}).count, 0);
}

static void of_a_list_that_was_cut_nothing_is_said_to_be_missing(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("starttls", SERVER(25, ",\"extensions\":[\"SIZE\"],\"extensions_cut\":true")).verdict,
			 VERDICT_UNTESTABLE);
}

int test_starttls(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_offer_that_is_kept_is_good),
		cmocka_unit_test(a_server_without_the_offer_is_told),
		cmocka_unit_test(an_offer_that_is_not_kept_is_told),
		cmocka_unit_test(a_server_that_puts_us_off_or_an_offer_that_was_not_tried_stays_open),
		cmocka_unit_test(of_a_list_that_was_cut_nothing_is_said_to_be_missing),
		cmocka_unit_test(the_offer_alone_tells_when_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
