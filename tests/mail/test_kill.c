/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A process that stores a case with its mail and sends it is killed with -9 at every step in turn; then another one
 * works until nothing is left to do. The mail is never lost. It is doubled only when the kill fell between
 * the server's 250 and our commit, and then under the same Message-ID.
 */
#include "lives.h"
#include "test.h"

#define STEPS_MAX 400

/* How often the mail was taken in all; taken_before the kill. */
static size_t check(const struct fixture *fixture, const char *name, const struct told *told, size_t taken_before)
{
	size_t all = fixture_accepted(fixture, "");
	size_t same = told->message_id[0] ? fixture_accepted(fixture, told->message_id) : 0;
	size_t expected = told->message_id[0] ? 1 : 0;

	/* Taken by the server, and our commit of that is missing. */
	if (taken_before == 1 && told->state_before != MESSAGE_STATE_SENT)
		expected = 2;
	if (all != same || all != expected || (told->message_id[0] && told->state_after != MESSAGE_STATE_SENT))
		fail_msg("killed %s: taken %zu before and %zu in all, %zu of them under one Message-ID; state %s then "
			 "%s",
			 name, taken_before, all, same, message_state_name(told->state_before),
			 message_state_name(told->state_after));
	return all;
}

static void a_mail_is_never_lost_and_doubled_only_behind_the_250(void **state)
{
	struct fixture *fixture = *state;
	size_t none = 0, once = 0, twice = 0;
	int step = 0;
	char name[200];

	fixture_start_peer(fixture, "polite");
	for (step = 1; step <= STEPS_MAX; step++) {
		size_t taken_before, all;
		struct told told;
		bool was_killed;

		fixture_forget(fixture);
		was_killed = lives_kill_at(fixture, step, name);
		taken_before = fixture_accepted(fixture, "");
		told = lives_go_on(fixture);
		all = check(fixture, was_killed ? name : "never", &told, taken_before);
		none += all == 0;
		once += all == 1;
		twice += all == 2;
		if (!was_killed)
			break;
	}
	print_message("%d steps: not stored %zu, sent once %zu, twice %zu\n", step - 1, none, once, twice);
	assert_in_range(step, 20, STEPS_MAX);
	/* Each outcome was met, so each of the claims above was put to the test. */
	assert_true(none > 0 && once > 0 && twice > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_mail_is_never_lost_and_doubled_only_behind_the_250, fixture_setup,
						fixture_teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
