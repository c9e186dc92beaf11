/* SPDX-License-Identifier: Apache-2.0 */
#include "probing.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "findings/authorisation.h"
#include "test.h"

#define LONGEST_MS 60000

struct streams {
	int input, output, errors;
};

static int64_t wall_now_ms(void)
{
	const struct clock real = {0};

	return clock_now_ms(&real);
}

static char *document(struct probing *probing)
{
	struct authorisation_target targets[] = {{.host = probing->host ? probing->host : "127.0.0.1"},
						 {.host = probing->second_host}};
	int64_t begin_ms = wall_now_ms() - 1000 + (probing->opens_in_ms ? probing->opens_in_ms + 1000 : 0);
	struct authorisation authorisation = {
		.id = "test",
		.targets = targets,
		.target_count = probing->second_host ? 2 : 1,
		.ports = (uint16_t *)probing->ports,
		.port_count = probing->port_count,
		.udp_ports = (uint16_t *)probing->udp_ports,
		.udp_port_count = probing->udp_port_count,
		.not_before_ms = begin_ms,
		.not_after_ms =
			wall_now_ms() + probing->opens_in_ms + (probing->window_ms ? probing->window_ms : 86400000),
		.authorised_by = "点検 花子",
		.authorised_ms = begin_ms,
		.stop_contact = "03-0000-0000",
		.revoked = probing->is_revoked,
	};
	BUF_SCOPED out;

	authorisation.purposes[AUTHORISATION_FIRST_DIAGNOSIS] =
		(struct authorisation_term){true, authorisation.not_after_ms, probing->is_purpose_ended ? begin_ms : 0};
	authorisation.purposes[AUTHORISATION_OWNERSHIP] =
		(struct authorisation_term){probing->purpose == AUTHORISATION_OWNERSHIP, authorisation.not_after_ms, 0};
	authorisation.purpose = probing->purpose;
	authorisation.ownership_way = probing->ownership_way;
	authorisation.ownership_token = probing->ownership_token;
	buf_init(&out, AUTHORISATION_BYTES_MAX);
	authorisation_format(&authorisation, &out);
	buf_add_byte(&out, '\n');
	return arena_strdup(&probing->arena, buf_text(&out));
}

/* For the process that becomes the probe: its kernel answers as one that was built without Landlock. */
static void forget_landlock(void)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);

	if (!filter || seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(landlock_create_ruleset), 0) != 0 ||
	    seccomp_load(filter) != 0)
		_exit(126);
	seccomp_release(filter);
}

static pid_t start(const struct probing *probing, struct streams *streams)
{
	char session[40], name_server[60];
	char *words[] = {(char *)TENKEN_PROBE, session, NULL, NULL, NULL};
	size_t count = 2;
	int in[2], out[2], errors[2];
	pid_t pid;

	snprintf(session, sizeof(session), "--session-ms=%d", probing->session_ms ? probing->session_ms : 1000);
	snprintf(name_server, sizeof(name_server), "--name-server=127.0.0.1:%u", (unsigned)probing->name_server);
	if (probing->name_server)
		words[count++] = name_server;
	if (probing->without_landlock)
		words[count++] = (char *)"--without-landlock";
	assert_int_equal(pipe2(in, O_CLOEXEC) | pipe2(out, O_CLOEXEC) | pipe2(errors, O_CLOEXEC), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		dup2(in[0], STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(errors[1], STDERR_FILENO);
		if (probing->has_old_kernel)
			forget_landlock();
		execv(TENKEN_PROBE, words);
		_exit(127);
	}
	close(in[0]);
	close(out[1]);
	close(errors[1]);
	*streams = (struct streams){in[1], out[0], errors[0]};
	return pid;
}

static void take_line(struct probing *probing, struct str line, pid_t pid, int input)
{
	struct observation *seen = &probing->seen[probing->seen_count];
	struct fault why = {0};

	assert_true(probing->seen_count < PROBING_LINES_MAX);
	if (observation_parse(&probing->arena, line, seen, &why))
		fail_msg("%s: %.*s", why.text, (int)line.n, line.p);
	probing->seen_count++;
	if (!probing->stop_at || strcmp(seen->kind, probing->stop_at) != 0)
		return;
	probing->stop_at = NULL;
	if (probing->stop_by_signal)
		kill(pid, SIGTERM);
	else
		assert_int_equal(write(input, "stop\n", 5), 5);
}

static void read_lines(struct probing *probing, const struct streams *streams, pid_t pid)
{
	int64_t deadline_ms = clock_monotonic_ms() + LONGEST_MS;
	char bytes[16384];
	BUF_SCOPED line;

	buf_init(&line, OBSERVATION_LINE_MAX + 1);
	for (;;) {
		struct pollfd one = {.fd = streams->output, .events = POLLIN};
		struct str rest;
		ssize_t size = 0;

		if (clock_monotonic_ms() >= deadline_ms) {
			kill(pid, SIGKILL);
			fail_msg("the probe did not end within %d s", LONGEST_MS / 1000);
		}
		if (poll(&one, 1, 100) != 1)
			continue;
		size = read(streams->output, bytes, sizeof(bytes));
		if (size <= 0)
			return;
		rest = str_of(bytes, (size_t)size);
		for (;;) {
			size_t end = str_index(rest, '\n');

			buf_add(&line, str_head(rest, end));
			assert_false(line.full);
			if (end == rest.n)
				break;
			take_line(probing, buf_str(&line), pid, streams->input);
			buf_clear(&line);
			rest = str_skip(rest, end + 1);
		}
	}
}

void probing_run(struct probing *probing)
{
	struct streams streams;
	const char *input;
	int64_t begin_ms = clock_monotonic_ms();
	ssize_t size;
	int status;
	pid_t pid;

	arena_init(&probing->arena);
	input = probing->raw ? probing->raw : document(probing);
	pid = start(probing, &streams);
	assert_int_equal(write(streams.input, input, strlen(input)), (ssize_t)strlen(input));
	if (!probing->stop_at) {
		close(streams.input);
		streams.input = -1;
	}
	read_lines(probing, &streams, pid);
	size = read(streams.errors, probing->errors, sizeof(probing->errors) - 1);
	probing->errors[size > 0 ? size : 0] = '\0';
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (streams.input >= 0)
		close(streams.input);
	close(streams.output);
	close(streams.errors);
	if (!WIFEXITED(status))
		fail_msg("the probe was ended by signal %d: %s", WTERMSIG(status), probing->errors);
	probing->exit_status = WEXITSTATUS(status);
	probing->took_ms = clock_monotonic_ms() - begin_ms;
}

void probing_release(struct probing *probing)
{
	arena_release(&probing->arena);
}

const struct observation *probing_find(const struct probing *probing, const char *kind, int port, size_t n)
{
	for (size_t i = 0; i < probing->seen_count; i++) {
		const struct observation *seen = &probing->seen[i];

		if (strcmp(seen->kind, kind) == 0 && (port == 0 || seen->port == port) && n-- == 0)
			return seen;
	}
	return NULL;
}

size_t probing_count(const struct probing *probing, const char *kind)
{
	size_t count = 0;

	while (probing_find(probing, kind, 0, count))
		count++;
	return count;
}

const char *probing_text(const struct probing *probing, const char *kind, int port, const char *member)
{
	const struct observation *seen = probing_find(probing, kind, port, 0);

	return seen ? value_get_text(seen->data, member) : "";
}
