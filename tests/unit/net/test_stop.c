/* SPDX-License-Identifier: Apache-2.0 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/stop.h"
#include "test.h"

/* A process that is kept from asking whether to go on, for instance inside a library. */
static void a_process_that_never_asks_is_ended_behind_its_window(void **state)
{
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	int64_t begun_ms = clock_monotonic_ms();
	pid_t pid = fork();
	int status = 0;

	assert_true(pid >= 0);
	if (pid == 0) {
		signal(SIGALRM, SIG_IGN); /* as some parents leave it */
		stop.not_after_ms = clock_now_ms(&stop.clock) - STOP_ALARM_MS + 300;
		if (stop_catch_signals(&stop, NULL) || stop_set_alarm(&stop, NULL))
			_exit(1);
		while (clock_monotonic_ms() - begun_ms < 20000)
			;
		_exit(2);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGALRM);
}

int test_stop(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_process_that_never_asks_is_ended_behind_its_window),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
