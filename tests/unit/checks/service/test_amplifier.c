/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/amplifier.h"
#include "test.h"

#include "unit/checks/judge.h"

#define ANSWER(port, service, sizes)                                                                                   \
	{                                                                                                              \
		port, "service.answer",                                                                                \
			"{\"service\":\"" service "\",\"transport\":\"udp\",\"answered\":true" sizes "}"               \
	}
#define NO_ANSWER(port, service, reason)                                                                               \
	{                                                                                                              \
		port, "service.answer",                                                                                \
			"{\"service\":\"" service "\",\"transport\":\"udp\",\"answered\":false,\"reason\":\"" reason   \
			"\"}"                                                                                          \
	}

static const struct {
	const char *check, *service;
	int port;
	enum priority amplifies;
} cases[] = {
	{"chargen-open", "chargen", 19, PRIORITY_P2},
	{"chargen-open", "qotd", 17, PRIORITY_P2},
	{"cldap-open", "cldap", 389, PRIORITY_P2},
	{"mdns-open", "mdns", 5353, PRIORITY_P2},
	{"memcached-udp-open", "memcached", 11211, PRIORITY_P1},
	{"ntp-monlist", "ntp-monlist", 123, PRIORITY_P2},
	{"ssdp-open", "ssdp", 1900, PRIORITY_P2},
	{"ws-discovery-open", "ws-discovery", 3702, PRIORITY_P2},
};

static struct finding judge_answer(struct arena *arena, size_t i, const char *rest)
{
	const char *data = arena_printf(arena, "{\"service\":\"%s\",\"transport\":\"udp\",%s}", cases[i].service, rest);
	const struct seen seen = {cases[i].port, "service.answer", data};

	return judge_one(arena, cases[i].check, &seen, 1);
}

static void who_multiplies_what_he_is_asked_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct finding f =
			judge_answer(&arena, i, "\"answered\":true,\"asked_bytes\":8,\"answered_bytes\":440");
		assert_int_equal(f.verdict, VERDICT_BAD);
		assert_int_equal(f.priority, cases[i].amplifies);
		assert_string_equal(f.variant, "amplifies");
		assert_string_equal(value_get_text(f.details, "factor"), "55.0");
	}
}

static void a_closed_port_is_good_and_silence_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(judge_answer(&arena, i, "\"answered\":false,\"reason\":\"refused\"").verdict,
				 VERDICT_GOOD);
		assert_int_equal(judge_answer(&arena, i, "\"answered\":false,\"reason\":\"timeout\"").verdict,
				 VERDICT_UNTESTABLE);
	}
}

static void a_small_answer_is_less_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("ssdp-open", ANSWER(1900, "ssdp", ",\"asked_bytes\":100,\"answered_bytes\":199"));
	assert_string_equal(f.variant, "small");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void an_answer_of_unknown_size_is_no_amplifier_yet(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("ssdp-open", ANSWER(1900, "ssdp", "")).variant, "small");
	assert_string_equal(
		JUDGE("ssdp-open", ANSWER(1900, "ssdp", ",\"asked_bytes\":0,\"answered_bytes\":900")).variant, "small");
	assert_string_equal(JUDGE("ntp-monlist", ANSWER(123, "ntp-monlist", "")).variant, "unmeasured");
}

static void a_time_server_that_refuses_monlist_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		JUDGE("ntp-monlist", ANSWER(123, "ntp-monlist", ",\"asked_bytes\":8,\"answered_bytes\":8")).variant,
		"no_gain");
}

static void of_several_answers_the_largest_factor_counts(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		value_get_text(JUDGE("cldap-open", ANSWER(389, "cldap", ",\"asked_bytes\":50,\"answered_bytes\":100"),
				     ANSWER(389, "cldap", ",\"asked_bytes\":50,\"answered_bytes\":3000"),
				     NO_ANSWER(389, "cldap", "timeout"))
				       .details,
			       "factor"),
		"60.0");
}

static void ldap_over_tcp_is_another_check_of_the_same_port(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE_ALL("cldap-open",
			  {389, "service.answer", "{\"service\":\"ldap\",\"transport\":\"tcp\",\"answered\":true}"},
			  {389, "port.open", "{\"transport\":\"tcp\"}"})
			.count,
		0);
}

int test_amplifier(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_multiplies_what_he_is_asked_is_bad),
		cmocka_unit_test(a_closed_port_is_good_and_silence_is_untestable),
		cmocka_unit_test(a_small_answer_is_less_urgent),
		cmocka_unit_test(an_answer_of_unknown_size_is_no_amplifier_yet),
		cmocka_unit_test(a_time_server_that_refuses_monlist_is_good),
		cmocka_unit_test(of_several_answers_the_largest_factor_counts),
		cmocka_unit_test(ldap_over_tcp_is_another_check_of_the_same_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
