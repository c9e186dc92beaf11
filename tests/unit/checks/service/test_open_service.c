/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/open_service.h"
#include "test.h"

#include "unit/checks/judge.h"

#define PRIORITY_NONE ((enum priority)0) /* not bad */

/* Each check with what it says of strangers served and of a sign-in asked for. */
static const struct {
	const char *check, *service, *transport;
	int port;
	enum priority open, guarded;
} cases[] = {
	{"adb-exposed", "adb", "tcp", 5555, PRIORITY_P1, PRIORITY_P3},
	{"camera-open", "rtsp", "tcp", 554, PRIORITY_P2, PRIORITY_NONE},
	{"couchdb-open", "couchdb", "tcp", 5984, PRIORITY_P1, PRIORITY_P3},
	{"docker-api-open", "docker", "tcp", 2375, PRIORITY_P1, PRIORITY_P3},
	{"elasticsearch-open", "elasticsearch", "tcp", 9200, PRIORITY_P1, PRIORITY_P3},
	{"ftp-anonymous", "ftp", "tcp", 21, PRIORITY_P2, PRIORITY_NONE},
	{"kubernetes-open", "kubelet", "tcp", 10250, PRIORITY_P1, PRIORITY_P3},
	{"kubernetes-open", "etcd", "tcp", 2379, PRIORITY_P1, PRIORITY_P3},
	{"memcached-open", "memcached", "tcp", 11211, PRIORITY_P1, PRIORITY_P3},
	{"mongodb-without-password", "mongodb", "tcp", 27017, PRIORITY_P1, PRIORITY_P3},
	{"mqtt-anonymous", "mqtt", "tcp", 1883, PRIORITY_P2, PRIORITY_NONE},
	{"nfs-exported", "nfs", "tcp", 2049, PRIORITY_P2, PRIORITY_P3},
	{"redis-without-password", "redis", "tcp", 6379, PRIORITY_P1, PRIORITY_P3},
	{"rsync-open", "rsync", "tcp", 873, PRIORITY_P2, PRIORITY_NONE},
	{"snmp-public", "snmp", "udp", 161, PRIORITY_P2, PRIORITY_NONE},
	{"vnc-exposed", "vnc", "tcp", 5900, PRIORITY_P1, PRIORITY_P2},
	{"x11-open", "x11", "tcp", 6000, PRIORITY_P2, PRIORITY_P3},
};

static struct finding judge_answer(struct arena *arena, size_t i, const char *rest)
{
	const char *data = arena_printf(arena, "{\"service\":\"%s\",\"transport\":\"%s\",%s}", cases[i].service,
					cases[i].transport, rest);
	const struct seen seen = {cases[i].port, "service.answer", data};

	return judge_one(arena, cases[i].check, &seen, 1);
}

static void who_serves_strangers_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct finding f = judge_answer(&arena, i, "\"answered\":true,\"authentication\":\"none\"");
		assert_int_equal(f.verdict, VERDICT_BAD);
		assert_int_equal(f.confidence, CONFIDENCE_CONFIRMED);
		assert_int_equal(f.priority, cases[i].open);
		assert_string_equal(f.variant, "open");
	}
}

static void who_asks_for_a_sign_in_is_less_urgent_or_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct finding f = judge_answer(&arena, i, "\"answered\":true,\"authentication\":\"required\"");
		assert_string_equal(f.variant, "guarded");
		assert_int_equal(f.verdict, cases[i].guarded == PRIORITY_NONE ? VERDICT_GOOD : VERDICT_BAD);
		assert_int_equal(f.priority, cases[i].guarded);
	}
}

static void who_was_asked_and_is_closed_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(judge_answer(&arena, i, "\"answered\":false,\"reason\":\"refused\"").verdict,
				 VERDICT_GOOD);
}

static void who_was_asked_and_is_silent_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(judge_answer(&arena, i, "\"answered\":false,\"reason\":\"timeout\"").verdict,
				 VERDICT_UNTESTABLE);
}

static void a_port_alone_is_possible_and_says_nothing_of_strangers(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct seen seen = {cases[i].port, "port.open", "{\"transport\":\"tcp\"}"};
		struct finding_list list = judge_all(&arena, cases[i].check, &seen, 1);
		if (cases[i].guarded == PRIORITY_NONE && list.count)
			assert_int_equal(list.items[0].verdict, VERDICT_UNTESTABLE);
		else if (list.count)
			assert_int_equal(list.items[0].confidence, CONFIDENCE_POSSIBLE);
		assert_int_equal(list.count, *cases[i].transport == 't');
	}
}

static void tftp_has_no_sign_in_that_could_help(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(
		JUDGE("tftp-open",
		      {69, "service.answer",
		       "{\"service\":\"tftp\",\"transport\":\"udp\",\"answered\":true,\"text\":\"1 File not found\"}"})
			.variant,
		"exposed");
	assert_int_equal(
		JUDGE("tftp-open",
		      {69, "service.answer",
		       "{\"service\":\"tftp\",\"transport\":\"udp\",\"answered\":false,\"reason\":\"timeout\"}"})
			.verdict,
		VERDICT_UNTESTABLE);
}

static void an_elasticsearch_shows_itself_in_a_header(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("elasticsearch-open",
		  {9200, "http.response", "{\"status\":200,\"headers\":[[\"x-elastic-product\",\"Elasticsearch\"]]}"});
	assert_string_equal(f.variant, "open");
	f = JUDGE("elasticsearch-open",
		  {9200, "http.response", "{\"status\":401,\"headers\":[[\"x-elastic-product\",\"Elasticsearch\"]]}"});
	assert_string_equal(f.variant, "guarded");
	f = JUDGE("couchdb-open", {5984, "http.response",
				   "{\"status\":200,\"headers\":[[\"server\",\"CouchDB/3.3.2 (Erlang OTP/25)\"]]}"});
	assert_string_equal(f.variant, "exposed");
}

static void what_is_shared_is_named(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("rsync-open",
		  {873, "service.answer",
		   "{\"service\":\"rsync\",\"transport\":\"tcp\",\"answered\":true,\"authentication\":\"none\","
		   "\"names\":[\"backup\",\"web\"]}"});
	assert_int_equal(value_count(value_get(f.details, "names")), 2);
	assert_string_equal(f.remedy, "sign-in:873");
}

int test_open_service(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_serves_strangers_is_bad),
		cmocka_unit_test(who_asks_for_a_sign_in_is_less_urgent_or_good),
		cmocka_unit_test(who_was_asked_and_is_closed_is_good),
		cmocka_unit_test(who_was_asked_and_is_silent_is_untestable),
		cmocka_unit_test(a_port_alone_is_possible_and_says_nothing_of_strangers),
		cmocka_unit_test(tftp_has_no_sign_in_that_could_help),
		cmocka_unit_test(an_elasticsearch_shows_itself_in_a_header),
		cmocka_unit_test(what_is_shared_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
