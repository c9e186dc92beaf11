/* SPDX-License-Identifier: Apache-2.0 */
#include "net/stop.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/str.h"

enum err stop_catch_signals(struct stop *stop, struct fault *why)
{
	sigset_t set;
	int fd;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	if (signal(SIGPIPE, SIG_IGN) == SIG_ERR || signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return fault_set(why, ERR_IO, "signals: %s", strerror(errno));
	fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	if (fd < 0)
		return fault_set(why, ERR_IO, "signalfd: %s", strerror(errno));
	stop->signal_fd = fd;
	return ERR_OK;
}

enum err stop_set_alarm(const struct stop *stop, struct fault *why)
{
	int64_t left_ms = stop->not_after_ms - clock_now_ms(&stop->clock);
	struct itimerval at = {0};
	sigset_t set;

	left_ms = (left_ms > 0 ? left_ms : 0) + STOP_ALARM_MS;
	at.it_value = (struct timeval){left_ms / 1000, left_ms % 1000 * 1000};
	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	if (signal(SIGALRM, SIG_DFL) == SIG_ERR || sigprocmask(SIG_UNBLOCK, &set, NULL) != 0 ||
	    setitimer(ITIMER_REAL, &at, NULL) != 0)
		return fault_set(why, ERR_IO, "the alarm clock: %s", strerror(errno));
	return ERR_OK;
}

void stop_release(struct stop *stop)
{
	if (stop->signal_fd >= 0)
		close(stop->signal_fd);
	stop->signal_fd = -1;
}

static bool is_readable(int fd)
{
	struct pollfd one = {.fd = fd, .events = POLLIN};

	return fd >= 0 && poll(&one, 1, 0) == 1;
}

static void take_line(struct stop *stop, struct str line)
{
	if (str_is(line, "stop"))
		stop->reason = STOP_ASKED;
	else if (str_is(line, "pause") || str_is(line, "continue"))
		stop->is_paused = str_is(line, "pause");
}

void stop_feed(struct stop *stop, const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] == '\n') {
			take_line(stop, str_trim(str_of(stop->line, stop->used)));
			stop->used = 0;
		} else if (stop->used < sizeof(stop->line)) {
			/* A longer line is cut, so it is not "stop". */
			stop->line[stop->used++] = bytes[i];
		}
	}
}

static void read_control(struct stop *stop)
{
	char bytes[STOP_LINE_MAX];
	ssize_t size = read(stop->control_fd, bytes, sizeof(bytes));

	if (size > 0) {
		stop_feed(stop, bytes, (size_t)size);
		return;
	}
	if (size < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	stop_feed(stop, "\n", 1); /* a last line without its newline counts */
	stop->control_fd = -1;
}

enum stop_reason stop_check(struct stop *stop)
{
	if (stop->reason != STOP_NONE)
		return stop->reason;
	if (stop->not_after_ms && clock_now_ms(&stop->clock) >= stop->not_after_ms)
		stop->reason = STOP_WINDOW_ENDED;
	else if (is_readable(stop->signal_fd))
		stop->reason = STOP_ASKED;
	else if (is_readable(stop->control_fd))
		read_control(stop);
	return stop->reason;
}

enum err stop_wait(struct stop *stop, int fd, short events, int64_t deadline_ms)
{
	struct pollfd one = {.fd = fd, .events = events};

	for (;;) {
		int64_t left = deadline_ms - clock_monotonic_ms();

		if (stop_check(stop) != STOP_NONE)
			return ERR_DENIED;
		if (poll(&one, 1, left < 0 ? 0 : left < STOP_SLICE_MS ? (int)left : STOP_SLICE_MS) > 0)
			return ERR_OK;
		if (left <= 0)
			return ERR_TIMEOUT;
	}
}
