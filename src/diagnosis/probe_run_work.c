/* SPDX-License-Identifier: Apache-2.0 */
#include <poll.h>
#include <string.h>

#include "diagnosis/probe_run_priv.h"
#include "net/handover.h"

#define FAILED_STARTS_MAX 100 /* in a row, a slice of time apart */

static const struct subject whole_run = {"", NULL, 0};

static size_t port_count(const struct probe_work *w)
{
	return w->run->authorisation->port_count;
}

/* Steps of a place: each port is tried, then all that is open is talked to, which counts as much. */
static size_t steps_of(const struct probe_work *w, const struct probe_place *p)
{
	size_t over = 0;

	if (p->place.scan != PLACE_IS_KNOWN)
		return w->places[p->same].place.tried;
	for (size_t i = 0; i < p->talk_count; i++)
		over += p->talks[i]->state == TALK_IS_OVER;
	return port_count(w) + (p->talk_count ? port_count(w) * over / p->talk_count : port_count(w));
}

static void tell_progress(struct probe_work *w, bool is_forced)
{
	int64_t now_ms = clock_monotonic_ms();
	size_t done = 0, known = 0;
	struct value *data;
	ARENA_SCOPED arena;

	if (!is_forced && now_ms - w->progress_ms < PROBE_RUN_PROGRESS_MS)
		return;
	w->progress_ms = now_ms;
	for (size_t i = 0; i < w->place_count; i++) {
		done += steps_of(w, &w->places[i]);
		known += w->places[i].place.scan == PLACE_IS_KNOWN;
	}
	arena_init(&arena);
	data = value_map(&arena);
	value_set_int(&arena, data, "done", (int64_t)done);
	value_set_int(&arena, data, "total", (int64_t)(w->place_count * 2 * port_count(w)));
	value_set_text(&arena, data, "phase", w->is_paused ? "paused" : known < w->place_count ? "ports" : "services");
	if (known < w->place_count && w->rate > 0)
		value_set_int(&arena, data, "flows_per_second", w->rate);
	if (known < w->place_count && w->canary_ms >= 0)
		value_set_int(&arena, data, "canary_ms", w->canary_ms);
	sink_emit(w->run->sink, &whole_run, "probe.progress", data);
}

static void plan_talk(struct probe_work *w, size_t index, uint16_t port, bool is_udp)
{
	struct probe_place *p = &w->places[index];
	struct probe_talk *talk = p->talks[p->talk_count++] = arena_alloc(&w->arena, sizeof(*talk));

	talk->place = index;
	talk->plan = (struct talker_plan){
		.target = p->place.target,
		.is_name = p->place.is_name,
		.addr = p->place.addr,
		.port = port,
		.is_udp = is_udp,
		.about_url = w->run->authorisation->about_url,
		.recheck = w->run->authorisation->recheck,
		.session_ms = w->run->session_ms ? w->run->session_ms : VISIT_SESSION_MS,
		.ownership_token = w->run->authorisation->purpose == AUTHORISATION_OWNERSHIP
					   ? w->run->authorisation->ownership_token
					   : NULL,
		.tls = w->run->tls,
		.observe = w->run->observe,
		.stop = w->run->stop,
		.broker = w->broker,
		.nowhere = w->nowhere,
		.is_walled = w->run->is_walled,
	};
}

/* Whose target it is needs no more than the one question. */
static size_t count_udp(const struct probe_work *w)
{
	return w->run->authorisation->purpose == AUTHORISATION_OWNERSHIP ? 0 : w->run->authorisation->udp_port_count;
}

static void plan_talks(struct probe_work *w, size_t index)
{
	struct probe_place *p = &w->places[index];
	uint16_t ports[PLACE_TALKS_MAX];
	size_t count = place_talks(&p->place, w->run->authorisation, ports), udp = count_udp(w);

	p->talks = arena_array(&w->arena, count + udp, sizeof(struct probe_talk *));
	for (size_t i = 0; i < count; i++)
		plan_talk(w, index, ports[i], false);
	for (size_t i = 0; i < udp; i++)
		plan_talk(w, index, w->run->authorisation->udp_ports[i], true);
}

void probe_run_take_word(struct probe_work *w, const struct broker_word *word, const uint8_t *states)
{
	if (word->tell == BROKER_ENDED) {
		w->has_broker_ended = true;
		w->connections = word->connections;
	}
	if (word->place >= w->place_count)
		return;
	if (word->tell == BROKER_TRIED) {
		w->places[word->place].place.tried = word->tried;
		w->rate = word->rate;
		w->canary_ms = word->canary_ms;
	}
	if (word->tell != BROKER_SCANNED || !states)
		return;
	w->tried_at_once--;
	for (size_t i = 0; i < w->place_count; i++) {
		struct place *place = &w->places[i].place;

		if (w->places[i].same != word->place)
			continue;
		place->scan = PLACE_IS_KNOWN;
		place->states = states;
		place->err = word->err;
		memcpy(place->why.text, word->why, sizeof(word->why));
		plan_talks(w, i);
	}
}

static void tell_talk(struct probe_work *w, const struct probe_talk *talk)
{
	struct subject subject = {talk->plan.target, &talk->plan.addr, talk->plan.port};

	for (size_t i = 0; i < talk->talker.seen_count; i++)
		w->run->sink->take(w->run->sink->context, talk->talker.seen[i]);
	if (talk->talker.problem)
		sink_problem(w->run->sink, &subject, "conversation", talk->talker.problem);
}

/* What was cut off is not the whole of a place: a run that goes on has to begin with it again. */
static bool is_whole(const struct probe_work *w, const struct probe_place *p)
{
	return p->place.err != ERR_DENIED && !w->has_broker_ended && stop_check(w->run->stop) == STOP_NONE;
}

static void tell_end_of(const struct probe_work *w, const struct probe_place *p)
{
	const struct subject subject = {p->place.target, &p->place.addr, 0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	sink_emit(w->run->sink, &subject, "probe.place", value_map(&arena));
}

/* True when all of it was told. */
static bool tell_place(struct probe_work *w, struct probe_place *p, bool is_last)
{
	if (p->place.scan != PLACE_IS_KNOWN)
		return is_last;
	if (!p->is_told)
		place_tell(&p->place, w->run->authorisation, w->run->sink);
	p->is_told = true;
	for (; p->talks_told < p->talk_count; p->talks_told++) {
		struct probe_talk *talk = p->talks[p->talks_told];

		if (talk->state == TALK_WAITS && is_last)
			continue;
		if (talk->state != TALK_IS_OVER)
			return false;
		tell_talk(w, talk);
		w->held_bytes -= talk->talker.seen_bytes;
		talker_release(&talk->talker);
	}
	if (!is_last && is_whole(w, p))
		tell_end_of(w, p);
	return true;
}

void probe_run_tell(struct probe_work *w, bool is_last)
{
	while (w->told < w->place_count && tell_place(w, &w->places[w->told], is_last))
		w->told++;
}

static void begin_scans(struct probe_work *w)
{
	for (size_t i = 0; i < w->place_count && w->tried_at_once < BROKER_SCANS_MAX; i++) {
		struct probe_place *p = &w->places[i];
		const struct broker_request request = {.ask = BROKER_SCAN, .place = (uint32_t)i, .addr = p->place.addr};

		if (p->same != i || p->place.scan != PLACE_WAITS)
			continue;
		if (!handover_say(w->broker, str_of(&request, sizeof(request))))
			return;
		p->place.scan = PLACE_IS_TRIED;
		w->tried_at_once++;
	}
}

/* Not too many with this address, and none with this service. */
static bool may_begin(const struct probe_work *w, const struct talker_plan *plan)
{
	size_t with_address = 0;

	for (size_t i = 0; i < w->going_on_count; i++) {
		const struct talker_plan *other = &w->going_on[i]->plan;

		if (!addr_eq(&other->addr, &plan->addr))
			continue;
		with_address++;
		if (other->port == plan->port)
			return false;
	}
	return with_address < PROBE_RUN_TALKERS_EACH;
}

/* This machine can start no more for now; when none goes on that could make room, it will not do so later either. */
static void give_up_if_alone(struct probe_work *w, struct probe_talk *talk)
{
	if (w->going_on_count || ++w->failed_starts < FAILED_STARTS_MAX)
		return;
	talk->talker.problem = "no process could be started to speak with the service";
	talk->state = TALK_IS_OVER;
}

static void begin_talks(struct probe_work *w)
{
	for (size_t i = w->told; i < w->place_count && (i == w->told || w->held_bytes < PROBE_RUN_HELD_BYTES); i++)
		for (size_t k = w->places[i].talks_told; k < w->places[i].talk_count; k++) {
			struct probe_talk *talk = w->places[i].talks[k];

			if (w->going_on_count == PROBE_RUN_TALKERS)
				return;
			if (talk->state != TALK_WAITS || !may_begin(w, &talk->plan))
				continue;
			if (talker_start(&talk->talker, &talk->plan, NULL)) {
				give_up_if_alone(w, talk);
				return;
			}
			w->failed_starts = 0;
			talk->state = TALK_GOES_ON;
			w->going_on[w->going_on_count++] = talk;
		}
}

static void hear_talkers(struct probe_work *w)
{
	for (size_t i = w->going_on_count; i-- > 0;) {
		struct probe_talk *talk = w->going_on[i];
		size_t before = talk->talker.seen_bytes;
		bool has_ended = talker_hear(&talk->talker, &talk->plan);

		w->held_bytes += talk->talker.seen_bytes - before;
		if (!has_ended)
			continue;
		talk->state = TALK_IS_OVER;
		w->going_on[i] = w->going_on[--w->going_on_count];
	}
}

static void end_talkers(struct probe_work *w)
{
	while (w->going_on_count) {
		struct probe_talk *talk = w->going_on[--w->going_on_count];

		talker_end(&talk->talker);
		talk->state = TALK_IS_OVER;
	}
}

/* Until somebody of the crew says something, or a slice of time is over. */
static void wait_for_news(const struct probe_work *w)
{
	struct pollfd fds[PROBE_RUN_TALKERS + 3] = {
		{.fd = w->broker, .events = POLLIN},
		{.fd = w->run->stop->signal_fd, .events = POLLIN},
		{.fd = w->run->stop->control_fd, .events = POLLIN},
	};

	for (size_t i = 0; i < w->going_on_count; i++)
		fds[i + 3] = (struct pollfd){.fd = w->going_on[i]->talker.channel, .events = POLLIN};
	(void)poll(fds, w->going_on_count + 3, STOP_SLICE_MS);
}

/* Scans rest; conversations that have begun go on to their end, which is near. */
static void pause_or_go_on(struct probe_work *w)
{
	const struct broker_request request = {.ask = w->run->stop->is_paused ? BROKER_PAUSE : BROKER_GO_ON};

	if (w->is_paused == w->run->stop->is_paused)
		return;
	w->is_paused = w->run->stop->is_paused;
	(void)handover_say(w->broker, str_of(&request, sizeof(request)));
	tell_progress(w, true);
}

void probe_run_work(struct probe_work *w)
{
	while (stop_check(w->run->stop) == STOP_NONE && w->told < w->place_count && !w->has_broker_ended) {
		struct broker_word word;
		uint8_t *states;

		pause_or_go_on(w);
		if (!w->is_paused) {
			begin_scans(w);
			begin_talks(w);
		}
		wait_for_news(w);
		while (probe_run_next_word(w, 0, &word, &states))
			probe_run_take_word(w, &word, states);
		hear_talkers(w);
		probe_run_tell(w, false);
		tell_progress(w, false);
	}
	end_talkers(w);
	if (w->told == w->place_count)
		tell_progress(w, true);
}
