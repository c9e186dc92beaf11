/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/service/datagram_observe.h"

#include <errno.h>

#include "diagnosis/service/dialogue_table.h"

#define TRIES 2 /* a datagram may be lost */

/* What came to the question: the first datagram, and all of them. */
struct outcome {
	enum dialogue_reading reading;
	enum talk_event event;
	struct buf first;
	struct value *data;
};

static void ask(const struct dialogue *row, struct talk *talk, struct str question, struct arena *arena,
		struct outcome *outcome)
{
	for (int i = 0; i < TRIES && outcome->first.size == 0; i++) {
		outcome->event = talk_send(talk, question);
		if (outcome->event == TALK_BYTES)
			outcome->event = talk_receive(talk, VISIT_DATAGRAM_MS, &outcome->first);
		if (outcome->event != TALK_QUIET && outcome->event != TALK_BYTES)
			break;
	}
	if (outcome->first.size)
		outcome->reading = row->read(arena, buf_str(&outcome->first), outcome->data);
}

/* An answer may be many. */
static size_t count_bytes(struct talk *talk, const struct outcome *outcome)
{
	size_t size = outcome->first.size;
	BUF_SCOPED more;

	buf_init(&more, DATAGRAM_OBSERVE_BYTES);
	while (size < DATAGRAM_OBSERVE_BYTES && talk_receive(talk, VISIT_QUIET_MS, &more) == TALK_BYTES) {
		size += more.size;
		buf_clear(&more);
	}
	return size;
}

/* Only an unreachable port is a refusal. Other errors are of the way there, or of this machine, and tell nothing of the
 * service. An empty datagram ends a talk without an error. */
static const char *reason_of(const struct outcome *outcome, const struct talk *talk)
{
	if (outcome->first.size || (outcome->event == TALK_CLOSED && !talk->error))
		return "other";
	return outcome->event == TALK_CLOSED && talk->error == ECONNREFUSED ? "refused" : "timeout";
}

static void converse(const struct visit *visit, uint16_t port, const struct dialogue *row, struct talk *talk,
		     struct arena *arena)
{
	struct outcome outcome = {.reading = DIALOGUE_MORE, .data = value_map(arena)};
	BUF_SCOPED question;

	buf_init(&question, DIALOGUE_ASKED_BYTES);
	buf_init(&outcome.first, DATAGRAM_OBSERVE_BYTES);
	if (row->ask)
		row->ask(visit, port, &question);
	else
		buf_add(&question, row->question);
	ask(row, talk, buf_str(&question), arena, &outcome);
	if (outcome.reading == DIALOGUE_ENOUGH || outcome.reading == DIALOGUE_ANSWER) {
		value_set_int(arena, outcome.data, "asked_bytes", (int64_t)question.size);
		value_set_int(arena, outcome.data, "answered_bytes", (int64_t)count_bytes(talk, &outcome));
		if (row->go_on)
			row->go_on(&(struct dialogue_turn){visit, port, talk, buf_str(&outcome.first), arena,
							   outcome.data});
		dialogue_tell(visit, port, row->service, arena, outcome.data);
	} else {
		dialogue_tell_unanswered(visit, port, row->service, reason_of(&outcome, talk));
	}
	buf_release(&outcome.first);
}

void datagram_observe(const struct visit *visit, uint16_t port)
{
	const struct dialogue *row = dialogue_table_udp_at(port);
	struct talk talk;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!row || talk_open(&visit->way, &visit->limits, &talk, NULL))
		return;
	converse(visit, port, row, &talk, &arena);
	talk_close(&talk);
}
