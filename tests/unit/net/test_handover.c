/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/handover.h"
#include "test.h"

static void a_message_keeps_its_bounds(void **state)
{
	int ends[2], fd = 7;
	char bytes[16];
	size_t size = 0;

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	assert_int_equal(handover_receive(ends[1], bytes, sizeof(bytes), &size, &fd), HANDOVER_NOTHING);
	assert_true(handover_say(ends[0], STR("one")));
	assert_true(handover_say(ends[0], STR("three")));
	assert_int_equal(handover_receive(ends[1], bytes, sizeof(bytes), &size, &fd), HANDOVER_MESSAGE);
	assert_true(str_is(str_of(bytes, size), "one"));
	assert_int_equal(fd, -1);
	assert_int_equal(handover_receive(ends[1], bytes, 2, &size, &fd), HANDOVER_MESSAGE);
	assert_true(str_is(str_of(bytes, size), "th"));
	close(ends[0]);
	assert_int_equal(handover_receive(ends[1], bytes, sizeof(bytes), &size, &fd), HANDOVER_CLOSED);
	assert_false(handover_say(ends[1], STR("anybody?")));
	close(ends[1]);
}

static void a_descriptor_comes_with_its_message(void **state)
{
	int ends[2], pipes[2], fd = -1;
	char bytes[16];
	size_t size;

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	assert_int_equal(pipe(pipes), 0);
	assert_true(handover_send(ends[0], STR("here"), pipes[1]));
	close(pipes[1]);
	assert_int_equal(handover_receive(ends[1], bytes, sizeof(bytes), &size, &fd), HANDOVER_MESSAGE);
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
	assert_int_equal(write(fd, "x", 1), 1);
	close(fd);
	assert_int_equal(read(pipes[0], bytes, sizeof(bytes)), 1);
	assert_int_equal(read(pipes[0], bytes, sizeof(bytes)), 0); /* nobody else has it */
	close(pipes[0]);
	close(ends[0]);
	close(ends[1]);
}

/* A process that was taken over may send any number of them, wanted or not. */
static void descriptors_that_nobody_wants_are_closed(void **state)
{
	int ends[2], pipes[2], fd = -1;
	char bytes[16];
	size_t size;

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	assert_int_equal(pipe(pipes), 0);
	for (int i = 0; i < 2; i++) {
		union {
			struct cmsghdr head;
			char bytes[CMSG_SPACE(2 * sizeof(int))];
		} control = {.head = {CMSG_LEN(2 * sizeof(int)), SOL_SOCKET, SCM_RIGHTS}};
		struct iovec part = {(void *)(uintptr_t) "x", 1};
		struct msghdr head = {.msg_iov = &part,
				      .msg_iovlen = 1,
				      .msg_control = control.bytes,
				      .msg_controllen = sizeof(control.bytes)};
		const int both[] = {pipes[1], pipes[1]};

		memcpy(CMSG_DATA(&control.head), both, sizeof(both));
		assert_int_equal(sendmsg(ends[0], &head, 0), 1);
	}
	close(pipes[1]);
	assert_int_equal(handover_receive(ends[1], bytes, sizeof(bytes), &size, &fd), HANDOVER_MESSAGE);
	close(fd);
	assert_int_equal(handover_receive(ends[1], bytes, sizeof(bytes), &size, NULL), HANDOVER_MESSAGE);
	assert_int_equal(read(pipes[0], bytes, sizeof(bytes)), 0); /* all four are closed */
	close(pipes[0]);
	close(ends[0]);
	close(ends[1]);
}

static void who_does_not_read_keeps_no_sender(void **state)
{
	int ends[2], sent = 0;

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	while (sent < 1000000 && handover_send(ends[0], STR("are you there?"), -1))
		sent++;
	assert_in_range(sent, 1, 999999);
	close(ends[0]);
	close(ends[1]);
}

int test_handover(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_message_keeps_its_bounds),
		cmocka_unit_test(a_descriptor_comes_with_its_message),
		cmocka_unit_test(who_does_not_read_keeps_no_sender),
		cmocka_unit_test(descriptors_that_nobody_wants_are_closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
