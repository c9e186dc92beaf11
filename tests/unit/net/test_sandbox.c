/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/sandbox.h"
#include "test.h"

enum { GOOD = 0, NO_SANDBOX = 100, GOT_OUT = 101 };

/* Runs one deed inside the sandbox, in a process of its own: true when the wall held, that is when the deed failed or
 * the process was killed for trying. */
static bool holds(bool (*escape)(void))
{
	static const uint16_t ports[] = {9};
	const struct sandbox_plan plan = {ports, 1, 10, (size_t)512 * 1024 * 1024, false, SANDBOX_BROKER};
	struct sandbox_walls walls;
	int status = 0;
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid == 0) {
		if (sandbox_enter(&plan, &walls, NULL))
			_exit(NO_SANDBOX);
		_exit(escape() ? GOT_OUT : GOOD);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_false(WIFEXITED(status) && WEXITSTATUS(status) == NO_SANDBOX);
	return !(WIFEXITED(status) && WEXITSTATUS(status) == GOT_OUT);
}

static bool opens_a_file(void)
{
	return open("/etc/hostname", O_RDONLY | O_CLOEXEC) >= 0;
}

static bool makes_a_file(void)
{
	return open("/tmp/tenken-sandbox-test", O_CREAT | O_WRONLY | O_CLOEXEC, 0600) >= 0;
}

static bool starts_a_program(void)
{
	execl("/bin/true", "true", (char *)NULL);
	return false; /* had it worked, the status would be 0: see below */
}

static bool makes_a_process(void)
{
	return fork() >= 0;
}

static bool opens_a_raw_socket(void)
{
	return socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_ICMP) >= 0;
}

static bool opens_a_local_socket(void)
{
	return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
}

static bool becomes_somebody_else(void)
{
	return setuid(65534) == 0;
}

static bool opens_a_tcp_socket(void)
{
	return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
}

static bool listens(void)
{
	struct sockaddr_in any = {.sin_family = AF_INET};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	return bind(fd, (struct sockaddr *)&any, sizeof(any)) == 0 && listen(fd, 1) == 0;
}

static void nothing_but_the_network_is_left(void **state)
{
	assert_true(holds(opens_a_file));
	assert_true(holds(makes_a_file));
	assert_true(holds(makes_a_process));
	assert_true(holds(opens_a_raw_socket));
	assert_true(holds(opens_a_local_socket));
	assert_true(holds(becomes_somebody_else));
	assert_true(holds(listens));
	/* The test itself can tell: what is allowed works. */
	assert_false(holds(opens_a_tcp_socket));
}

static bool has_entered(enum sandbox_role role)
{
	const struct sandbox_plan plan = {NULL, 0, 10, (size_t)512 * 1024 * 1024, false, role};
	struct sandbox_walls walls;

	return sandbox_enter(&plan, &walls, NULL) == ERR_OK;
}

static bool opens_a_datagram_socket(void)
{
	return socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) >= 0;
}

static bool opens_a_channel(void)
{
	int ends[2];

	return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0;
}

static bool speaks_on_what_it_was_handed(void)
{
	return send(STDIN_FILENO, "x", 1, MSG_NOSIGNAL) == 1;
}

/* As holds(), for a process of another role; a talker stands inside its scheduler's walls. */
static bool holds_as(enum sandbox_role role, bool (*escape)(void))
{
	int status = 0, ends[2];
	pid_t pid;

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(ends[0], STDIN_FILENO);
		if ((role == SANDBOX_TALKER && !has_entered(SANDBOX_SCHEDULER)) || !has_entered(role))
			_exit(NO_SANDBOX);
		_exit(escape() ? GOT_OUT : GOOD);
	}
	close(ends[0]);
	close(ends[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_false(WIFEXITED(status) && WEXITSTATUS(status) == NO_SANDBOX);
	return !(WIFEXITED(status) && WEXITSTATUS(status) == GOT_OUT);
}

static void who_reads_foreign_bytes_can_make_no_socket(void **state)
{
	static const enum sandbox_role readers[] = {SANDBOX_RESOLVER, SANDBOX_TALKER};

	for (size_t i = 0; i < COUNT(readers); i++) {
		assert_true(holds_as(readers[i], opens_a_tcp_socket));
		assert_true(holds_as(readers[i], opens_a_datagram_socket));
		assert_true(holds_as(readers[i], opens_a_channel));
		assert_true(holds_as(readers[i], opens_a_file));
		assert_true(holds_as(readers[i], makes_a_file));
		assert_true(holds_as(readers[i], makes_a_process));
		assert_true(holds_as(readers[i], becomes_somebody_else));
		assert_false(holds_as(readers[i], speaks_on_what_it_was_handed));
	}
}

static void a_scheduler_reaches_nobody_but_its_own_processes(void **state)
{
	assert_true(holds_as(SANDBOX_SCHEDULER, opens_a_tcp_socket));
	assert_true(holds_as(SANDBOX_SCHEDULER, opens_a_datagram_socket));
	assert_true(holds_as(SANDBOX_SCHEDULER, opens_a_local_socket));
	assert_true(holds_as(SANDBOX_SCHEDULER, opens_a_file));
	assert_true(holds_as(SANDBOX_SCHEDULER, becomes_somebody_else));
	assert_false(holds_as(SANDBOX_SCHEDULER, opens_a_channel));
}

static void a_program_cannot_be_started(void **state)
{
	static const uint16_t ports[] = {9};
	const struct sandbox_plan plan = {ports, 1, 10, (size_t)512 * 1024 * 1024, false, SANDBOX_BROKER};
	struct sandbox_walls walls;
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (sandbox_enter(&plan, &walls, NULL))
			_exit(NO_SANDBOX);
		(void)starts_a_program();
		_exit(7); /* reached only when the call failed and did not kill */
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 7);
}

static void it_says_which_walls_stand(void **state)
{
	static const uint16_t ports[] = {9};
	const struct sandbox_plan plan = {ports, 1, 10, (size_t)512 * 1024 * 1024, false, SANDBOX_BROKER};
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		struct sandbox_walls walls = {0};
		size_t found = 0;

		if (sandbox_enter(&plan, &walls, NULL))
			_exit(NO_SANDBOX);
		for (size_t i = 0; i < walls.count; i++)
			found += strcmp(walls.names[i], "seccomp") == 0 ||
				 strcmp(walls.names[i], "no-capabilities") == 0 || strstr(walls.names[i], "landlock") ||
				 strstr(walls.names[i], "limits") || strcmp(walls.names[i], "no-new-privileges") == 0;
		_exit(found == 7 && walls.count == 7 ? GOOD : GOT_OUT);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), GOOD);
}

int test_sandbox(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_but_the_network_is_left),
		cmocka_unit_test(who_reads_foreign_bytes_can_make_no_socket),
		cmocka_unit_test(a_scheduler_reaches_nobody_but_its_own_processes),
		cmocka_unit_test(a_program_cannot_be_started),
		cmocka_unit_test(it_says_which_walls_stand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
