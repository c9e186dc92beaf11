/* SPDX-License-Identifier: Apache-2.0 */
/* This test in the place of the resolver's process. */
#include <string.h>
#include <unistd.h>

#include "diagnosis/resolver.h"
#include "net/handover.h"
#include "test.h"

static struct resolver_answer answer_with(uint32_t serial, const char *address)
{
	struct resolver_answer answer = {.serial = serial, .count = 1};

	assert_true(addr_parse(str_from(address), &answer.addrs[0]));
	return answer;
}

static void a_late_answer_is_not_taken_for_that_of_the_next_name(void **state)
{
	const struct resolver_answer late = answer_with(1, "192.0.2.1"), own = answer_with(2, "192.0.2.2");
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	struct resolver_answer answer;
	int ends[2];

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	assert_true(handover_say(ends[1], str_of(&late, sizeof(late))));
	assert_true(handover_say(ends[1], str_of(&own, sizeof(own))));
	resolver_ask(ends[0], &stop, 2, "b.example.jp", &answer);
	assert_int_equal(answer.err, ERR_OK);
	assert_int_equal(answer.count, 1);
	assert_true(addr_eq(&answer.addrs[0], &own.addrs[0]));
	close(ends[0]);
	close(ends[1]);
}

static void an_answer_that_is_none_is_refused(void **state)
{
	struct resolver_answer unsound = answer_with(1, "192.0.2.1");
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	struct resolver_answer answer;
	int ends[2];

	unsound.count = RESOLVE_ADDRESSES_MAX + 1;
	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	assert_true(handover_say(ends[1], str_of(&unsound, sizeof(unsound))));
	resolver_ask(ends[0], &stop, 1, "a.example.jp", &answer);
	assert_int_equal(answer.err, ERR_IO);
	assert_int_equal(answer.count, 0);
	assert_non_null(strstr(answer.why, "a.example.jp"));
	close(ends[0]);
	close(ends[1]);
}

/* Nobody waits for the first name: its answer comes last, and one of them not at all. */
static void names_are_asked_for_together(void **state)
{
	static const char *const names[] = {"a.example.jp", "b.example.jp", "c.example.jp"};
	const struct resolver_answer last = answer_with(7, "192.0.2.3"), first = answer_with(5, "192.0.2.1");
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	struct resolver_answer answers[3];
	char question[64];
	size_t size;
	int ends[2];

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	assert_true(handover_say(ends[1], str_of(&last, sizeof(last))));
	assert_true(handover_say(ends[1], str_of(&first, sizeof(first))));
	assert_true(handover_say(ends[1], STR("no answer")));
	resolver_ask_all(ends[0], &stop, 5, names, 3, answers);
	for (size_t i = 0; i < 3; i++) /* all were on their way before the first answer was read */
		assert_int_equal(handover_receive(ends[1], question, sizeof(question), &size, NULL), HANDOVER_MESSAGE);
	assert_true(addr_eq(&answers[0].addrs[0], &first.addrs[0]));
	assert_true(addr_eq(&answers[2].addrs[0], &last.addrs[0]));
	assert_int_equal(answers[1].err, ERR_IO);
	assert_non_null(strstr(answers[1].why, "b.example.jp"));
	close(ends[0]);
	close(ends[1]);
}

int test_resolver(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_late_answer_is_not_taken_for_that_of_the_next_name),
		cmocka_unit_test(an_answer_that_is_none_is_refused),
		cmocka_unit_test(names_are_asked_for_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
