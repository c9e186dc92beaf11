/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/place.h"

#include <stdio.h>
#include <stdlib.h>

#include "diagnosis/port_hint.h"

#define RUNS_MAX 2048 /* of port.summary "ports": with its line's bound in mind */

static size_t count_state(const struct place *place, const struct authorisation *authorisation, enum port_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < authorisation->port_count; i++)
		count += place->states[i] == state;
	return count;
}

/* First and last of each run of ports that were tried; NULL when there are more runs than an observation holds. */
static struct value *tried_runs(struct arena *arena, const struct place *place,
				const struct authorisation *authorisation)
{
	bool *is_tried = arena_array(arena, 65537, sizeof(*is_tried));
	struct value *runs = value_list(arena);

	for (size_t i = 0; i < authorisation->port_count; i++)
		is_tried[authorisation->ports[i]] = place->states[i] != PORT_STATE_NOT_TRIED;
	for (int port = 1, first = 0; port <= 65536 && runs->count <= RUNS_MAX; port++) {
		if (is_tried[port] && !first)
			first = port;
		if (!is_tried[port] && first) {
			struct value *run = value_list(arena);

			value_add(arena, run, value_int(arena, first));
			value_add(arena, run, value_int(arena, port - 1));
			value_add(arena, runs, run);
			first = 0;
		}
	}
	return runs->count <= RUNS_MAX ? runs : NULL;
}

/* A device that accepts on every port would keep us busy for hours for nothing. That many of the authorised ports are
 * open shows nothing: they may have been chosen so. */
static bool answers_everywhere(const struct place *place, const struct authorisation *authorisation)
{
	size_t tried = 0, open = 0;

	for (size_t i = 0; i < authorisation->port_count; i++)
		if (port_hint_is_unused(authorisation->ports[i])) {
			tried += place->states[i] != PORT_STATE_NOT_TRIED;
			open += place->states[i] == PORT_STATE_OPEN;
		}
	return open >= PLACE_UNUSED_LEAST && open == tried;
}

static void tell_left_out(const struct place *place, const struct authorisation *authorisation, const struct sink *sink)
{
	struct subject subject = {place->target, &place->addr, 0};
	size_t open = count_state(place, authorisation, PORT_STATE_OPEN);
	char reason[200];

	if (place->err && place->err != ERR_DENIED)
		sink_problem(sink, &subject, "ports", place->why.text);
	if (answers_everywhere(place, authorisation)) {
		snprintf(reason, sizeof(reason),
			 "ports that nobody uses accept connections: a device seems to answer for all of them; of %zu "
			 "open ports the first %d only are told and talked to",
			 open, PLACE_TALKS_LIAR);
		sink_problem(sink, &subject, "ports", reason);
	} else if (open > PLACE_TALKS_MAX) {
		snprintf(reason, sizeof(reason), "%zu ports are open; talking to the first %d only", open,
			 PLACE_TALKS_MAX);
		sink_problem(sink, &subject, "ports", reason);
	}
}

static void tell_open(const struct place *place, uint16_t port, const struct sink *sink)
{
	struct subject subject = {place->target, &place->addr, port};
	struct value *open;
	ARENA_SCOPED arena;

	arena_init(&arena);
	open = value_map(&arena);
	value_set_text(&arena, open, "transport", "tcp");
	sink_emit(sink, &subject, "port.open", open);
}

/* Of a device that answers on every port only those that are talked to: the others would be 65,000 lines that say
 * nothing. */
static void tell_all_open(const struct place *place, const struct authorisation *authorisation, const struct sink *sink)
{
	uint16_t talks[PLACE_TALKS_MAX];
	size_t count;

	if (answers_everywhere(place, authorisation)) {
		count = place_talks(place, authorisation, talks);
		for (size_t i = 0; i < count; i++)
			tell_open(place, talks[i], sink);
		return;
	}
	for (size_t i = 0; i < authorisation->port_count; i++)
		if (place->states[i] == PORT_STATE_OPEN)
			tell_open(place, authorisation->ports[i], sink);
}

void place_tell(const struct place *place, const struct authorisation *authorisation, const struct sink *sink)
{
	struct subject subject = {place->target, &place->addr, 0};
	size_t untried = count_state(place, authorisation, PORT_STATE_NOT_TRIED);
	struct value *summary, *runs;
	ARENA_SCOPED arena;

	arena_init(&arena);
	summary = value_map(&arena);
	/* With these a port that is not told open counts as closed. */
	runs = answers_everywhere(place, authorisation) ? NULL : tried_runs(&arena, place, authorisation);
	value_set_int(&arena, summary, "tried", (int64_t)(authorisation->port_count - untried));
	value_set_int(&arena, summary, "open", (int64_t)count_state(place, authorisation, PORT_STATE_OPEN));
	value_set_int(&arena, summary, "closed", (int64_t)count_state(place, authorisation, PORT_STATE_CLOSED));
	value_set_int(&arena, summary, "silent", (int64_t)count_state(place, authorisation, PORT_STATE_SILENT));
	if (runs)
		value_set(&arena, summary, "ports", runs);
	sink_emit(sink, &subject, "port.summary", summary);
	tell_all_open(place, authorisation, sink);
	tell_left_out(place, authorisation, sink);
}

size_t place_talks(const struct place *place, const struct authorisation *authorisation,
		   uint16_t ret_ports[PLACE_TALKS_MAX])
{
	size_t most = answers_everywhere(place, authorisation) ? PLACE_TALKS_LIAR : PLACE_TALKS_MAX, count = 0;

	for (size_t i = 0; i < authorisation->port_count && count < most; i++)
		if (place->states[i] == PORT_STATE_OPEN &&
		    port_hint_of(authorisation->ports[i]) != PORT_HINT_CONNECT_ONLY &&
		    (!authorisation->recheck || authorisation->ports[i] == authorisation->recheck_port))
			ret_ports[count++] = authorisation->ports[i];
	return count;
}
