/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "diagnosis/crew.h"
#include "diagnosis/probe_run_priv.h"
#include "net/handover.h"

#define CPU_SECONDS (60 * 60)
#define MEMORY_MAX  ((size_t)512 * 1024 * 1024)
#define READY_MS    10000

/* In a process of the crew: its own reasons to stop are the window's end and the end of the scheduler. */
static struct stop own_stop(const struct probe_run *run)
{
	return (struct stop){
		.signal_fd = -1, .control_fd = -1, .clock = run->stop->clock, .not_after_ms = run->stop->not_after_ms};
}

static enum err wall_in_broker(const struct probe_run *run, const struct stop *stop, struct fault *why)
{
	struct sandbox_walls walls;
	ARENA_SCOPED arena;
	uint16_t *ports;
	size_t count;
	enum err err;

	if (!run->is_walled)
		return ERR_OK;
	arena_init(&arena);
	ports = arena_array(&arena, DOOR_PORTS_MAX, sizeof(*ports));
	count = door_all_ports(run->door, ports);
	err = stop_set_alarm(stop, why);
	if (!err)
		err = sandbox_enter(&(struct sandbox_plan){ports, count, CPU_SECONDS, MEMORY_MAX,
							   run->may_lack_landlock, SANDBOX_BROKER},
				    &walls, why);
	return err;
}

static void live_as_broker(void *context, const int channels[CREW_CHANNELS_MAX])
{
	const struct probe_run *run = context;
	struct stop stop = own_stop(run);
	const struct broker_plan plan = {run->authorisation, run->door, channels[0], channels[1]};
	struct broker_word ready = {.tell = BROKER_READY};
	struct fault why = {0};

	run->door->stop = &stop;
	ready.err = wall_in_broker(run, &stop, &why);
	memcpy(ready.why, why.text, sizeof(ready.why) - 1);
	if (handover_say(channels[0], str_of(&ready, sizeof(ready))) && !ready.err)
		broker_serve(&plan);
}

static void live_as_resolver(void *context, const int channels[CREW_CHANNELS_MAX])
{
	const struct probe_run *run = context;
	struct stop stop = own_stop(run);
	struct sandbox_walls walls;

	if (run->is_walled && (stop_set_alarm(&stop, NULL) ||
			       sandbox_enter(&(struct sandbox_plan){NULL, 0, CPU_SECONDS, MEMORY_MAX,
								    run->may_lack_landlock, SANDBOX_RESOLVER},
					     &walls, NULL)))
		_exit(1);
	resolver_serve(run->resolver, &stop, channels[0], channels[1]);
}

static void close_end(int *end)
{
	if (*end >= 0)
		close(*end);
	*end = -1;
}

/* Two channels of the resolver: to the scheduler (names), to the broker (sockets). */
static enum err start_both(struct probe_work *w, int broker_end, int names[2], int sockets[2], struct fault *why)
{
	void *run = (void *)(uintptr_t)w->run;
	const struct crew_plan broker = {live_as_broker, run, {broker_end, sockets[0]}, w->nowhere};
	const struct crew_plan resolver = {live_as_resolver, run, {names[1], sockets[1]}, w->nowhere};
	enum err err = crew_start(&broker, &w->broker_pid, why);

	if (!err && w->run->resolver)
		err = crew_start(&resolver, &w->resolver_pid, why);
	return err;
}

static enum err open_nowhere(struct probe_work *w, struct fault *why)
{
	w->nowhere = open("/dev/null", O_RDWR | O_CLOEXEC);
	return w->nowhere >= 0 ? ERR_OK : fault_set(why, ERR_IO, "/dev/null: %s", strerror(errno));
}

static enum err open_and_start(struct probe_work *w, struct fault *why)
{
	int words[2] = {-1, -1}, names[2] = {-1, -1}, sockets[2] = {-1, -1};
	enum err err = open_nowhere(w, why);

	if (!err)
		err = handover_channel(words, why);
	if (!err && w->run->resolver)
		err = handover_channel(names, why);
	if (!err && w->run->resolver)
		err = handover_channel(sockets, why);
	if (!err)
		err = start_both(w, words[1], names, sockets, why);
	w->broker = words[0];
	w->resolver = names[0];
	close_end(&words[1]);
	close_end(&names[1]);
	close_end(&sockets[0]);
	close_end(&sockets[1]);
	return err;
}

/* The walls that are told are the scheduler's; the one of the broker that differs is said. */
static void name_broker_ports(struct probe_work *w)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (w->walls.count < SANDBOX_WALLS_MAX &&
	    door_all_ports(w->run->door, arena_array(&arena, DOOR_PORTS_MAX, sizeof(uint16_t))) == DOOR_PORTS_MAX)
		w->walls.names[w->walls.count++] = "without landlock for the broker's ports: each is authorised";
}

enum err probe_run_start_crew(struct probe_work *w, struct fault *why)
{
	const struct sandbox_plan plan = {.cpu_seconds = CPU_SECONDS,
					  .memory_bytes = MEMORY_MAX,
					  .may_lack_landlock = w->run->may_lack_landlock,
					  .role = SANDBOX_SCHEDULER};
	struct broker_word ready;
	uint8_t *states;
	enum err err = open_and_start(w, why);

	if (!err && !probe_run_next_word(w, READY_MS, &ready, &states))
		err = fault_set(why, ERR_IO, "the broker does not begin");
	else if (!err && ready.err)
		err = fault_set(why, ready.err, "%s", ready.why);
	if (!err && w->run->is_walled)
		err = sandbox_enter(&plan, &w->walls, why);
	if (!err && w->run->is_walled)
		name_broker_ports(w);
	return err;
}

bool probe_run_next_word(struct probe_work *w, int64_t wait_ms, struct broker_word *ret_word, uint8_t **ret_states)
{
	size_t room = sizeof(*ret_word) + w->run->authorisation->port_count, size = 0;
	struct pollfd one = {.fd = w->broker, .events = POLLIN};
	enum handover_event event = HANDOVER_NOTHING;
	ARENA_SCOPED arena;
	char *message;

	if (w->has_broker_ended || poll(&one, 1, (int)wait_ms) != 1)
		return false;
	arena_init(&arena);
	message = arena_alloc(&arena, room);
	event = handover_receive(w->broker, message, room, &size, NULL);
	if (event != HANDOVER_MESSAGE || size < sizeof(*ret_word)) {
		w->has_broker_ended = event != HANDOVER_NOTHING;
		return false;
	}
	memcpy(ret_word, message, sizeof(*ret_word));
	*ret_states = NULL;
	if (size == room && ret_word->tell == BROKER_SCANNED)
		*ret_states =
			(uint8_t *)arena_strndup(&w->arena, message + sizeof(*ret_word), size - sizeof(*ret_word));
	return true;
}

void probe_run_ask_to_end(struct probe_work *w)
{
	const struct broker_request request = {.ask = BROKER_END};

	if (w->broker >= 0 && !w->has_broker_ended)
		(void)handover_say(w->broker, str_of(&request, sizeof(request)));
}

void probe_run_end_crew(struct probe_work *w)
{
	close_end(&w->broker);
	close_end(&w->resolver);
	close_end(&w->nowhere);
	if (w->broker_pid)
		(void)crew_end(w->broker_pid);
	if (w->resolver_pid)
		(void)crew_end(w->resolver_pid);
	w->broker_pid = w->resolver_pid = 0;
}
