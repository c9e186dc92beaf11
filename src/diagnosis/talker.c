/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/talker.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diagnosis/broker.h"
#include "diagnosis/crew.h"
#include "diagnosis/kind.h"
#include "diagnosis/ownership_answer.h"
#include "net/handover.h"

#define MESSAGES_AT_ONCE 64

/* In the talker's process: one message an observation. */
static void say(void *context, const struct observation *observation)
{
	const int *channel = context;
	BUF_SCOPED line;

	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(observation, &line);
	if (line.full || !handover_say(*channel, buf_str(&line)))
		_exit(1);
}

static void live(void *context, const int channels[CREW_CHANNELS_MAX])
{
	const struct talker_plan *plan = context;
	struct stop stop = {.signal_fd = -1,
			    .control_fd = -1,
			    .clock = plan->stop->clock,
			    .not_after_ms = plan->stop->not_after_ms};
	int channel = channels[1];
	const struct sink sink = {.take = say, .context = &channel, .clock = stop.clock};
	const struct visit visit = {
		.way = {channels[0], &stop},
		.tls = plan->tls,
		.sink = &sink,
		.limits = {VISIT_CONNECT_MS, plan->session_ms, VISIT_SESSION_BYTES},
		.target = plan->target,
		.is_name = plan->is_name,
		.addr = plan->addr,
		.is_udp = plan->is_udp,
		.about_url = plan->about_url,
		.recheck = plan->recheck,
		.deadline_ms = clock_monotonic_ms() + TALKER_MS - plan->session_ms,
	};
	const struct sandbox_plan walls = {.cpu_seconds = TALKER_CPU_SECONDS, .role = SANDBOX_TALKER};
	struct sandbox_walls standing;

	if (plan->is_walled && sandbox_enter(&walls, &standing, NULL))
		_exit(1);
	if (plan->ownership_token)
		ownership_answer_get(&visit, plan->port, plan->ownership_token);
	else
		plan->observe(&visit, plan->port);
}

static void close_both(const int ends[2])
{
	close(ends[0]);
	close(ends[1]);
}

/* The broker gets the other end of the channel by which the talker asks for connections. */
static enum err start(struct talker *talker, const struct talker_plan *plan, const int wishes[2], const int words[2],
		      struct fault *why)
{
	const struct broker_request request = {
		.ask = BROKER_TALK, .addr = plan->addr, .port = plan->port, .is_udp = plan->is_udp};
	const struct crew_plan crew = {live, (void *)(uintptr_t)plan, {wishes[1], words[1]}, plan->nowhere};

	if (!handover_send(plan->broker, str_of(&request, sizeof(request)), wishes[0]))
		return fault_set(why, ERR_IO, "the broker is gone");
	return crew_start(&crew, &talker->pid, why);
}

enum err talker_start(struct talker *talker, const struct talker_plan *plan, struct fault *why)
{
	int wishes[2], words[2];
	enum err err = handover_channel(wishes, why);

	if (err)
		return err;
	err = handover_channel(words, why);
	if (err) {
		close_both(wishes);
		return err;
	}
	*talker = (struct talker){.channel = -1, .until_ms = clock_monotonic_ms() + TALKER_MS};
	err = start(talker, plan, wishes, words, why);
	close_both(wishes);
	close(words[1]);
	if (err) {
		close(words[0]);
		return err;
	}
	talker->channel = words[0];
	arena_init(&talker->arena);
	return ERR_OK;
}

static bool is_kind_of(const struct talker_plan *plan, const char *kind)
{
	if (plan->ownership_token)
		return strcmp(kind, "probe.problem") == 0 || strcmp(kind, OWNERSHIP_OBSERVATION) == 0;
	return kind_is_among(kind_of_services, kind);
}

/* About its own service alone. */
static bool may_say(const struct talker_plan *plan, const struct observation *seen)
{
	char address[ADDR_TEXT_MAX];

	addr_format(&plan->addr, address);
	return seen->port == plan->port && strcmp(seen->target, plan->target) == 0 &&
	       strcmp(seen->address, address) == 0 && is_kind_of(plan, seen->kind);
}

/* NULL, or why it is to be ended. */
static const char *take(struct talker *talker, const struct talker_plan *plan, struct str line)
{
	struct observation *seen;

	if (talker->seen_count == TALKER_SEEN_MAX || line.n > TALKER_SEEN_BYTES - talker->seen_bytes)
		return "the process that spoke with the service said more than it may say";
	seen = arena_alloc(&talker->arena, sizeof(*seen));
	talker->seen_bytes += line.n;
	if (observation_parse(&talker->arena, line, seen, NULL) || !may_say(plan, seen))
		return "the process that spoke with the service said what it may not say";
	talker->seen = arena_grow(&talker->arena, talker->seen, talker->seen_count, &talker->seen_cap,
				  sizeof(struct observation *));
	talker->seen[talker->seen_count++] = seen;
	return NULL;
}

static void end_with(struct talker *talker, const char *problem)
{
	int status = crew_end(talker->pid);

	talker->pid = 0;
	close(talker->channel);
	talker->channel = -1;
	talker->problem = problem ? problem : status ? "the process that spoke with the service broke off" : NULL;
}

bool talker_hear(struct talker *talker, const struct talker_plan *plan)
{
	char line[OBSERVATION_LINE_MAX + 1];
	const char *problem;

	for (int i = 0; i < MESSAGES_AT_ONCE; i++) {
		size_t size = 0;
		enum handover_event event = handover_receive(talker->channel, line, sizeof(line), &size, NULL);

		if (event == HANDOVER_CLOSED) {
			end_with(talker, NULL);
			return true;
		}
		problem = event == HANDOVER_MESSAGE ? take(talker, plan, str_of(line, size)) : NULL;
		if (problem) {
			end_with(talker, problem);
			return true;
		}
		if (event == HANDOVER_NOTHING)
			break;
	}
	if (clock_monotonic_ms() < talker->until_ms)
		return false;
	end_with(talker, "the conversation took too long and was cut");
	return true;
}

void talker_end(struct talker *talker)
{
	if (talker->pid)
		end_with(talker, "told to stop");
}

void talker_release(struct talker *talker)
{
	talker_end(talker);
	arena_release(&talker->arena);
	*talker = (struct talker){.channel = -1};
}
