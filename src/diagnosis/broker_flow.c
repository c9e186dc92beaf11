/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "diagnosis/broker_priv.h"
#include "diagnosis/port_hint.h"
#include "net/handover.h"
#include "net/talk.h"

#define BUSY_MS          30000 /* that long this machine may be out of sockets; a full table of our own only waits */
#define WITNESS_FAILURES 2
#define BATCH            256 /* flows that one scan opens before others get their turn */

/* Talkers and canaries find room whatever the scans do. */
#define SCAN_FLOWS_MAX (BROKER_FLOWS_MAX - BROKER_TALKERS_MAX - BROKER_SCANS_MAX)

/* How many lines the scans share the table with. */
static size_t count_scanned_lines(const struct broker *b)
{
	size_t count = 0;

	for (size_t i = 0; i < BROKER_SCANS_MAX; i++) {
		size_t k = 0;

		while (b->scans[i].is_used && b->scans[k].line != b->scans[i].line)
			k++;
		count += b->scans[i].is_used && k == i;
	}
	return count;
}

static bool has_room(const struct broker *b, const struct line *line)
{
	return b->flow_count < SCAN_FLOWS_MAX && (size_t)line->pace.in_flight < b->line_flows_max;
}

static struct broker_flow *free_flow(struct broker *b)
{
	for (size_t i = 0; i < BROKER_FLOWS_MAX && b->flow_count < BROKER_FLOWS_MAX; i++) {
		struct broker_flow *flow = &b->flows[(b->free_hint + i) % BROKER_FLOWS_MAX];

		if (flow->fd < 0) {
			b->free_hint = (size_t)(flow - b->flows) + 1;
			return flow;
		}
	}
	return NULL;
}

/* Out of the table; the socket stays open. A talker that has a copy of it would keep it in the epoll set, so closing
 * it would not be enough. */
static struct broker_flow take_out(struct broker *b, struct broker_flow *flow)
{
	const struct broker_flow over = *flow;

	epoll_ctl(b->epoll_fd, EPOLL_CTL_DEL, flow->fd, NULL);
	flow->fd = -1;
	b->flow_count--;
	return over;
}

static void drop_flows(struct broker *b, const struct broker_talker *talker)
{
	for (size_t i = 0; i < BROKER_FLOWS_MAX; i++) {
		struct broker_flow *flow = &b->flows[i];

		if (flow->fd < 0 || flow->talker != talker)
			continue;
		line_not_sent(flow->line);
		close(take_out(b, flow).fd);
	}
}

void broker_talker_leave(struct broker *b, struct broker_talker *talker)
{
	drop_flows(b, talker);
	close(talker->channel);
	talker->channel = -1;
}

void broker_talker_tell(struct broker *b, struct broker_talker *talker, enum err err, int error, int fd)
{
	const struct talk_connection connection = {err, error};

	if (!handover_send(talker->channel, str_of(&connection, sizeof(connection)), fd))
		broker_talker_leave(b, talker);
}

static void settle_port(const struct broker_flow *flow, enum port_state state, uint16_t port, int64_t now_ms)
{
	struct broker_scan *scan = flow->scan;

	scan->in_flight--;
	if (flow->is_witness) {
		scan->is_vouched_for = state != PORT_STATE_SILENT;
		scan->witness_failures += state == PORT_STATE_SILENT;
	} else {
		scan->tried += scan->phase == SCAN_FIRST_PASS;
		scan->states[flow->index] = (uint8_t)state;
	}
	if (state != PORT_STATE_SILENT && !scan->has_witness) {
		scan->has_witness = true;
		scan->witness = flow->index;
	}
	if (state == PORT_STATE_SILENT)
		line_silent(flow->line);
	else
		line_answered(flow->line);
	if (state == PORT_STATE_OPEN && port_hint_of(port) != PORT_HINT_CONNECT_ONLY)
		line_seen_open(flow->line, &scan->addr, port, now_ms);
}

static void settle_wish(struct broker *b, const struct broker_flow *flow, int error)
{
	if (error == ETIMEDOUT)
		line_silent(flow->line);
	else
		line_answered(flow->line);
	flow->talker->is_under_way = false;
	broker_talker_tell(b, flow->talker,
			   error == 0           ? ERR_OK
			   : error == ETIMEDOUT ? ERR_TIMEOUT
						: ERR_IO,
			   error, error ? -1 : flow->fd);
}

/* error 0: connected; ETIMEDOUT: silent; else the errno of the attempt. An ICMP "unreachable" does not come from the
 * port, and a filter may send it: it counts as silence. */
static void settle(struct broker *b, const struct broker_flow *flow, int error, int64_t now_ms)
{
	if (flow->scan)
		settle_port(flow,
			    error == 0              ? PORT_STATE_OPEN
			    : error == ECONNREFUSED ? PORT_STATE_CLOSED
						    : PORT_STATE_SILENT,
			    b->plan->authorisation->ports[flow->index], now_ms);
	else if (flow->talker)
		settle_wish(b, flow, error);
	else if (error == ECONNREFUSED)
		line_canary_was_refused(flow->line, now_ms);
	else
		line_canary_came_back(flow->line, error == 0 ? now_ms - flow->opened_ms : -1, now_ms);
}

/* It leaves the table before anybody hears of it: when a talker that hears has gone, all that is under way for it ends
 * at once. */
static void finish(struct broker *b, struct broker_flow *flow, int error, int64_t now_ms)
{
	const struct broker_flow over = take_out(b, flow);

	settle(b, &over, error, now_ms);
	close(over.fd);
}

/* The flow says for whom. It is under way, or settled already, when this returns ERR_OK. */
static enum err open_one(struct broker *b, const struct broker_flow *wanted, const struct addr *addr, uint16_t port,
			 int64_t wait_ms, struct fault *why)
{
	struct broker_flow *flow = free_flow(b);
	struct epoll_event event = {.events = EPOLLOUT, .data.ptr = flow};
	int64_t now_ms = clock_monotonic_ms();
	enum err err;
	int fd, error;

	if (!flow)
		return fault_set(why, ERR_BUSY, "too many connections are under way");
	err = door_connect(b->plan->door, addr, port, &fd, &error, why);
	if (err)
		return err;
	if (error == EINPROGRESS && epoll_ctl(b->epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0) {
		close(fd);
		return fault_set(why, ERR_IO, "epoll_ctl: %s", strerror(errno));
	}
	*flow = *wanted;
	flow->source = BROKER_FROM_FLOW;
	flow->fd = fd;
	flow->opened_ms = now_ms;
	flow->deadline_ms = now_ms + wait_ms;
	b->flow_count++;
	if (error != EINPROGRESS)
		finish(b, flow, error, now_ms);
	return ERR_OK;
}

/* The next port to try; false: none in this pass. */
static bool has_port(const struct broker *b, struct broker_scan *scan)
{
	size_t count = b->plan->authorisation->port_count;

	while (scan->phase == SCAN_SECOND_PASS && scan->next < count && scan->states[scan->next] != PORT_STATE_SILENT)
		scan->next++;
	return scan->phase <= SCAN_SECOND_PASS && scan->next < count;
}

/* How many ports stayed silent. Without a witness that still answers nothing is known of them. */
static size_t count_silent(const struct broker *b, struct broker_scan *scan, bool do_forget)
{
	size_t silent = 0;

	for (size_t i = 0; i < b->plan->authorisation->port_count; i++) {
		if (scan->states[i] != PORT_STATE_SILENT)
			continue;
		silent++;
		if (do_forget)
			scan->states[i] = PORT_STATE_NOT_TRIED;
	}
	return silent;
}

/* From a phase that is through, and has nothing under way, to the next one. */
static void advance(const struct broker *b, struct broker_scan *scan)
{
	if (scan->in_flight || has_port(b, scan))
		return;
	if (scan->phase == SCAN_FIRST_PASS) {
		scan->phase = SCAN_SECOND_PASS;
		scan->next = 0;
	} else if (scan->phase == SCAN_SECOND_PASS) {
		scan->phase = scan->has_witness && count_silent(b, scan, false) ? SCAN_WITNESS : SCAN_OVER;
	} else if (scan->is_vouched_for) {
		scan->phase = SCAN_OVER;
	} else if (scan->witness_failures == WITNESS_FAILURES) {
		scan->phase = SCAN_OVER;
		scan->err = fault_set(&scan->why, ERR_TIMEOUT,
				      "a port that answered before answers no more: we seem to be shut out, so nothing "
				      "is known of %zu silent ports",
				      count_silent(b, scan, true));
	}
}

/* False when no more can be opened for now. */
static bool open_port(struct broker *b, struct broker_scan *scan, size_t index, int64_t now_ms)
{
	const struct broker_flow wanted = {
		.line = scan->line, .scan = scan, .index = index, .is_witness = scan->phase == SCAN_WITNESS};
	enum err err;

	if (!has_room(b, scan->line) || !line_may_open(scan->line, now_ms))
		return false;
	scan->in_flight++;
	err = open_one(b, &wanted, &scan->addr, b->plan->authorisation->ports[index], BROKER_TRY_MS, &scan->why);
	if (!err) {
		scan->busy_ms = 0;
		return true;
	}
	scan->in_flight--;
	line_not_sent(scan->line);
	if (!scan->busy_ms)
		scan->busy_ms = now_ms;
	if (err != ERR_BUSY || now_ms - scan->busy_ms >= BUSY_MS)
		scan->err = err;
	return false;
}

static void open_ports(struct broker *b, struct broker_scan *scan, int64_t now_ms)
{
	if (scan->err || now_ms >= scan->deadline_ms)
		return;
	advance(b, scan);
	if (scan->phase == SCAN_WITNESS && !scan->in_flight && !scan->is_vouched_for)
		(void)open_port(b, scan, scan->witness, now_ms);
	for (int i = 0; i < BATCH && has_port(b, scan) && open_port(b, scan, scan->next, now_ms); i++)
		scan->next++;
}

/* There is nothing to wait for: the talker sends, and hears. */
static void open_datagram(struct broker *b, struct broker_talker *talker)
{
	struct fault why = {0};
	int fd = -1;
	enum err err = door_connect_datagram(b->plan->door, &talker->addr, talker->port, &fd, &why);

	line_not_sent(talker->line);
	broker_talker_tell(b, talker, err, 0, fd);
	if (fd >= 0)
		close(fd);
}

static void open_wish(struct broker *b, struct broker_talker *talker, int64_t now_ms)
{
	const struct broker_flow wanted = {.line = talker->line, .talker = talker};
	struct fault why = {0};
	enum err err;

	if (line_is_lost(talker->line)) {
		talker->wishes = false;
		broker_talker_tell(b, talker, ERR_DENIED, ECANCELED, -1); /* the scan says why */
		return;
	}
	if (b->flow_count == BROKER_FLOWS_MAX || !line_may_open(talker->line, now_ms))
		return;
	talker->wishes = false;
	if (talker->is_udp) {
		open_datagram(b, talker);
		return;
	}
	talker->is_under_way = true;
	err = open_one(b, &wanted, &talker->addr, talker->port, BROKER_CONNECT_MS, &why);
	if (!err)
		return;
	line_not_sent(talker->line);
	talker->is_under_way = false;
	broker_talker_tell(b, talker, err, 0, -1);
}

static bool is_scanned(const struct broker *b, const struct line *line)
{
	for (size_t i = 0; i < BROKER_SCANS_MAX; i++)
		if (b->scans[i].is_used && b->scans[i].line == line)
			return true;
	return false;
}

static bool is_talked_to(const struct broker *b, const struct line_port *service)
{
	for (size_t i = 0; i < BROKER_TALKERS_MAX; i++)
		if (b->talkers[i].channel >= 0 && !b->talkers[i].is_udp && b->talkers[i].port == service->port &&
		    addr_eq(&b->talkers[i].addr, &service->addr))
			return true;
	return false;
}

/* It waits while a talker is with that service, which gets one conversation at a time. */
static void try_canary(struct broker *b, struct line *line, int64_t now_ms)
{
	const struct broker_flow wanted = {.line = line};

	if (is_scanned(b, line) && !is_talked_to(b, &line->known[0]) && line_wants_canary(line, now_ms) &&
	    open_one(b, &wanted, &line->known[0].addr, line->known[0].port, BROKER_TRY_MS, NULL))
		line_canary_was_not_sent(line, now_ms);
}

void broker_flow_open(struct broker *b, int64_t now_ms)
{
	size_t lines = count_scanned_lines(b);

	b->line_flows_max = lines ? SCAN_FLOWS_MAX / lines : 0;
	for (size_t i = 0; i < BROKER_TALKERS_MAX; i++)
		if (b->talkers[i].channel >= 0 && b->talkers[i].wishes)
			open_wish(b, &b->talkers[i], now_ms);
	if (b->is_paused)
		return;
	for (struct line *line = b->lines; line; line = line->next)
		try_canary(b, line, now_ms);
	for (size_t i = 0; i < BROKER_SCANS_MAX; i++) {
		struct broker_scan *scan = &b->scans[(b->first_scan + i) % BROKER_SCANS_MAX];

		if (scan->is_used && !line_is_lost(scan->line))
			open_ports(b, scan, now_ms);
	}
	b->first_scan++;
}

void broker_flow_ready(struct broker *b, struct broker_flow *flow, int64_t now_ms)
{
	finish(b, flow, door_connect_error(flow->fd), now_ms);
}

/* On a machine that has much to do an answer may lie there since long before the deadline. */
static bool has_answered(const struct broker_flow *flow)
{
	struct pollfd one = {.fd = flow->fd, .events = POLLOUT};

	return poll(&one, 1, 0) == 1;
}

void broker_flow_expire(struct broker *b, int64_t now_ms)
{
	for (size_t i = 0; i < BROKER_FLOWS_MAX && b->flow_count; i++) {
		struct broker_flow *flow = &b->flows[i];

		if (flow->fd >= 0 && now_ms >= flow->deadline_ms)
			finish(b, flow, has_answered(flow) ? door_connect_error(flow->fd) : ETIMEDOUT, now_ms);
	}
}

static bool is_waiting_for_pace(const struct broker *b, const struct broker_scan *scan)
{
	return scan->is_used && !scan->err &&
	       (scan->phase == SCAN_WITNESS || scan->next < b->plan->authorisation->port_count) &&
	       line_has_room(scan->line) && has_room(b, scan->line);
}

int64_t broker_flow_next_ms(const struct broker *b, int64_t now_ms)
{
	int64_t next_ms = now_ms + STOP_SLICE_MS;

	for (size_t i = 0; i < BROKER_SCANS_MAX && !b->is_paused; i++)
		if (is_waiting_for_pace(b, &b->scans[i]) && line_next_ms(b->scans[i].line, now_ms) < next_ms)
			next_ms = line_next_ms(b->scans[i].line, now_ms);
	for (size_t i = 0; i < BROKER_TALKERS_MAX; i++)
		if (b->talkers[i].channel >= 0 && b->talkers[i].wishes &&
		    line_next_ms(b->talkers[i].line, now_ms) < next_ms)
			next_ms = line_next_ms(b->talkers[i].line, now_ms);
	for (size_t i = 0; i < BROKER_FLOWS_MAX && b->flow_count; i++)
		if (b->flows[i].fd >= 0 && b->flows[i].deadline_ms < next_ms)
			next_ms = b->flows[i].deadline_ms;
	return next_ms;
}

bool broker_scan_is_over(const struct broker *b, const struct broker_scan *scan, int64_t now_ms)
{
	return !scan->in_flight && (scan->err || scan->phase == SCAN_OVER || line_is_lost(scan->line) ||
				    (!b->is_paused && now_ms >= scan->deadline_ms));
}

static enum err why_early(const struct broker *b, const struct broker_scan *scan, int64_t now_ms, struct fault *why)
{
	if (scan->err) {
		*why = scan->why;
		return scan->err;
	}
	if (line_is_lost(scan->line))
		return fault_set(why, ERR_TIMEOUT,
				 "a port that was open answers no more: the line seems to suffer, so the rest was left "
				 "out");
	if (!b->is_paused && now_ms >= scan->deadline_ms)
		return fault_set(why, ERR_TIMEOUT, "%d hours were not enough, so the rest was left out",
				 (int)(BROKER_SCAN_MS / (60 * 60 * 1000)));
	return fault_set(why, ERR_DENIED, "told to stop");
}

void broker_scan_conclude(const struct broker *b, struct broker_scan *scan, int64_t now_ms)
{
	struct fault why = {0};
	size_t silent;

	if (scan->phase == SCAN_OVER)
		return;
	scan->err = why_early(b, scan, now_ms, &why);
	silent = count_silent(b, scan, true);
	scan->why = why;
	if (silent)
		(void)fault_set(&scan->why, scan->err, "%s; nothing is known of %zu silent ports", why.text, silent);
}
