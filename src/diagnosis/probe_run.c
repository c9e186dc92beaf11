/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/probe_run.h"

#include <string.h>

#include "codec/text/host_range.h"
#include "diagnosis/ownership_answer.h"
#include "diagnosis/probe_run_priv.h"
#include "net/handover.h"

#define ADMIT_MS     5000
#define LAST_WORD_MS 500 /* of a broker that was told to end */

struct answer { /* what a host resolves to */
	bool is_literal;
	struct resolver_answer addresses;
	bool is_admitted[RESOLVE_ADDRESSES_MAX];
	bool has_source[RESOLVE_ADDRESSES_MAX];
	struct addr sources[RESOLVE_ADDRESSES_MAX];
};

static const struct subject whole_run = {"", NULL, 0};

static bool is_past(const struct probe_work *w, const char *target, const struct addr *addr)
{
	const struct authorisation *authorisation = w->run->authorisation;
	char text[ADDR_TEXT_MAX];

	addr_format(addr, text);
	for (size_t i = 0; i < authorisation->past_count; i++)
		if (strcmp(authorisation->past[i].host, target) == 0 &&
		    strcmp(authorisation->past[i].address, text) == 0)
			return true;
	return false;
}

static void add_place(struct probe_work *w, const char *target, bool is_name, const struct addr *addr)
{
	size_t same = 0;

	while (same < w->place_count && !addr_eq(&w->places[same].place.addr, addr))
		same++;
	w->places = arena_grow(&w->arena, w->places, w->place_count, &w->place_cap, sizeof(*w->places));
	w->places[w->place_count++] = (struct probe_place){
		.place = {.target = target, .is_name = is_name, .addr = *addr},
		.same = same,
	};
}

/* Addresses are what they are; all names are asked for together, since each may take its time. */
static void look_up_all(struct probe_work *w, const char *const *hosts, size_t count, struct answer *answers)
{
	const char **names = arena_array(&w->arena, count, sizeof(*names));
	size_t *places = arena_array(&w->arena, count, sizeof(*places)), asked = 0;
	struct resolver_answer *told;

	for (size_t i = 0; i < count; i++) {
		answers[i].is_literal = addr_parse(str_from(hosts[i]), &answers[i].addresses.addrs[0]);
		answers[i].addresses.count = answers[i].is_literal;
		if (answers[i].is_literal)
			continue;
		names[asked] = hosts[i];
		places[asked++] = i;
	}
	told = arena_array(&w->arena, asked, sizeof(*told));
	resolver_ask_all(w->resolver, w->run->stop, w->asked + 1, names, asked, told);
	w->asked += (uint32_t)asked;
	for (size_t i = 0; i < asked; i++)
		answers[places[i]].addresses = told[i];
}

/* The broker's word on this address; one on an earlier address, which came too late for it, is dropped. */
static bool ask_broker(struct probe_work *w, const struct addr *addr, struct broker_word *ret_word)
{
	const struct broker_request request = {.ask = BROKER_ADMIT, .place = ++w->asked, .addr = *addr};
	int64_t until_ms = clock_monotonic_ms() + ADMIT_MS, left_ms = ADMIT_MS;
	uint8_t *states;

	if (!handover_say(w->broker, str_of(&request, sizeof(request))))
		return false;
	for (; left_ms > 0 && probe_run_next_word(w, left_ms, ret_word, &states);
	     left_ms = until_ms - clock_monotonic_ms())
		if (ret_word->tell == BROKER_ADMITTED && ret_word->place == request.place)
			return true;
	return false;
}

/* Whether the broker lets us there, and from which address of ours. */
static void admit(struct probe_work *w, struct answer *answer)
{
	for (size_t i = 0; i < answer->addresses.count; i++) {
		struct broker_word word;

		if (!ask_broker(w, &answer->addresses.addrs[i], &word))
			continue;
		answer->is_admitted[i] = word.err == ERR_OK;
		answer->has_source[i] = word.has_source;
		answer->sources[i] = word.source;
	}
}

static void tell_resolved(struct probe_work *w, const char *target, size_t from)
{
	struct subject subject = {target, NULL, 0};
	struct value *data = value_map(&w->arena), *list = value_list(&w->arena);

	for (size_t i = from; i < w->place_count; i++) {
		char text[ADDR_TEXT_MAX];

		addr_format(&w->places[i].place.addr, text);
		value_add(&w->arena, list, value_text(&w->arena, text));
	}
	value_set(&w->arena, data, "addresses", list);
	sink_emit(w->run->sink, &subject, "target.resolved", data);
}

static void take_answer(struct probe_work *w, const char *host, const struct answer *answer)
{
	struct subject subject = {host, NULL, 0};
	size_t from = w->place_count;

	if (answer->addresses.err) {
		sink_problem(w->run->sink, &subject, "resolve", answer->addresses.why);
		return;
	}
	for (size_t i = 0; i < answer->addresses.count; i++) {
		subject.addr = &answer->addresses.addrs[i];
		if (answer->is_admitted[i]) {
			w->admitted++;
			if (!is_past(w, host, subject.addr))
				add_place(w, host, !answer->is_literal, subject.addr);
			continue;
		}
		w->refused++;
		sink_problem(w->run->sink, &subject, "scope",
			     "the name leads to an address that is not public and is not authorised itself");
	}
	tell_resolved(w, host, from);
}

static void add_source(struct probe_work *w, struct value *list, const struct addr *source)
{
	char text[ADDR_TEXT_MAX];
	size_t k = 0;

	addr_format(source, text);
	while (k < list->count && !str_is(list->items[k]->text, text))
		k++;
	if (k == list->count)
		value_add(&w->arena, list, value_text(&w->arena, text));
}

static struct value *source_addresses(struct probe_work *w, const struct answer *answers, size_t count)
{
	struct value *list = value_list(&w->arena);

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < answers[i].addresses.count; k++)
			if (answers[i].has_source[k])
				add_source(w, list, &answers[i].sources[k]);
	return list;
}

static void tell_begin(struct probe_work *w, int64_t started_ms, struct value *sources)
{
	const struct authorisation *authorisation = w->run->authorisation;
	struct value *data = value_map(&w->arena), *walls = value_list(&w->arena);

	for (size_t i = 0; i < w->walls.count; i++)
		value_add(&w->arena, walls, value_text(&w->arena, w->walls.names[i]));
	value_set_text(&w->arena, data, "version", TENKEN_VERSION);
	value_set_int(&w->arena, data, "started_ms", started_ms);
	value_set(&w->arena, data, "source_addresses", sources);
	value_set(&w->arena, data, "sandbox", walls);
	value_set_bool(&w->arena, data, "rehearsal", authorisation->rehearsal);
	value_set_int(&w->arena, data, "clock_offset_ms", authorisation->clock_offset_ms);
	value_set_int(&w->arena, data, "ports", (int64_t)authorisation->port_count);
	value_set_int(&w->arena, data, "targets", (int64_t)authorisation->target_count);
	sink_emit(w->run->sink, &whole_run, "probe.begin", data);
}

static void tell_end(struct probe_work *w)
{
	enum stop_reason reason = stop_check(w->run->stop);
	struct value *data = value_map(&w->arena);

	value_set_int(&w->arena, data, "finished_ms", clock_now_ms(&w->run->sink->clock));
	value_set_int(&w->arena, data, "connections", w->connections);
	value_set_text(&w->arena, data, "reason",
		       reason == STOP_NONE           ? "done"
		       : reason == STOP_WINDOW_ENDED ? "window ended"
						     : "stopped");
	sink_emit(w->run->sink, &whole_run, "probe.end", data);
}

/* The hosts that the targets name: each address of a range is a target of its own. */
static const char **all_hosts(struct probe_work *w, size_t *ret_count)
{
	const struct authorisation *authorisation = w->run->authorisation;
	const char **hosts = arena_array(&w->arena, AUTHORISATION_HOSTS_MAX, sizeof(*hosts));
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
			hosts[count++] = is_range ? arena_strdup(&w->arena, text) : host;
		}
	}
	*ret_count = count;
	return hosts;
}

/* All names are resolved before probe.begin, the first line, because it tells from where the targets see us. */
static void resolve_all(struct probe_work *w, int64_t started_ms)
{
	size_t host_count, count = 0;
	const char **hosts = all_hosts(w, &host_count);
	struct answer *answers = arena_array(&w->arena, host_count, sizeof(*answers));

	look_up_all(w, hosts, host_count, answers);
	while (count < host_count && stop_check(w->run->stop) == STOP_NONE)
		admit(w, &answers[count++]);
	tell_begin(w, started_ms, source_addresses(w, answers, count));
	for (size_t i = 0; i < count; i++)
		take_answer(w, hosts[i], &answers[i]);
}

static void hear_last_words(struct probe_work *w)
{
	int64_t until_ms = clock_monotonic_ms() + LAST_WORD_MS;
	struct broker_word word;
	uint8_t *states;

	probe_run_ask_to_end(w);
	while (!w->has_broker_ended && clock_monotonic_ms() < until_ms)
		if (probe_run_next_word(w, STOP_SLICE_MS, &word, &states))
			probe_run_take_word(w, &word, states);
}

/* One question to DNS in place of everything else; no address is touched. */
static void ask_dns(struct probe_work *w, int64_t started_ms)
{
	const char *host = w->run->authorisation->targets[0].host;
	const char *name = arena_printf(&w->arena, OWNERSHIP_LABEL ".%s", host);
	const struct subject subject = {host, NULL, 0};
	struct resolver_answer answer = {.err = ERR_NOT_FOUND};

	tell_begin(w, started_ms, value_list(&w->arena));
	if (w->run->resolver)
		resolver_ask_token(w->resolver, w->run->stop, ++w->asked, name, w->run->authorisation->ownership_token,
				   &answer);
	ownership_answer_tell(w->run->sink, &subject, OWNERSHIP_DNS,
			      answer.err == ERR_NOT_FOUND ? OWNERSHIP_ABSENT
			      : answer.err                ? OWNERSHIP_SILENT
			      : answer.holds_token        ? OWNERSHIP_FINE
							  : OWNERSHIP_OTHER);
}

static bool asks_dns_alone(const struct authorisation *authorisation)
{
	return authorisation->purpose == AUTHORISATION_OWNERSHIP && authorisation->ownership_way == OWNERSHIP_DNS;
}

static enum err observe(struct probe_work *w, int64_t started_ms, struct fault *why)
{
	enum err err = ERR_OK;

	if (asks_dns_alone(w->run->authorisation))
		ask_dns(w, started_ms);
	else
		resolve_all(w, started_ms);
	if (w->admitted == 0 && w->refused > 0)
		err = fault_set(why, ERR_DENIED, "no target leads to an address that may be probed");
	else
		probe_run_work(w);
	if (!err && w->has_broker_ended && stop_check(w->run->stop) == STOP_NONE)
		err = fault_set(why, ERR_IO, "the broker ended before its time");
	hear_last_words(w);
	probe_run_end_crew(w);
	probe_run_tell(w, true);
	tell_end(w);
	return err;
}

enum err probe_run(const struct probe_run *run, struct fault *why)
{
	struct probe_work w = {.run = run, .broker = -1, .resolver = -1, .nowhere = -1, .canary_ms = -1};
	int64_t started_ms = clock_now_ms(&run->sink->clock);
	enum err err;

	err = authorisation_is_valid_at(run->authorisation, started_ms, why);
	if (err)
		return err;
	arena_init(&w.arena);
	err = probe_run_start_crew(&w, why);
	if (!err)
		err = observe(&w, started_ms, why);
	else
		probe_run_end_crew(&w);
	arena_release(&w.arena);
	return err;
}
