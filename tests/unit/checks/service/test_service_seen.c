/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/open_service.h"
#include "test.h"

#include "unit/checks/judge.h"

#define ANSWER(port, rest)                                                                                             \
	{                                                                                                              \
		port, "service.answer", "{\"service\":\"redis\",\"transport\":\"tcp\"," rest "}"                       \
	}
#define OPEN                                                                                                           \
	{                                                                                                              \
		6379, "port.open", "{\"transport\":\"tcp\"}"                                                           \
	}
#define SUMMARY(closed, ports)                                                                                         \
	{                                                                                                              \
		0, "port.summary", "{\"tried\":9,\"open\":0,\"closed\":" closed ",\"silent\":0,\"ports\":" ports "}"   \
	}

static void of_two_addresses_the_one_that_serves_strangers_counts(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("redis-without-password",
				  ANSWER(6379, "\"answered\":true,\"authentication\":\"none\""),
				  ANSWER(6379, "\"answered\":true,\"authentication\":\"required\""))
				    .variant,
			    "open");
	assert_string_equal(JUDGE("redis-without-password", ANSWER(6379, "\"answered\":false,\"reason\":\"timeout\""),
				  ANSWER(6379, "\"answered\":true,\"authentication\":\"required\""))
				    .variant,
			    "guarded");
}

static void an_open_port_that_was_asked_in_vain_is_untestable_not_possible(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("redis-without-password", OPEN, ANSWER(6379, "\"answered\":false,\"reason\":\"timeout\""))
			.verdict,
		VERDICT_UNTESTABLE);
}

static void redis_that_told_nmap_its_version_wanted_no_password(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		JUDGE("redis-without-password", OPEN,
		      {6379, "nmap.service",
		       "{\"transport\":\"tcp\",\"name\":\"redis\",\"version\":\"7.0.15\",\"method\":\"probed\"}"})
			.variant,
		"open");
}

static void another_service_at_the_port_is_no_redis(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("redis-without-password", OPEN,
				   {6379, "service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-x\"}"})
				 .count,
			 0);
	assert_int_equal(JUDGE_ALL("redis-without-password", OPEN, {6379, "http.response", "{\"status\":200}"}).count,
			 0);
	assert_int_equal(
		JUDGE_ALL("redis-without-password", OPEN, ANSWER(6379, "\"answered\":false,\"reason\":\"other\""))
			.count,
		0);
}

static void an_answer_over_udp_says_nothing_of_tcp(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("redis-without-password", OPEN,
			       {6379, "service.answer", "{\"service\":\"x\",\"transport\":\"udp\",\"answered\":true}"})
				 .confidence,
			 CONFIDENCE_POSSIBLE);
}

static void a_target_is_good_when_all_ports_of_the_service_were_tried(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("redis-without-password", SUMMARY("9", "[[1,6379],[6380,6380]]")).variant, "none");
	assert_int_equal(JUDGE_ALL("redis-without-password", SUMMARY("9", "[[1,6379]]")).count, 0);
	assert_int_equal(JUDGE_ALL("redis-without-password", SUMMARY("9", "null")).count, 0);
}

static void a_target_that_answered_nowhere_is_not_called_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("redis-without-password", SUMMARY("0", "[[1,65535]]")).count, 0);
	assert_int_equal(
		JUDGE_ALL("redis-without-password", SUMMARY("9", "[[1,65535]]"), SUMMARY("0", "[[1,65535]]")).count, 0);
}

static void what_a_service_says_is_cut_and_kept_to_one_line(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		JUDGE("redis-without-password",
		      ANSWER(6379, "\"answered\":true,\"authentication\":\"none\",\"text\":\"+PONG\\r\\nmore\""))
			.evidence,
		"Redis answered over TCP, asks for no sign-in: \"+PONG\"");
}

int test_service_seen(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(of_two_addresses_the_one_that_serves_strangers_counts),
		cmocka_unit_test(an_open_port_that_was_asked_in_vain_is_untestable_not_possible),
		cmocka_unit_test(redis_that_told_nmap_its_version_wanted_no_password),
		cmocka_unit_test(another_service_at_the_port_is_no_redis),
		cmocka_unit_test(an_answer_over_udp_says_nothing_of_tcp),
		cmocka_unit_test(a_target_is_good_when_all_ports_of_the_service_were_tried),
		cmocka_unit_test(a_target_that_answered_nowhere_is_not_called_good),
		cmocka_unit_test(what_a_service_says_is_cut_and_kept_to_one_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
