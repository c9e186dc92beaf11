/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/probe_run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/text/host_range.h"
#include "diagnosis/port_scan.h"
#include "diagnosis/service.h"

#define RUNS_MAX 2048 /* of port.summary "ports": with its line's bound in mind */

struct probe_run_place { /* one address of one target */
	const char *target;
	bool is_name;
	struct addr addr;
};

struct answer { /* what a target resolves to */
	bool is_literal;
	struct addr addrs[RESOLVE_ADDRESSES_MAX];
	size_t count;
	enum err err;
	struct fault why;
};

struct probe_work {
	const struct probe_run *run;
	struct arena arena;
	struct probe_run_place *places;
	size_t place_count, place_cap;
	size_t refused;      /* addresses and targets that may not be probed */
	size_t done, total;  /* steps, for probe.progress: each port of each place is tried, then talked to */
	size_t place_begin;  /* done when the present place was begun */
	int64_t progress_ms; /* when the last progress was emitted */
	/* States of the ports of each place; two names may share an address, which is scanned once. */
	enum port_state **states;
};

static const struct subject whole_run = {"", NULL, 0};

static void emit_progress(struct probe_work *r, bool is_forced)
{
	int64_t now_ms = clock_monotonic_ms();
	ARENA_SCOPED arena;
	struct value *data;

	if (!is_forced && now_ms - r->progress_ms < PROBE_RUN_PROGRESS_MS)
		return;
	r->progress_ms = now_ms;
	arena_init(&arena);
	data = value_map(&arena);
	value_set_int(&arena, data, "done", (int64_t)r->done);
	value_set_int(&arena, data, "total", (int64_t)r->total);
	sink_emit(r->run->sink, &whole_run, "probe.progress", data);
}

static void on_scanned(void *context, size_t done)
{
	struct probe_work *r = context;

	r->done = r->place_begin + done;
	emit_progress(r, false);
}

static void add_place(struct probe_work *r, const char *target, bool is_name, const struct addr *addr)
{
	struct subject subject = {target, addr, 0};

	if (!door_allow_address(r->run->door, addr, !is_name)) {
		r->refused++;
		sink_problem(r->run->sink, &subject, "scope",
			     "the name leads to an address that is not public and is not authorised itself");
		return;
	}
	r->places = arena_grow(&r->arena, r->places, r->place_count, &r->place_cap, sizeof(*r->places));
	r->places[r->place_count++] = (struct probe_run_place){target, is_name, *addr};
}

static void emit_resolved(struct probe_work *r, const char *target, size_t from)
{
	struct subject subject = {target, NULL, 0};
	struct value *data = value_map(&r->arena), *list = value_list(&r->arena);

	for (size_t i = from; i < r->place_count; i++) {
		char text[ADDR_TEXT_MAX];

		addr_format(&r->places[i].addr, text);
		value_add(&r->arena, list, value_text(&r->arena, text));
	}
	value_set(&r->arena, data, "addresses", list);
	sink_emit(r->run->sink, &subject, "target.resolved", data);
}

static void look_up(struct probe_work *r, const char *host, struct answer *answer)
{
	if (addr_parse(str_from(host), &answer->addrs[0])) {
		answer->is_literal = true;
		answer->count = 1;
		(void)door_allow_address(r->run->door, &answer->addrs[0], true);
	} else if (r->run->resolver) {
		answer->err = resolver_look_up(r->run->resolver, host, answer->addrs, &answer->count, &answer->why);
	} else {
		answer->err = fault_set(&answer->why, ERR_NOT_FOUND, "%s: there is no resolver", host);
	}
	/* The addresses from which the targets see us, for probe.begin. */
	for (size_t i = 0; !answer->is_literal && i < answer->count; i++)
		(void)door_allow_address(r->run->door, &answer->addrs[i], false);
}

static void take_answer(struct probe_work *r, const char *host, const struct answer *answer)
{
	struct subject subject = {host, NULL, 0};
	size_t from = r->place_count;

	if (answer->err) {
		sink_problem(r->run->sink, &subject, "resolve", answer->why.text);
		return;
	}
	for (size_t i = 0; i < answer->count; i++)
		add_place(r, host, !answer->is_literal, &answer->addrs[i]);
	emit_resolved(r, host, from);
}

static struct value *source_addresses(struct probe_work *r)
{
	struct door *door = r->run->door;
	struct value *list = value_list(&r->arena);

	for (size_t i = 0; i < door->address_count; i++) {
		char text[ADDR_TEXT_MAX];
		struct addr source;
		size_t k = 0;

		if (!door_source_address(door, &door->addresses[i], r->run->authorisation->ports[0], &source))
			continue;
		addr_format(&source, text);
		while (k < list->count && !str_is(list->items[k]->text, text))
			k++;
		if (k == list->count)
			value_add(&r->arena, list, value_text(&r->arena, text));
	}
	return list;
}

static void emit_begin(struct probe_work *r, int64_t started_ms)
{
	struct value *data = value_map(&r->arena), *walls = value_list(&r->arena);

	for (size_t i = 0; i < r->run->wall_count; i++)
		value_add(&r->arena, walls, value_text(&r->arena, r->run->walls[i]));
	value_set_text(&r->arena, data, "version", TENKEN_VERSION);
	value_set_int(&r->arena, data, "started_ms", started_ms);
	value_set(&r->arena, data, "source_addresses", source_addresses(r));
	value_set(&r->arena, data, "sandbox", walls);
	value_set_bool(&r->arena, data, "rehearsal", r->run->authorisation->rehearsal);
	value_set_int(&r->arena, data, "clock_offset_ms", r->run->authorisation->clock_offset_ms);
	value_set_int(&r->arena, data, "ports", (int64_t)r->run->authorisation->port_count);
	value_set_int(&r->arena, data, "targets", (int64_t)r->run->authorisation->target_count);
	sink_emit(r->run->sink, &whole_run, "probe.begin", data);
}

static void emit_end(struct probe_work *r)
{
	enum stop_reason reason = stop_check(r->run->door->stop);
	struct value *data = value_map(&r->arena);

	value_set_int(&r->arena, data, "finished_ms", clock_now_ms(&r->run->sink->clock));
	value_set_int(&r->arena, data, "connections", r->run->door->connections);
	value_set_text(&r->arena, data, "reason",
		       reason == STOP_NONE           ? "done"
		       : reason == STOP_WINDOW_ENDED ? "window ended"
						     : "stopped");
	sink_emit(r->run->sink, &whole_run, "probe.end", data);
}

static size_t count_state(const struct probe_work *r, const enum port_state *states, enum port_state state)
{
	size_t count = 0;

	for (size_t i = 0; i < r->run->authorisation->port_count; i++)
		count += states[i] == state;
	return count;
}

static int compare_ports(const void *left, const void *right)
{
	return *(const uint16_t *)left - *(const uint16_t *)right;
}

/* First and last of each run of ports that were tried; NULL when there are more runs than an observation holds. */
static struct value *tried_runs(struct probe_work *r, const enum port_state *states)
{
	const struct authorisation *authorisation = r->run->authorisation;
	uint16_t *ports = arena_array(&r->arena, authorisation->port_count, sizeof(*ports));
	struct value *runs = value_list(&r->arena), *run = NULL;
	size_t count = 0;

	for (size_t i = 0; i < authorisation->port_count; i++)
		if (states[i] != PORT_STATE_NOT_TRIED)
			ports[count++] = authorisation->ports[i];
	if (count)
		qsort(ports, count, sizeof(*ports), compare_ports);
	for (size_t i = 0; i < count; i++) {
		if (i && ports[i] == ports[i - 1] + 1) {
			run->items[1]->integer = ports[i];
			continue;
		}
		run = value_list(&r->arena);
		value_add(&r->arena, run, value_int(&r->arena, ports[i]));
		value_add(&r->arena, run, value_int(&r->arena, ports[i]));
		value_add(&r->arena, runs, run);
	}
	return runs->count <= RUNS_MAX ? runs : NULL;
}

static void emit_ports(struct probe_work *r, const struct probe_run_place *place, const enum port_state *states)
{
	const struct authorisation *authorisation = r->run->authorisation;
	struct subject subject = {place->target, &place->addr, 0};
	struct value *summary = value_map(&r->arena), *open = value_map(&r->arena);
	size_t untried = count_state(r, states, PORT_STATE_NOT_TRIED);
	struct value *runs = tried_runs(r, states);

	value_set_int(&r->arena, summary, "tried", (int64_t)(authorisation->port_count - untried));
	value_set_int(&r->arena, summary, "open", (int64_t)count_state(r, states, PORT_STATE_OPEN));
	value_set_int(&r->arena, summary, "closed", (int64_t)count_state(r, states, PORT_STATE_CLOSED));
	value_set_int(&r->arena, summary, "silent", (int64_t)count_state(r, states, PORT_STATE_SILENT));
	if (runs)
		value_set(&r->arena, summary, "ports", runs);
	sink_emit(r->run->sink, &subject, "port.summary", summary);
	value_set_text(&r->arena, open, "transport", "tcp");
	for (size_t i = 0; i < authorisation->port_count; i++) {
		subject.port = authorisation->ports[i];
		if (states[i] == PORT_STATE_OPEN)
			sink_emit(r->run->sink, &subject, "port.open", open);
	}
}

/* The states of an earlier place with the same address, or NULL. */
static enum port_state *states_of_same(const struct probe_work *r, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (addr_eq(&r->places[i].addr, &r->places[index].addr))
			return r->states[i];
	return NULL;
}

static enum err scan_place(struct probe_work *r, size_t index, int64_t deadline_ms, struct fault *why)
{
	const struct authorisation *authorisation = r->run->authorisation;
	enum port_state *states = states_of_same(r, index);
	struct port_scan scan = {
		.door = r->run->door,
		.addr = r->places[index].addr,
		.ports = authorisation->ports,
		.count = authorisation->port_count,
		.flows_per_second = authorisation->lab ? AUTHORISATION_FLOWS_MAX : authorisation->flows_per_second,
		.deadline_ms = deadline_ms,
		.progress = on_scanned,
		.context = r,
	};
	enum err err = ERR_OK;

	if (!states) {
		states = arena_array(&r->arena, authorisation->port_count, sizeof(*states));
		scan.states = states;
		err = port_scan_run(&scan, why);
	}
	r->states[index] = states;
	emit_ports(r, &r->places[index], states);
	return err;
}

/* A device that accepts on every port would keep us busy for hours for nothing. */
static size_t most_talks(struct probe_work *r, const struct subject *subject, const enum port_state *states)
{
	size_t open = count_state(r, states, PORT_STATE_OPEN);
	size_t tried = r->run->authorisation->port_count - count_state(r, states, PORT_STATE_NOT_TRIED);
	char reason[160];

	if (open >= PROBE_RUN_OPEN_ANYTHING && open * 10 >= tried * 9) {
		snprintf(
			reason, sizeof(reason),
			"%zu of %zu ports accept connections: a device seems to answer for all of them; talking to the "
			"first %d only",
			open, tried, PROBE_RUN_OPEN_ANYTHING);
		sink_problem(r->run->sink, subject, "ports", reason);
		return PROBE_RUN_OPEN_ANYTHING;
	}
	if (open > PROBE_RUN_TALKS_MAX) {
		snprintf(reason, sizeof(reason), "%zu ports are open; talking to the first %d only", open,
			 PROBE_RUN_TALKS_MAX);
		sink_problem(r->run->sink, subject, "ports", reason);
	}
	return PROBE_RUN_TALKS_MAX;
}

static void talk_to_place(struct probe_work *r, size_t index, int64_t deadline_ms)
{
	const struct authorisation *authorisation = r->run->authorisation;
	const struct probe_run_place *place = &r->places[index];
	struct subject subject = {place->target, &place->addr, 0};
	int64_t session_ms = r->run->session_ms ? r->run->session_ms : VISIT_SESSION_MS;
	struct visit visit = {
		.door = r->run->door,
		.tls = r->run->tls,
		.sink = r->run->sink,
		.limits = {VISIT_CONNECT_MS, session_ms, VISIT_SESSION_BYTES},
		.target = place->target,
		.is_name = place->is_name,
		.addr = place->addr,
		.deadline_ms = deadline_ms,
	};
	size_t talks = most_talks(r, &subject, r->states[index]);

	for (size_t i = 0; i < authorisation->port_count && talks; i++) {
		if (stop_check(r->run->door->stop) != STOP_NONE)
			return;
		r->done = r->place_begin + authorisation->port_count + i;
		if (r->states[index][i] != PORT_STATE_OPEN)
			continue;
		if (clock_monotonic_ms() >= deadline_ms) {
			sink_problem(r->run->sink, &subject, "budget", "the time for this address is used up");
			return;
		}
		service_observe(&visit, authorisation->ports[i]);
		talks--;
		emit_progress(r, false);
	}
}

static void visit_place(struct probe_work *r, size_t index)
{
	struct subject subject = {r->places[index].target, &r->places[index].addr, 0};
	int64_t deadline_ms = clock_monotonic_ms() + PROBE_RUN_TARGET_MS;
	struct fault why = {0};
	enum err err;

	r->place_begin = r->done;
	err = scan_place(r, index, deadline_ms, &why);
	if (err && err != ERR_DENIED)
		sink_problem(r->run->sink, &subject, "ports", why.text);
	r->done = r->place_begin + r->run->authorisation->port_count;
	emit_progress(r, true);
	talk_to_place(r, index, deadline_ms);
	r->done = r->place_begin + 2 * r->run->authorisation->port_count;
	emit_progress(r, true);
}

static void visit_all(struct probe_work *r)
{
	r->states = arena_array(&r->arena, r->place_count, sizeof(enum port_state *));
	r->total = r->place_count * 2 * r->run->authorisation->port_count;
	for (size_t i = 0; i < r->place_count; i++) {
		if (stop_check(r->run->door->stop) != STOP_NONE)
			return;
		visit_place(r, i);
	}
}

/* The hosts that the targets name: each address of a range is a target of its own. */
static const char **all_hosts(struct probe_work *r, size_t *ret_count)
{
	const struct authorisation *authorisation = r->run->authorisation;
	const char **hosts = arena_array(&r->arena, AUTHORISATION_HOSTS_MAX, sizeof(*hosts));
	char text[HOST_RANGE_TEXT_MAX];
	size_t count = 0;

	for (size_t i = 0; i < authorisation->target_count; i++) {
		const char *host = authorisation->targets[i].host;
		struct host_range range;
		bool is_range = host_range_parse(str_from(host), &range);

		for (size_t k = 0; count < AUTHORISATION_HOSTS_MAX && k < (is_range ? host_range_count(&range) : 1);
		     k++) {
			if (is_range)
				host_range_address(&range, k, text);
			hosts[count++] = is_range ? arena_strdup(&r->arena, text) : host;
		}
	}
	*ret_count = count;
	return hosts;
}

/* All names are resolved before probe.begin, the first line, because it tells from where the targets see us. */
static void resolve_all(struct probe_work *r, int64_t started_ms)
{
	size_t host_count, count = 0;
	const char **hosts = all_hosts(r, &host_count);
	struct answer *answers = arena_array(&r->arena, host_count, sizeof(*answers));

	while (count < host_count && stop_check(r->run->door->stop) == STOP_NONE) {
		look_up(r, hosts[count], &answers[count]);
		count++;
	}
	emit_begin(r, started_ms);
	for (size_t i = 0; i < count; i++)
		take_answer(r, hosts[i], &answers[i]);
}

enum err probe_run(const struct probe_run *run, struct fault *why)
{
	struct probe_work r = {.run = run};
	int64_t started_ms = clock_now_ms(&run->sink->clock);
	enum err err;

	err = authorisation_is_valid_at(run->authorisation, started_ms, why);
	if (err)
		return err;
	arena_init(&r.arena);
	resolve_all(&r, started_ms);
	if (r.place_count == 0 && r.refused > 0)
		err = fault_set(why, ERR_DENIED, "no target leads to an address that may be probed");
	else
		visit_all(&r);
	emit_end(&r);
	arena_release(&r.arena);
	return err;
}
