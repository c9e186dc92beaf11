/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/exposed_service.h"
#include "test.h"

#include "unit/checks/judge.h"

/* Each check with what it says of an answer, and of an open port at which nothing was heard. */
static const struct {
	const char *check, *service, *transport;
	int port;
	enum priority answered, port_alone;
} cases[] = {
	{"database-exposed", "postgresql", "tcp", 5432, PRIORITY_P2, PRIORITY_P3},
	{"database-exposed", "mssql", "tcp", 1433, PRIORITY_P2, PRIORITY_P3},
	{"file-sharing-exposed", "afp", "tcp", 548, PRIORITY_P3, PRIORITY_P3},
	{"industrial-exposed", "modbus", "tcp", 502, PRIORITY_P1, PRIORITY_P3},
	{"industrial-exposed", "bacnet", "udp", 47808, PRIORITY_P1, PRIORITY_P3},
	{"ipmi-exposed", "ipmi", "udp", 623, PRIORITY_P2, PRIORITY_P3},
	{"ldap-exposed", "ldap", "tcp", 389, PRIORITY_P3, PRIORITY_P3},
	{"pptp-exposed", "pptp", "tcp", 1723, PRIORITY_P3, PRIORITY_P3},
	{"printer-exposed", "ipp", "tcp", 631, PRIORITY_P2, PRIORITY_P3},
	{"rpc-exposed", "msrpc", "tcp", 135, PRIORITY_P3, PRIORITY_P3},
	{"sip-exposed", "sip", "tcp", 5060, PRIORITY_P2, PRIORITY_P4},
	{"winrm-exposed", "winrm", "tcp", 5985, PRIORITY_P2, PRIORITY_P3},
};

static struct finding judge_answer(struct arena *arena, size_t i, const char *rest)
{
	const char *data = arena_printf(arena, "{\"service\":\"%s\",\"transport\":\"%s\",%s}", cases[i].service,
					cases[i].transport, rest);
	const struct seen seen = {cases[i].port, "service.answer", data};

	return judge_one(arena, cases[i].check, &seen, 1);
}

static void who_answers_is_bad(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct finding f = judge_answer(&arena, i, "\"answered\":true");
		assert_int_equal(f.verdict, VERDICT_BAD);
		assert_int_equal(f.confidence, CONFIDENCE_CONFIRMED);
		assert_int_equal(f.priority, cases[i].answered);
		assert_string_equal(f.variant, "exposed");
		assert_string_equal(f.remedy, arena_printf(&arena, "close:%d", cases[i].port));
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

static void a_port_alone_is_possible(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct seen seen = {cases[i].port, "port.open", "{\"transport\":\"tcp\"}"};
		struct finding_list list = judge_all(&arena, cases[i].check, &seen, 1);
		assert_int_equal(list.count, *cases[i].transport == 't');
		if (!list.count)
			continue;
		assert_int_equal(list.items[0].confidence, CONFIDENCE_POSSIBLE);
		assert_int_equal(list.items[0].priority, cases[i].port_alone);
		assert_string_equal(list.items[0].variant, "port");
	}
}

static void a_greeting_of_mysql_confirms_it_on_any_port(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("database-exposed", {33060, "port.open", "{\"transport\":\"tcp\"}"},
		  {33060, "service.banner", "{\"service\":\"mysql\",\"text\":\"8.0.36\"}"});
	assert_string_equal(f.variant, "exposed");
	assert_string_equal(value_get_text(f.details, "service"), "MySQL");
	assert_string_equal(f.evidence, "MySQL answered over TCP, sign-in not known: \"8.0.36\"");
}

static void a_directory_that_strangers_may_search_is_worse(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("ldap-exposed",
		      {389, "service.answer",
		       "{\"service\":\"ldap\",\"transport\":\"tcp\",\"answered\":true,\"authentication\":\"none\"}"})
			.priority,
		PRIORITY_P2);
	assert_int_equal(
		JUDGE("file-sharing-exposed",
		      {548, "service.answer",
		       "{\"service\":\"afp\",\"transport\":\"tcp\",\"answered\":true,\"authentication\":\"none\"}"})
			.priority,
		PRIORITY_P2);
}

static void the_evidence_of_mysql_is_what_its_packet_says(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("database-exposed",
		  {3306, "service.banner",
		   "{\"service\":\"mysql\",\"text\":\"J\\u0000\\u0000\\u0000\\n8.0.36\\u0000\\u0008\"}"});
	assert_string_equal(f.evidence, "MySQL answered over TCP, sign-in not known: \"8.0.36\"");
	f = JUDGE("database-exposed",
		  {3306, "service.banner",
		   "{\"service\":\"mysql\",\"text\":\"F\\u0000\\u0000\\u0000\\u00ffj\\u0004Host '192.0.2.9' is not "
		   "allowed\"}"});
	assert_string_equal(f.evidence,
			    "MySQL answered over TCP, asks for a sign-in: \"Host '192.0.2.9' is not allowed\"");
}

#define NMAP(port, rest)                                                                                               \
	{                                                                                                              \
		port, "nmap.service", "{\"transport\":\"tcp\"," rest "}"                                               \
	}

static void what_nmap_asked_counts_and_what_it_guesses_by_port_does_not(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("database-exposed", NMAP(13306, "\"name\":\"mysql\",\"product\":\"MySQL\",\"version\":\"8.0.36\","
						  "\"method\":\"probed\""));
	assert_int_equal(f.confidence, CONFIDENCE_CONFIRMED);
	assert_string_equal(f.evidence, "MySQL answered over TCP, sign-in not known: \"MySQL 8.0.36\"");
	f = JUDGE("printer-exposed", {9100, "port.open", "{\"transport\":\"tcp\"}"},
		  NMAP(9100, "\"name\":\"jetdirect\",\"method\":\"table\""));
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_int_equal(JUDGE_ALL("printer-exposed", {9100, "port.open", "{\"transport\":\"tcp\"}"},
				   NMAP(9100, "\"name\":\"http\",\"method\":\"probed\""))
				 .count,
			 0);
}

int test_exposed_service(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_answers_is_bad),
		cmocka_unit_test(who_was_asked_and_is_closed_is_good),
		cmocka_unit_test(who_was_asked_and_is_silent_is_untestable),
		cmocka_unit_test(a_port_alone_is_possible),
		cmocka_unit_test(a_greeting_of_mysql_confirms_it_on_any_port),
		cmocka_unit_test(the_evidence_of_mysql_is_what_its_packet_says),
		cmocka_unit_test(what_nmap_asked_counts_and_what_it_guesses_by_port_does_not),
		cmocka_unit_test(a_directory_that_strangers_may_search_is_worse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
