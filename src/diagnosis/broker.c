/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/broker.h"

#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "codec/text/host_range.h"
#include "diagnosis/broker_priv.h"
#include "net/handover.h"

#define EVENTS_MAX 128
#define TELL_MS    200 /* from one BROKER_TRIED of a scan to the next */

static struct line_router *router_of(struct broker *b, const struct addr *addr)
{
	const struct authorisation *authorisation = b->plan->authorisation;
	struct line_router *router = b->routers;

	while (router && !line_router_holds(router, addr))
		router = router->next;
	if (router)
		return router;
	router = arena_alloc(&b->arena, sizeof(*router));
	line_router_init(router, addr, authorisation->lab, authorisation->flows_per_second, clock_monotonic_ms());
	router->next = b->routers;
	b->routers = router;
	return router;
}

struct line *broker_line(struct broker *b, const struct addr *addr)
{
	const struct authorisation *authorisation = b->plan->authorisation;
	struct line *line = b->lines;

	while (line && !line_holds(line, addr))
		line = line->next;
	if (line)
		return line;
	line = arena_alloc(&b->arena, sizeof(*line));
	line_init(line, addr, router_of(b, addr), authorisation->lab, authorisation->flows_per_second,
		  clock_monotonic_ms());
	line->next = b->lines;
	b->lines = line;
	return line;
}

static void say(struct broker *b, const struct broker_word *word, const uint8_t *states)
{
	size_t count = states ? b->plan->authorisation->port_count : 0;
	BUF_SCOPED message;

	buf_init(&message, sizeof(*word) + AUTHORISATION_PORTS_MAX);
	buf_add(&message, str_of(word, sizeof(*word)));
	buf_add(&message, str_of(states, count));
	if (!handover_say(b->plan->scheduler, buf_str(&message)))
		b->is_over = true;
}

static void copy_why(struct broker_word *word, const struct fault *why)
{
	memcpy(word->why, why->text, sizeof(word->why) - 1);
}

/* The addresses that the authorisation itself names; all others come from names, and have to be public. */
static void admit_literals(struct door *door, const struct authorisation *authorisation)
{
	for (size_t i = 0; i < authorisation->target_count; i++) {
		struct str host = str_from(authorisation->targets[i].host);
		char text[HOST_RANGE_TEXT_MAX];
		struct host_range range;
		struct addr addr;

		if (addr_parse(host, &addr))
			(void)door_allow_address(door, &addr, true);
		for (size_t k = 0; host_range_parse(host, &range) && k < host_range_count(&range); k++) {
			host_range_address(&range, k, text);
			if (addr_parse(str_from(text), &addr))
				(void)door_allow_address(door, &addr, true);
		}
	}
}

static void admit(struct broker *b, const struct broker_request *request)
{
	struct door *door = b->plan->door;
	struct broker_word word = {.tell = BROKER_ADMITTED, .place = request->place};

	if (!door_allow_address(door, &request->addr, false))
		word.err = ERR_DENIED;
	else
		word.has_source =
			door_source_address(door, &request->addr, b->plan->authorisation->ports[0], &word.source);
	say(b, &word, NULL);
}

static void end_scan(struct broker *b, struct broker_scan *scan)
{
	struct broker_word word = {.tell = BROKER_SCANNED, .place = scan->place};

	broker_scan_conclude(b, scan, clock_monotonic_ms());
	word.err = scan->err;
	copy_why(&word, &scan->why);
	say(b, &word, scan->states);
	free(scan->states);
	*scan = (struct broker_scan){0};
}

static void begin_scan(struct broker *b, const struct broker_request *request)
{
	size_t i = 0;

	while (i < BROKER_SCANS_MAX && b->scans[i].is_used)
		i++;
	if (i == BROKER_SCANS_MAX) { /* the scheduler counts them too */
		b->is_over = true;
		return;
	}
	b->scans[i] = (struct broker_scan){
		.is_used = true,
		.place = request->place,
		.addr = request->addr,
		.line = broker_line(b, &request->addr),
		.states = calloc(b->plan->authorisation->port_count, 1),
		.deadline_ms = clock_monotonic_ms() + BROKER_SCAN_MS,
	};
	if (!b->scans[i].states)
		abort(); /* the same rule as arena.h */
}

static void begin_talker(struct broker *b, const struct broker_request *request, int channel)
{
	struct epoll_event event = {.events = EPOLLIN};
	size_t i = 0;

	while (i < BROKER_TALKERS_MAX && b->talkers[i].channel >= 0)
		i++;
	event.data.ptr = &b->talkers[i];
	if (channel < 0)
		return;
	if (i == BROKER_TALKERS_MAX || epoll_ctl(b->epoll_fd, EPOLL_CTL_ADD, channel, &event) != 0) {
		close(channel);
		return;
	}
	b->talkers[i] = (struct broker_talker){
		.source = BROKER_FROM_TALKER,
		.channel = channel,
		.addr = request->addr,
		.port = request->port,
		.is_udp = request->is_udp,
		.line = broker_line(b, &request->addr),
	};
}

void broker_rest(struct broker *b, int64_t now_ms)
{
	b->paused_ms = b->is_paused ? b->paused_ms : now_ms;
	b->is_paused = true;
}

void broker_go_on(struct broker *b, int64_t now_ms)
{
	int64_t rested_ms = b->is_paused ? now_ms - b->paused_ms : 0;

	for (size_t i = 0; i < BROKER_SCANS_MAX; i++)
		b->scans[i].deadline_ms += rested_ms;
	b->is_paused = false;
}

static void hear_scheduler(struct broker *b)
{
	struct broker_request request = {0};
	size_t size = 0;
	int channel = -1;
	enum handover_event event = handover_receive(b->plan->scheduler, &request, sizeof(request), &size, &channel);

	if (event == HANDOVER_NOTHING)
		return;
	if (event == HANDOVER_CLOSED || size != sizeof(request)) {
		b->is_over = true;
		return;
	}
	if (channel >= 0 && request.ask != BROKER_TALK)
		close(channel);
	switch (request.ask) {
	case BROKER_ADMIT: admit(b, &request); break;
	case BROKER_SCAN: begin_scan(b, &request); break;
	case BROKER_TALK: begin_talker(b, &request, channel); break;
	case BROKER_PAUSE: broker_rest(b, clock_monotonic_ms()); break;
	case BROKER_GO_ON: broker_go_on(b, clock_monotonic_ms()); break;
	case BROKER_END: b->is_over = true; break;
	}
}

static void hear_resolver(struct broker *b)
{
	struct resolver_wish wish = {0};
	size_t size = 0;
	int fd = -1;
	enum handover_event event = handover_receive(b->plan->resolver, &wish, sizeof(wish), &size, NULL);

	if (event == HANDOVER_NOTHING)
		return;
	if (event == HANDOVER_CLOSED) {
		epoll_ctl(b->epoll_fd, EPOLL_CTL_DEL, b->plan->resolver, NULL);
		return;
	}
	if (size == sizeof(wish) &&
	    door_connect_name_server(b->plan->door, &wish.addr, wish.port, wish.type, &fd, NULL) != ERR_OK)
		fd = -1;
	if (!handover_send(b->plan->resolver, STR("s"), fd))
		epoll_ctl(b->epoll_fd, EPOLL_CTL_DEL, b->plan->resolver, NULL); /* it asks and does not listen */
	if (fd >= 0)
		close(fd);
}

/* It can name no address and no port, has to wait for each answer, and is served only so often. */
static void hear_talker(struct broker *b, struct broker_talker *talker)
{
	char byte = 0;
	size_t size;
	enum handover_event event = handover_receive(talker->channel, &byte, sizeof(byte), &size, NULL);

	if (event == HANDOVER_NOTHING)
		return;
	if (event == HANDOVER_CLOSED || talker->wishes || talker->is_under_way || talker->made == BROKER_TALK_MAX) {
		broker_talker_leave(b, talker);
		return;
	}
	talker->wishes = true;
	talker->made++;
}

static void collect(struct broker *b, int64_t wait_ms)
{
	struct epoll_event events[EVENTS_MAX];
	int count = epoll_wait(b->epoll_fd, events, EVENTS_MAX, (int)(wait_ms > 0 ? wait_ms : 0));
	int64_t now_ms = clock_monotonic_ms();

	for (int i = 0; i < count; i++) {
		const enum broker_source *source = events[i].data.ptr;

		switch (*source) {
		case BROKER_FROM_SCHEDULER: hear_scheduler(b); break;
		case BROKER_FROM_RESOLVER: hear_resolver(b); break;
		case BROKER_FROM_TALKER: {
			struct broker_talker *talker = events[i].data.ptr;

			if (talker->channel >= 0)
				hear_talker(b, talker);
			break;
		}
		case BROKER_FROM_FLOW: {
			struct broker_flow *flow = events[i].data.ptr;

			if (flow->fd >= 0) /* one of the same batch may have ended it */
				broker_flow_ready(b, flow, now_ms);
			break;
		}
		}
	}
}

static void tell_tried(struct broker *b, struct broker_scan *scan, int64_t now_ms)
{
	const struct line *line = scan->line;
	const struct broker_word word = {
		.tell = BROKER_TRIED,
		.place = scan->place,
		.tried = (uint32_t)scan->tried,
		.rate = line->pace.is_lab ? 0 : (int)line->pace.rate,
		.canary_ms = (int)line->best_ms,
	};

	if (now_ms - scan->told_ms < TELL_MS)
		return;
	scan->told_ms = now_ms;
	/* Of no consequence, so it is left out while the scheduler has much to read. */
	(void)handover_send(b->plan->scheduler, str_of(&word, sizeof(word)), -1);
}

static void tend_scans(struct broker *b)
{
	int64_t now_ms = clock_monotonic_ms();

	for (size_t i = 0; i < BROKER_SCANS_MAX && !b->is_over; i++) {
		struct broker_scan *scan = &b->scans[i];

		if (scan->is_used && broker_scan_is_over(b, scan, now_ms))
			end_scan(b, scan);
		else if (scan->is_used)
			tell_tried(b, scan, now_ms);
	}
}

static void end(struct broker *b)
{
	const struct broker_word word = {.tell = BROKER_ENDED, .connections = b->plan->door->connections};

	for (size_t i = 0; i < BROKER_SCANS_MAX; i++)
		if (b->scans[i].is_used)
			end_scan(b, &b->scans[i]);
	say(b, &word, NULL);
}

static bool listen_to(struct broker *b, enum broker_source *source, int channel)
{
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = source};

	return channel < 0 || epoll_ctl(b->epoll_fd, EPOLL_CTL_ADD, channel, &event) == 0;
}

void broker_serve(const struct broker_plan *plan)
{
	struct broker *b = calloc(1, sizeof(*b));

	if (!b)
		abort(); /* the same rule as arena.h */
	b->plan = plan;
	b->scheduler = BROKER_FROM_SCHEDULER;
	b->resolver = BROKER_FROM_RESOLVER;
	arena_init(&b->arena);
	for (size_t i = 0; i < BROKER_FLOWS_MAX; i++)
		b->flows[i].fd = -1;
	for (size_t i = 0; i < BROKER_TALKERS_MAX; i++)
		b->talkers[i].channel = -1;
	admit_literals(plan->door, plan->authorisation);
	b->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	b->is_over = b->epoll_fd < 0 || !listen_to(b, &b->scheduler, plan->scheduler) ||
		     !listen_to(b, &b->resolver, plan->resolver);
	while (!b->is_over && stop_check(plan->door->stop) == STOP_NONE) {
		int64_t now_ms = clock_monotonic_ms();

		broker_flow_open(b, now_ms);
		collect(b, broker_flow_next_ms(b, now_ms) - clock_monotonic_ms());
		broker_flow_expire(b, clock_monotonic_ms());
		tend_scans(b);
	}
	end(b);
	arena_release(&b->arena);
	free(b);
}
