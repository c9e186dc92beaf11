/* SPDX-License-Identifier: Apache-2.0 */
#include "base/count.h"
#include "test.h"
#include "usecases/diagnosis/diagnose_past.h"

#define LINE(kind, address)                                                                                            \
	STR("{\"at_ms\":1,\"kind\":\"" kind "\",\"target\":\"www.example.jp\",\"address\":\"" address                  \
	    "\",\"port\":0,\"data\":{}}")

static void all_up_to_the_last_address_that_was_told_whole_stays(void **state)
{
	const struct str lines[] = {
		LINE("probe.begin", ""),           LINE("target.resolved", ""),
		LINE("port.summary", "192.0.2.1"), LINE("service.banner", "192.0.2.1"),
		LINE("probe.place", "192.0.2.1"),  LINE("port.summary", "192.0.2.2"),
		LINE("probe.place", "192.0.2.2"),  LINE("port.summary", "192.0.2.3"),
		LINE("port.open", "192.0.2.3"),
	};
	struct diagnose_past past;
	ARENA_SCOPED arena;

	arena_init(&arena);
	past = diagnose_past_read(&arena, lines, COUNT(lines));
	assert_int_equal(past.kept, 7);
	assert_int_equal(past.place_count, 2);
	assert_string_equal(past.places[0].host, "www.example.jp");
	assert_string_equal(past.places[0].address, "192.0.2.1");
	assert_string_equal(past.places[1].address, "192.0.2.2");
}

/* A probe that is told to stop says what it knows of all that it had begun. */
static void an_address_that_was_cut_off_is_not_whole(void **state)
{
	const struct str lines[] = {
		LINE("probe.begin", ""),
		LINE("port.summary", "192.0.2.1"),
		LINE("probe.place", "192.0.2.1"),
		LINE("port.summary", "192.0.2.2"),
		LINE("port.summary", "192.0.2.3"),
		LINE("probe.place", "192.0.2.3"),
		LINE("probe.end", ""),
	};
	struct diagnose_past past;
	ARENA_SCOPED arena;

	arena_init(&arena);
	past = diagnose_past_read(&arena, lines, COUNT(lines));
	assert_int_equal(past.kept, 3);
	assert_int_equal(past.place_count, 1);
}

static void a_run_that_was_at_its_first_address_begins_afresh(void **state)
{
	const struct str lines[] = {LINE("probe.begin", ""), LINE("port.summary", "192.0.2.1"),
				    LINE("service.banner", "192.0.2.1"), LINE("port.summary", "192.0.2.2")};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t count = 0; count <= COUNT(lines); count++) {
		const struct diagnose_past past = diagnose_past_read(&arena, lines, count);

		assert_int_equal(past.kept, 0);
		assert_int_equal(past.place_count, 0);
	}
}

#define PROBLEM(target, reason)                                                                                        \
	STR("{\"at_ms\":2,\"kind\":\"probe.problem\",\"target\":\"" target                                             \
	    "\",\"data\":{\"what\":\"resolve\",\"reason\":\"" reason "\"}}")

static void a_problem_that_the_first_run_did_not_have_is_new(void **state)
{
	const struct str lines[] = {LINE("probe.begin", ""), PROBLEM("a.example.jp", "no answer"),
				    LINE("port.summary", "192.0.2.1"), LINE("probe.place", "192.0.2.1"),
				    PROBLEM("b.example.jp", "no answer")};
	const struct {
		struct str line;
		bool is_known;
	} rows[] = {
		{PROBLEM("a.example.jp", "no answer"), true},
		{PROBLEM("a.example.jp", "refused"), false},
		{PROBLEM("b.example.jp", "no answer"), false}, /* it stands behind what is kept */
		{LINE("target.resolved", ""), false},
	};
	struct diagnose_past past;
	ARENA_SCOPED arena;

	arena_init(&arena);
	past = diagnose_past_read(&arena, lines, COUNT(lines));
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct observation seen;

		assert_int_equal(observation_parse(&arena, rows[i].line, &seen, NULL), ERR_OK);
		assert_int_equal(diagnose_past_has(&past, &seen), rows[i].is_known);
	}
}

static void what_stands_behind_a_damaged_line_is_not_whole(void **state)
{
	const struct str lines[] = {LINE("probe.begin", ""), LINE("port.summary", "192.0.2.1"), STR("{\"at_ms\":"),
				    LINE("probe.place", "192.0.2.1")};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(diagnose_past_read(&arena, lines, COUNT(lines)).kept, 0);
}

int test_diagnose_past(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_up_to_the_last_address_that_was_told_whole_stays),
		cmocka_unit_test(an_address_that_was_cut_off_is_not_whole),
		cmocka_unit_test(a_problem_that_the_first_run_did_not_have_is_new),
		cmocka_unit_test(a_run_that_was_at_its_first_address_begins_afresh),
		cmocka_unit_test(what_stands_behind_a_damaged_line_is_not_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
