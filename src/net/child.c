/* SPDX-License-Identifier: Apache-2.0 */
#include "net/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"

struct child {
	const struct child_plan *plan;
	struct child_end *end;
	pid_t pid;
	int input, output, errors; /* our ends of its standard streams; -1 when closed */
	struct str unsent;
	struct buf line; /* the beginning of a line that is not whole yet */
	size_t lines;
	size_t error_size;
	int64_t started_ms, kill_ms; /* kill_ms 0: not asked to stop yet */
};

static void close_one(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void close_pipes(int pipes[3][2])
{
	for (int i = 0; i < 3; i++) {
		close_one(&pipes[i][0]);
		close_one(&pipes[i][1]);
	}
}

/* The program's streams are 0, 1 and 2; it inherits no other descriptor, no blocked signal and no environment. */
static int spawn(const struct child_plan *plan, int pipes[3][2], pid_t *pid)
{
	char *const arguments[] = {(char *)plan->path, (char *)plan->argument, NULL};
	char *const environment[] = {NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none, all;
	int problem;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pipes[0][0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, pipes[1][1], STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&actions, pipes[2][1], STDERR_FILENO);
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setsigdefault(&attributes, &all);
	problem = posix_spawn(pid, plan->path, &actions, &attributes, arguments, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return problem;
}

static enum err start(struct child *child, struct fault *why)
{
	int pipes[3][2] = {{-1, -1}, {-1, -1}, {-1, -1}};
	int problem = 0;

	for (int i = 0; i < 3 && !problem; i++)
		problem = pipe2(pipes[i], O_CLOEXEC) == 0 ? 0 : errno;
	if (!problem)
		problem = spawn(child->plan, pipes, &child->pid);
	if (problem) {
		close_pipes(pipes);
		return fault_set(why, problem == ENOENT || problem == EACCES ? ERR_NOT_FOUND : ERR_IO,
				 "%s could not be started: %s", child->plan->path, strerror(problem));
	}
	child->input = pipes[0][1];
	child->output = pipes[1][0];
	child->errors = pipes[2][0];
	pipes[0][1] = pipes[1][0] = pipes[2][0] = -1;
	close_pipes(pipes);
	fcntl(child->input, F_SETFL, O_NONBLOCK);
	fcntl(child->output, F_SETFL, O_NONBLOCK);
	fcntl(child->errors, F_SETFL, O_NONBLOCK);
	return ERR_OK;
}

/* SIGPIPE is ignored by the programs that link this, so a closed pipe is only EPIPE. */
static void send_input(struct child *child)
{
	ssize_t sent = write(child->input, child->unsent.p, child->unsent.n);

	if (sent > 0)
		child->unsent = str_skip(child->unsent, (size_t)sent);
	else if (sent < 0 && errno != EAGAIN && errno != EINTR)
		close_one(&child->input);
}

static void ask_to_stop(struct child *child)
{
	if (child->kill_ms)
		return;
	child->kill_ms = clock_monotonic_ms() + CHILD_GRACE_MS;
	child->unsent = STR("stop\n");
}

static enum err take_bytes(struct child *child, struct str bytes, struct fault *why)
{
	while (bytes.n) {
		size_t end = str_index(bytes, '\n');
		enum err err;
		buf_add(&child->line, str_head(bytes, end));
		err = buf_finish(&child->line, "a line of the probe", why);
		if (err || end == bytes.n)
			return err;
		bytes = str_skip(bytes, end + 1);
		if (++child->lines > child->plan->lines_max)
			return fault_set(why, ERR_TOO_LARGE, "the probe wrote more than %zu lines",
					 child->plan->lines_max);
		err = child->plan->take_line(child->plan->context, buf_str(&child->line), why);
		if (err)
			return err;
		buf_clear(&child->line);
	}
	return ERR_OK;
}

static enum err read_output(struct child *child, struct fault *why)
{
	char chunk[16384];
	ssize_t got = read(child->output, chunk, sizeof(chunk));

	if (got > 0)
		return take_bytes(child, str_of(chunk, (size_t)got), why);
	if (got == 0 || (errno != EAGAIN && errno != EINTR))
		close_one(&child->output);
	return ERR_OK;
}

static void read_errors(struct child *child)
{
	char chunk[1024];
	ssize_t got = read(child->errors, chunk, sizeof(chunk));
	size_t room = sizeof(child->end->errors) - 1 - child->error_size;

	if (got > 0) {
		size_t kept = (size_t)got < room ? (size_t)got : room;
		memcpy(child->end->errors + child->error_size, chunk, kept);
		child->error_size += kept;
	} else if (got == 0 || (errno != EAGAIN && errno != EINTR)) {
		close_one(&child->errors);
	}
}

/* Waits for something to read or write, at most CHILD_ASK_MS, and does it. */
static enum err turn(struct child *child, struct fault *why)
{
	struct pollfd fds[] = {
		{child->output, POLLIN, 0},
		{child->errors, POLLIN, 0},
		{child->unsent.n ? child->input : -1, POLLOUT, 0},
	};
	enum err err = ERR_OK;

	poll(fds, 3, CHILD_ASK_MS);
	if (fds[2].revents)
		send_input(child);
	if (fds[1].revents)
		read_errors(child);
	if (fds[0].revents)
		err = read_output(child, why);
	return err;
}

/* True when there is nothing more to hear from it. */
static bool kill_in_time(struct child *child, int64_t now_ms)
{
	if (child->plan->life_ms && now_ms - child->started_ms >= child->plan->life_ms)
		child->end->was_killed = true;
	else if (!child->kill_ms || now_ms < child->kill_ms)
		return false;
	kill(child->pid, SIGKILL);
	return true;
}

static enum err converse(struct child *child, struct fault *why)
{
	const struct child_plan *plan = child->plan;
	bool is_late = false;

	while (child->output >= 0) {
		int64_t now_ms = clock_monotonic_ms();
		enum err err = turn(child, why);
		if (err)
			return err;
		if (!child->kill_ms && now_ms - child->started_ms >= plan->run_ms) {
			is_late = true;
			ask_to_stop(child);
		}
		if (!child->kill_ms && plan->is_wanted && !plan->is_wanted(plan->context)) {
			child->end->was_stopped = true;
			ask_to_stop(child);
		}
		if (kill_in_time(child, now_ms))
			break;
	}
	if (is_late)
		return fault_set(why, ERR_TIMEOUT, "the probe did not end within %lld s",
				 (long long)(plan->run_ms / 1000));
	return ERR_OK;
}

/* The output has ended or is not wanted any more: waits briefly, then kills. */
static void reap(struct child *child)
{
	int64_t patience_ms = clock_monotonic_ms() + CHILD_GRACE_MS;
	int status = 0;

	close_one(&child->output);
	close_one(&child->input);
	while (waitpid(child->pid, &status, WNOHANG) == 0) {
		if (clock_monotonic_ms() >= patience_ms) {
			kill(child->pid, SIGKILL);
			waitpid(child->pid, &status, 0);
			break;
		}
		poll(NULL, 0, 10);
	}
	while (child->errors >= 0 && child->error_size < sizeof(child->end->errors) - 1) {
		size_t before = child->error_size;
		read_errors(child);
		if (child->error_size == before)
			break;
	}
	close_one(&child->errors);
	child->end->exit_status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

enum err child_run(const struct child_plan *plan, struct child_end *ret_end, struct fault *why)
{
	struct child_end end = {.exit_status = -1};
	struct child child = {
		.plan = plan, .end = &end, .input = -1, .output = -1, .errors = -1, .unsent = plan->input};
	enum err err = start(&child, why);

	if (err)
		return err;
	buf_init(&child.line, plan->line_max);
	child.started_ms = clock_monotonic_ms();
	err = converse(&child, why);
	if (err)
		kill(child.pid, SIGTERM);
	reap(&child);
	buf_release(&child.line);
	if (!err)
		*ret_end = end;
	return err;
}
