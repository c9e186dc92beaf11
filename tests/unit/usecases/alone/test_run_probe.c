/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "test.h"
#include "usecases/alone/run_probe.h"

/* A probe that a stranger holds: it hears neither "stop" nor a signal that can be ignored. */
static const char deaf[] = "#!/bin/sh\ntrap '' TERM INT\nwhile :; do sleep 0.05; done\n";

static void a_probe_that_does_not_hear_ends_with_its_window(void **state)
{
	struct authorisation_target target = {.host = "127.0.0.1"};
	uint16_t port = 9;
	struct authorisation authorisation = {.id = "test",
					      .targets = &target,
					      .target_count = 1,
					      .ports = &port,
					      .port_count = 1,
					      .authorised_by = "somebody",
					      .stop_contact = "somebody",
					      .clock_offset_ms = -INT64_C(31536000000)};
	const struct clock clock = {.offset_ms = authorisation.clock_offset_ms};
	const struct probe_watch watch = {0};
	int64_t begun_ms = clock_monotonic_ms();
	char path[] = "/tmp/tenken-probe-XXXXXX";
	struct probe_result result;
	struct probe_program probe = {path, false};
	ARENA_SCOPED arena;
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, deaf, sizeof(deaf) - 1), (ssize_t)sizeof(deaf) - 1);
	assert_int_equal(fchmod(fd, 0700), 0);
	close(fd);
	arena_init(&arena);
	authorisation.not_after_ms = clock_now_ms(&clock) + 500;
	assert_int_equal(run_probe(&arena, &probe, &authorisation, &watch, &result, NULL), ERR_OK);
	unlink(path);
	assert_int_equal(result.outcome, PROBE_STOPPED);
	assert_in_range(clock_monotonic_ms() - begun_ms, 500, 20000);
}

int test_run_probe(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_probe_that_does_not_hear_ends_with_its_window),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
