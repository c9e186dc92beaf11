/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenken-probe: reads one authorisation on standard input, observes what it allows, writes observations as JSON lines
 * on standard output. Knows no store, no case and no file.
 *
 * Exit status: 0 done, 2 the authorisation or the command line is wrong, 3 refused (outside the window, revoked, a
 * purpose that is not permitted or has ended, no target that may be probed) and nothing sent, 4 it could not build its
 * sandbox or failed inside, 5 stopped before the end (SIGTERM, SIGINT, a line "stop" on standard input, or the end of
 * the window or of the purpose). The reason is one JSON line on standard error: {"error":TEXT,"code":NAME}.
 */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "codec/json.h"
#include "codec/text/host_range.h"
#include "diagnosis/probe_exit.h"
#include "diagnosis/probe_input.h"
#include "diagnosis/probe_run.h"
#include "diagnosis/service/service.h"
#include "net/sandbox.h"

#define READER_SLICE_MS 1000
#define SNMP_PORT       161 /* of UDP; its question has a consent of its own */
#define LAST_LINES_MS   1000
#define INPUT_MAX       (AUTHORISATION_BYTES_MAX + 4096)

#if SANDBOX_IS_SANITIZED
/* Looking for leaks at exit needs ptrace and threads, which the sandbox forbids; tests that call probe_run() look for
 * them. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
	return 1;
}
#endif

struct options {
	bool may_lack_landlock;
	const char *name_server;
	int64_t session_ms;
};

static void complain(enum err code, const char *text)
{
	ARENA_SCOPED arena;
	BUF_SCOPED line;
	struct value *map;

	arena_init(&arena);
	buf_init(&line, OBSERVATION_LINE_MAX);
	map = value_map(&arena);
	value_set_text(&arena, map, "error", text);
	value_set_text(&arena, map, "code", err_name(code));
	json_encode(&line, map);
	buf_add_byte(&line, '\n');
	(void)!write(STDERR_FILENO, buf_text(&line), line.size);
}

/* Standard output is a pipe or a file. Its reader may be slow or gone; neither may keep us from a stop. */
struct output {
	struct stop *stop;
	int64_t until_ms; /* how long a reader is waited for after a stop; 0: there was none yet */
	bool is_over;     /* a line may be cut, so no other may follow */
};

static bool wait_for_reader(struct output *output)
{
	struct pollfd one = {.fd = STDOUT_FILENO, .events = POLLOUT};
	enum err err;
	int64_t left_ms;

	do
		err = stop_wait(output->stop, STDOUT_FILENO, POLLOUT, clock_monotonic_ms() + READER_SLICE_MS);
	while (err == ERR_TIMEOUT);
	if (!err)
		return true;
	if (!output->until_ms)
		output->until_ms = clock_monotonic_ms() + LAST_LINES_MS;
	left_ms = output->until_ms - clock_monotonic_ms();
	return poll(&one, 1, left_ms > 0 ? (int)left_ms : 0) == 1;
}

/* Pieces of PIPE_BUF: a pipe that is writable takes so much without waiting. */
static void write_all(struct output *output, struct str rest)
{
	while (rest.n && !output->is_over) {
		ssize_t size = wait_for_reader(output) ? write(STDOUT_FILENO, rest.p, str_head(rest, PIPE_BUF).n) : 0;

		if (size < 0 && errno == EINTR)
			continue;
		output->is_over = size <= 0;
		if (size > 0)
			rest = str_skip(rest, (size_t)size);
	}
	if (output->is_over && output->stop->reason == STOP_NONE)
		output->stop->reason = STOP_ASKED; /* without a reader, observing is pointless */
}

static void write_line(void *context, const struct observation *observation)
{
	struct output *output = context;
	BUF_SCOPED line;

	buf_init(&line, OBSERVATION_LINE_MAX + 1);
	observation_format(observation, &line);
	buf_add_byte(&line, '\n');
	if (line.full) {
		complain(ERR_TOO_LARGE, "an observation is longer than a line may be and was left out");
		return;
	}
	write_all(output, buf_str(&line));
}

static int status_of(enum err err, const struct stop *stop)
{
	switch (err) {
	case ERR_OK: return stop->reason == STOP_NONE ? PROBE_EXIT_DONE : PROBE_EXIT_STOPPED;
	case ERR_INVALID:
	case ERR_TOO_LARGE: return PROBE_EXIT_BAD_INPUT;
	case ERR_DENIED: return PROBE_EXIT_REFUSED;
	default: return PROBE_EXIT_FAILED;
	}
}

static enum err read_authorisation(struct arena *arena, struct stop *stop, struct authorisation **ret_authorisation,
				   struct fault *why)
{
	struct fault detail = {0};
	BUF_SCOPED input;
	size_t end = 0;
	enum err err;

	buf_init(&input, INPUT_MAX);
	err = probe_input_read(STDIN_FILENO, &input, &end, why);
	if (err)
		return err;
	err = authorisation_parse(arena, str_head(buf_str(&input), end), ret_authorisation, &detail);
	if (err)
		return fault_set(why, err, "%s", detail.text);
	stop->clock.offset_ms = (*ret_authorisation)->clock_offset_ms;
	stop->not_after_ms = authorisation_run_ends_ms(*ret_authorisation);
	stop_feed(stop, input.bytes + end, input.size - end);
	stop->control_fd = STDIN_FILENO;
	return authorisation_is_valid_at(*ret_authorisation, clock_now_ms(&stop->clock), why);
}

static bool has_name(const struct authorisation *authorisation)
{
	struct host_range range;
	struct addr addr;

	for (size_t i = 0; i < authorisation->target_count; i++) {
		struct str host = str_from(authorisation->targets[i].host);

		if (!addr_parse(host, &addr) && !host_range_parse(host, &range))
			return true;
	}
	return false;
}

static enum err observe(const struct options *options, struct arena *arena, struct authorisation *authorisation,
			struct stop *stop, struct fault *why)
{
	struct output output = {.stop = stop};
	struct sink sink = {.take = write_line, .context = &output, .clock = stop->clock};
	struct door *door = arena_alloc(arena, sizeof(*door));
	struct resolver *resolver = NULL;
	struct tls_client *tls;
	enum err err;

	door_init(door, stop);
	for (size_t i = 0; i < authorisation->port_count; i++)
		door_allow_port(door, authorisation->ports[i]);
	for (size_t i = 0; i < authorisation->udp_port_count; i++)
		if (authorisation->udp_ports[i] != SNMP_PORT || authorisation->snmp)
			door_allow_udp_port(door, authorisation->udp_ports[i]);
	tls = talk_tls_client_new(NULL);
	if (!tls)
		return fault_set(why, ERR_IO, "TLS cannot be prepared");
	err = has_name(authorisation) ? resolver_new(door, options->name_server, &resolver, why) : ERR_OK;
	if (!err)
		err = probe_run(&(struct probe_run){.authorisation = authorisation,
						    .stop = stop,
						    .door = door,
						    .resolver = resolver,
						    .tls = tls,
						    .observe = service_observe,
						    .sink = &sink,
						    .session_ms = options->session_ms,
						    .may_lack_landlock = options->may_lack_landlock,
						    .is_walled = true},
				why);
	resolver_free(resolver);
	talk_tls_client_free(tls);
	return err;
}

static enum err read_options(int count, char **words, struct options *into, struct fault *why)
{
	for (int i = 1; i < count; i++) {
		struct str word = str_from(words[i]);
		uint64_t number;

		if (str_starts(word, "--name-server="))
			into->name_server = words[i] + strlen("--name-server=");
		else if (str_starts(word, "--session-ms=") && str_to_u64(str_skip(word, 13), &number) &&
			 number >= 100 && number <= 60000)
			into->session_ms = (int64_t)number;
		else if (str_is(word, "--without-landlock"))
			into->may_lack_landlock = true;
		else
			return fault_set(why, ERR_INVALID,
					 "usage: tenken-probe [--name-server=ADDRESS[:PORT]] [--session-ms=100..60000] "
					 "[--without-landlock] "
					 "< authorisation.json");
	}
	return ERR_OK;
}

int main(int argc, char **argv)
{
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	struct authorisation *authorisation;
	struct options options = {0};
	struct fault why = {0};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	sandbox_close_inherited();
	err = read_options(argc, argv, &options, &why);
	if (!err)
		err = read_authorisation(&arena, &stop, &authorisation, &why);
	if (!err)
		err = stop_catch_signals(&stop, &why);
	if (!err)
		err = stop_set_alarm(&stop, &why);
	if (!err)
		err = observe(&options, &arena, authorisation, &stop, &why);
	if (err)
		complain(err, why.text);
	stop_release(&stop);
	return status_of(err, &stop);
}
