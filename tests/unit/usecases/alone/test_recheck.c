/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/recheck.h"

#include <string.h>

#include "codec/json.h"
#include "test.h"

#define DOCUMENT(ports, more)                                                                                          \
	"{\"id\":\"A-1\",\"targets\":[{\"host\":\"a.example.jp\"},{\"host\":\"192.0.2.0/28\"}],\"ports\":" ports       \
	",\"not_before_ms\":1000,\"not_after_ms\":9000,\"authorised_by\":\"p\",\"authorised_ms\":900,"                 \
	"\"stop_contact\":\"c\"" more "}"

static struct authorisation *parsed(struct arena *arena, const char *json)
{
	struct authorisation *authorisation = NULL;
	struct fault why = {0};

	if (authorisation_parse(arena, str_from(json), &authorisation, &why))
		fail_msg("%s", why.text);
	return authorisation;
}

static struct finding finding_at(const char *target, int port)
{
	return (struct finding){.check = "tls-weak-cipher", .verdict = VERDICT_BAD, .target = target, .port = port};
}

static void the_authorisation_is_narrowed_to_the_place(void **state)
{
	struct finding finding = finding_at("a.example.jp", 993);
	struct authorisation *narrow, *again;
	ARENA_SCOPED arena;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, AUTHORISATION_BYTES_MAX);
	narrow = parsed(&arena, DOCUMENT("[21,22,80,443,993]", ""));
	assert_int_equal(recheck_narrow(&arena, &finding, 5000, narrow, NULL), ERR_OK);
	assert_int_equal(narrow->target_count, 1);
	assert_int_equal(narrow->port_count, 3);
	assert_int_equal(narrow->ports[0], 993);
	assert_int_equal(narrow->ports[1], 443); /* two that show that the host answers */
	assert_int_equal(narrow->ports[2], 80);
	authorisation_format(narrow, &text);
	again = parsed(&arena, buf_text(&text)); /* as the probe reads it */
	assert_string_equal(again->recheck, "tls-weak-cipher");
	assert_int_equal(again->recheck_port, 993);
}

static void an_address_of_a_range_stands_for_itself(void **state)
{
	struct finding inside = finding_at("192.0.2.7", 443), outside = finding_at("192.0.2.16", 443);
	struct authorisation *authorisation;
	ARENA_SCOPED arena;

	arena_init(&arena);
	authorisation = parsed(&arena, DOCUMENT("[443]", ""));
	assert_int_equal(recheck_narrow(&arena, &outside, 5000, authorisation, NULL), ERR_DENIED);
	assert_int_equal(recheck_narrow(&arena, &inside, 5000, authorisation, NULL), ERR_OK);
	assert_string_equal(authorisation->targets[0].host, "192.0.2.7");
}

static void nothing_outside_of_it_is_looked_at(void **state)
{
	struct finding port = finding_at("a.example.jp", 8443), host = finding_at("b.example.jp", 443);
	struct finding nowhere = finding_at("a.example.jp", 0), fine = finding_at("a.example.jp", 443);
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(recheck_narrow(&arena, &port, 5000, parsed(&arena, DOCUMENT("[443]", "")), NULL), ERR_DENIED);
	assert_int_equal(recheck_narrow(&arena, &host, 5000, parsed(&arena, DOCUMENT("[443]", "")), NULL), ERR_DENIED);
	assert_int_equal(recheck_narrow(&arena, &nowhere, 5000, parsed(&arena, DOCUMENT("[443]", "")), NULL),
			 ERR_UNSUPPORTED);
	assert_int_equal(recheck_narrow(&arena, &fine, 9000, parsed(&arena, DOCUMENT("[443]", "")), NULL), ERR_DENIED);
}

static void the_purpose_is_the_first_that_holds(void **state)
{
	struct finding finding = finding_at("a.example.jp", 443);
	struct authorisation *authorisation;
	ARENA_SCOPED arena;

	arena_init(&arena);
	authorisation = parsed(&arena, DOCUMENT("[443]", ",\"purposes\":{\"first_diagnosis\":{\"not_after_ms\":2000},"
							 "\"recheck\":{\"not_after_ms\":8000}}"));
	assert_int_equal(recheck_narrow(&arena, &finding, 5000, authorisation, NULL), ERR_OK);
	assert_int_equal(authorisation->purpose, AUTHORISATION_RECHECK);
	authorisation =
		parsed(&arena, DOCUMENT("[443]", ",\"purposes\":{\"first_diagnosis\":{\"not_after_ms\":2000}}"));
	assert_int_equal(recheck_narrow(&arena, &finding, 5000, authorisation, NULL), ERR_DENIED);
}

static void a_document_for_one_finding_names_its_own_port(void **state)
{
	struct authorisation *authorisation;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		authorisation_parse(
			&arena, str_from(DOCUMENT("[443]", ",\"recheck\":{\"check\":\"telnet-exposed\",\"port\":443}")),
			&authorisation, &why),
		ERR_INVALID); /* it has two targets */
	assert_true(str_find(str_from(why.text), "recheck") < strlen(why.text));
}

/* What was seen, as lines; what is found of it now. */
static enum recheck_answer compare(struct arena *arena, const char *const *lines, size_t count,
				   const struct finding *found)
{
	struct observation *seen = arena_array(arena, count + 1, sizeof(*seen));
	struct finding_list list = {.arena = arena};
	struct check_input input = {.observations = seen, .count = count};
	struct finding was = finding_at("a.example.jp", 443);
	const struct finding *now;

	for (size_t i = 0; i < count; i++)
		assert_int_equal(observation_parse(arena, str_from(lines[i]), &seen[i], NULL), ERR_OK);
	if (found)
		finding_list_add(&list, found);
	return recheck_compare(&was, &list, &input, &now);
}

#define SUMMARY(runs)                                                                                                  \
	"{\"at_ms\":1,\"kind\":\"port.summary\",\"target\":\"a.example.jp\",\"address\":\"192.0.2.1\",\"data\":{"      \
	"\"ports\":" runs ",\"open\":1,\"closed\":0,\"silent\":1}}"
#define OPEN                                                                                                           \
	"{\"at_ms\":1,\"kind\":\"port.open\",\"target\":\"a.example.jp\",\"address\":\"192.0.2.1\",\"port\":443,"      \
	"\"data\":{\"transport\":\"tcp\"}}"

static void what_is_found_now_answers(void **state)
{
	static const char *const open[] = {SUMMARY("[[443,443]]"), OPEN};
	struct finding now = finding_at("a.example.jp", 443);
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(compare(&arena, open, 2, &now), RECHECK_STILL_THERE);
	now.verdict = VERDICT_GOOD;
	assert_int_equal(compare(&arena, open, 2, &now), RECHECK_MENDED);
	now.verdict = VERDICT_UNTESTABLE;
	assert_int_equal(compare(&arena, open, 2, &now), RECHECK_UNKNOWN);
	now.verdict = VERDICT_BAD;
	now.check = "outdated-tls"; /* another one */
	assert_int_equal(compare(&arena, open, 2, &now), RECHECK_UNKNOWN);
}

static void a_port_that_was_tried_and_is_not_open_serves_nobody(void **state)
{
	static const char *const closed[] = {SUMMARY("[[80,80],[400,500]]")};
	static const char *const untried[] = {SUMMARY("[[80,80]]")};
	static const char *const untold[] = {SUMMARY("null")};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(compare(&arena, closed, 1, NULL), RECHECK_MENDED);
	assert_int_equal(compare(&arena, untried, 1, NULL), RECHECK_UNKNOWN);
	assert_int_equal(compare(&arena, untold, 1, NULL), RECHECK_UNKNOWN);
	assert_int_equal(compare(&arena, NULL, 0, NULL), RECHECK_UNKNOWN);
}

static void silence_of_the_whole_host_mends_nothing(void **state)
{
	static const char *const silent[] = {
		"{\"at_ms\":1,\"kind\":\"port.summary\",\"target\":\"a.example.jp\",\"address\":\"192.0.2.1\","
		"\"data\":{\"ports\":[[80,80],[443,443]],\"open\":0,\"closed\":0,\"silent\":3}}"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(compare(&arena, silent, 1, NULL), RECHECK_UNKNOWN);
}

/* The port of TCP with the same number says nothing of it. */
static void what_was_seen_over_udp_cannot_be_looked_at_alone(void **state)
{
	static const char *const closed[] = {SUMMARY("[[443,443]]")};
	struct finding by_check = finding_at("a.example.jp", 443), by_evidence = finding_at("a.example.jp", 443);
	struct check_input seen = {.count = 1};
	struct finding_list none = {0};
	const struct finding *now;
	struct observation one;
	ARENA_SCOPED arena;

	arena_init(&arena);
	none.arena = &arena;
	by_check.check = "memcached-udp-open";
	by_evidence.check = "rpc-exposed";
	by_evidence.evidence = "portmapper answered over UDP, asks for no sign-in";
	assert_int_equal(recheck_narrow(&arena, &by_check, 5000, parsed(&arena, DOCUMENT("[443]", "")), NULL),
			 ERR_UNSUPPORTED);
	assert_int_equal(recheck_narrow(&arena, &by_evidence, 5000, parsed(&arena, DOCUMENT("[443]", "")), NULL),
			 ERR_UNSUPPORTED);
	assert_int_equal(observation_parse(&arena, str_from(closed[0]), &one, NULL), ERR_OK);
	seen.observations = &one;
	assert_int_equal(recheck_compare(&by_check, &none, &seen, &now), RECHECK_UNKNOWN);
}

int test_recheck(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_authorisation_is_narrowed_to_the_place),
		cmocka_unit_test(an_address_of_a_range_stands_for_itself),
		cmocka_unit_test(nothing_outside_of_it_is_looked_at),
		cmocka_unit_test(the_purpose_is_the_first_that_holds),
		cmocka_unit_test(a_document_for_one_finding_names_its_own_port),
		cmocka_unit_test(what_is_found_now_answers),
		cmocka_unit_test(a_port_that_was_tried_and_is_not_open_serves_nobody),
		cmocka_unit_test(silence_of_the_whole_host_mends_nothing),
		cmocka_unit_test(what_was_seen_over_udp_cannot_be_looked_at_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
