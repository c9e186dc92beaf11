/* SPDX-License-Identifier: Apache-2.0 */
#include "web/connection_priv.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <sys/socket.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>

#define LINGER_MS        5000
#define LINGER_MAX       (2 * HTTP_UPLOAD_MAX) /* so that who sends too large a file reads why it was refused */
#define READ_MAX         (HTTP_LINE_MAX + HTTP_HEAD_MAX + 8 + HTTP_BODY_MAX)
#define WRITE_BYTES_A_MS 16 /* 16 KiB a second at the least */
#define UPLOADS_MAX      4  /* bodies above HTTP_BODY_MAX at one time: they are held in memory */

enum phase {
	PHASE_IDLE,      /* between two requests */
	PHASE_HEAD,      /* the first bytes of a head are here */
	PHASE_BODY,      /* the head is cut, the body is not whole */
	PHASE_WORKING,   /* a worker has it */
	PHASE_WRITING,   /* the reply is going out */
	PHASE_LINGERING, /* refused: further bytes are discarded, so that the reply is not lost to a reset */
};

struct connection {
	struct connections *all;
	struct connection *previous, *next; /* the next is older */
	struct client_address from;
	struct bufferevent *io;
	struct event *deadline;
	enum phase phase;
	size_t scanned;            /* of the head, see http_head_end */
	struct exchange *exchange; /* from the head on until its reply is written */
	bool closes, lingers;
	size_t thrown_away;
};

static void close_connection(struct connection *c)
{
	struct connections *all = c->all;

	if (c->exchange && c->phase == PHASE_WORKING)
		c->exchange->connection = NULL; /* the worker still has it */
	else
		exchange_free(c->exchange);
	if (c->previous)
		c->previous->next = c->next;
	else
		all->first = c->next;
	if (c->next)
		c->next->previous = c->previous;
	else
		all->last = c->previous;
	event_free(c->deadline);
	bufferevent_free(c->io);
	free(c);
	atomic_store(&all->site->metrics.connections_open, --all->count);
	if (!all->count)
		all->on_last_closed(all->context);
}

static void enter(struct connection *c, enum phase phase, int deadline_ms)
{
	struct timeval after = {deadline_ms / 1000, deadline_ms % 1000 * 1000};
	bool reads = phase != PHASE_WORKING && phase != PHASE_WRITING;

	c->phase = phase;
	if (deadline_ms)
		event_add(c->deadline, &after);
	else
		event_del(c->deadline);
	if (reads)
		bufferevent_enable(c->io, EV_READ);
	else
		bufferevent_disable(c->io, EV_READ);
}

static void enter_writing(struct connection *c, size_t size)
{
	enter(c, PHASE_WRITING, c->all->options->write_ms + (int)(size / WRITE_BYTES_A_MS));
}

/* A large body is let in where a form with files is taken, once it is known who sends it; else the status to refuse
 * with. */
static int look_at_size(const struct connection *c)
{
	if (c->exchange->head.body_size <= HTTP_BODY_MAX)
		return 0;
	c->exchange->asks_first = exchange_takes_files(c->exchange);
	return c->exchange->asks_first ? 0 : 413;
}

static enum lang guess_lang(struct connection *c)
{
	return c->exchange && str_starts(c->exchange->head.target, "/en/") ? LANG_EN : LANG_JA;
}

/* Says why in a whole page and closes. */
static void refuse(struct connection *c, int status)
{
	const char *because = c->exchange ? c->exchange->refused_because : NULL;
	BUF_SCOPED page;

	buf_init(&page, 256u * 1024);
	exchange_render_refusal(c->all->site, status, because, guess_lang(c), &page);
	if (status != 503)
		atomic_fetch_add(&c->all->site->metrics.requests_refused, 1);
	metrics_count_reply(&c->all->site->metrics, status, 0);
	exchange_free(c->exchange);
	c->exchange = NULL;
	c->closes = c->lingers = true;
	bufferevent_write(c->io, page.bytes, page.size);
	enter_writing(c, page.size);
}

static void submit(struct connection *c)
{
	enter(c, PHASE_WORKING, 0);
	if (pool_submit(c->all->pool, POOL_AFTER, &c->exchange->item))
		return;
	atomic_fetch_add(&c->all->site->metrics.requests_shed, 1);
	refuse(c, 503);
}

static void begin_body(struct connection *c)
{
	const struct http_head *head = &c->exchange->head;

	enter(c, PHASE_BODY, c->all->options->body_ms);
	if (head->wants_continue && evbuffer_get_length(bufferevent_get_input(c->io)) < head->body_size)
		bufferevent_write(c->io, "HTTP/1.1 100 Continue\r\n\r\n", 25);
}

/* True when a head was cut and the body is next. */
static bool read_head(struct connection *c)
{
	struct evbuffer *input = bufferevent_get_input(c->io);
	size_t ready = evbuffer_get_length(input), limit = HTTP_LINE_MAX + HTTP_HEAD_MAX + 8, size = 0;
	struct exchange *exchange = NULL;
	struct str bytes = {NULL, 0};
	int refusal = 0;

	if (!ready)
		return false;
	if (c->phase == PHASE_IDLE)
		enter(c, PHASE_HEAD, c->all->options->head_ms);
	bytes.n = ready < limit ? ready : limit;
	bytes.p = (const char *)evbuffer_pullup(input, (ev_ssize_t)bytes.n);
	size = http_head_end(bytes, &c->scanned, &refusal);
	if (refusal) {
		refuse(c, refusal);
		return false;
	}
	if (!size)
		return false;
	exchange = exchange_new(c->all->site, c);
	exchange->from = c->from;
	bytes = str_of(arena_strndup(&exchange->arena, bytes.p, size), size);
	evbuffer_drain(input, size);
	c->exchange = exchange;
	c->scanned = 0;
	refusal = http_head_parse(bytes, &exchange->head);
	if (!refusal)
		refusal = look_at_size(c);
	if (refusal) {
		refuse(c, refusal);
		return false;
	}
	if (exchange->asks_first) {
		submit(c);
		return false;
	}
	begin_body(c);
	return true;
}

static void read_body(struct connection *c)
{
	struct evbuffer *input = bufferevent_get_input(c->io);
	struct exchange *exchange = c->exchange;
	size_t size = exchange->head.body_size;
	char *body = NULL;

	if (evbuffer_get_length(input) < size)
		return;
	body = arena_alloc(&exchange->arena, size + 1);
	if (size && evbuffer_remove(input, body, size) != (int)size) {
		refuse(c, 500);
		return;
	}
	exchange->body = str_of(body, size);
	bufferevent_setwatermark(c->io, EV_READ, 0, READ_MAX);
	submit(c);
}

static void advance(struct connection *c)
{
	if (c->phase == PHASE_IDLE || c->phase == PHASE_HEAD)
		if (!read_head(c))
			return;
	if (c->phase == PHASE_BODY)
		read_body(c);
}

static void on_read(struct bufferevent *io, void *context)
{
	struct connection *c = context;
	struct evbuffer *input = bufferevent_get_input(io);

	if (c->phase != PHASE_LINGERING) {
		advance(c);
		return;
	}
	c->thrown_away += evbuffer_get_length(input);
	evbuffer_drain(input, evbuffer_get_length(input));
	if (c->thrown_away > LINGER_MAX)
		close_connection(c);
}

/* The reply has left our buffer. */
static void on_written(struct bufferevent *io, void *context)
{
	struct connection *c = context;
	struct evbuffer *input = bufferevent_get_input(io);

	if (c->phase != PHASE_WRITING)
		return;
	exchange_free(c->exchange);
	c->exchange = NULL;
	if (c->lingers) {
		shutdown(bufferevent_getfd(io), SHUT_WR);
		evbuffer_drain(input, evbuffer_get_length(input));
		enter(c, PHASE_LINGERING, LINGER_MS);
	} else if (c->closes || (atomic_load(&c->all->site->stopping) && !evbuffer_get_length(input))) {
		close_connection(c);
	} else {
		enter(c, PHASE_IDLE, c->all->options->idle_ms);
		advance(c);
	}
}

static void on_event(struct bufferevent *io, short what, void *context)
{
	struct connection *c = context;
	bool is_cut_off = (c->phase == PHASE_HEAD || c->phase == PHASE_BODY) && (what & BEV_EVENT_EOF);

	/* Half a request and then the end: the client may still listen. */
	if (is_cut_off && !(what & BEV_EVENT_ERROR))
		refuse(c, 400);
	else
		close_connection(c);
}

static void on_deadline(evutil_socket_t fd, short what, void *context)
{
	struct connection *c = context;

	if (c->phase != PHASE_IDLE && c->phase != PHASE_LINGERING)
		atomic_fetch_add(&c->all->site->metrics.deadlines_missed, 1);
	if (c->phase == PHASE_HEAD || c->phase == PHASE_BODY)
		refuse(c, 408);
	else
		close_connection(c);
}

/* One connection too many: the short refusal fits any socket buffer, so no state is kept. */
static void turn_away(struct connections *all, evutil_socket_t fd)
{
	static const char words[] = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\n"
				    "Cache-Control: no-store\r\nConnection: close\r\n\r\n";

	atomic_fetch_add(&all->site->metrics.connections_refused, 1);
	if (send(fd, words, sizeof(words) - 1, MSG_NOSIGNAL | MSG_DONTWAIT) > 0)
		shutdown(fd, SHUT_WR);
	evutil_closesocket(fd);
}

/* Between two requests, or before the first, with nothing on its way to us. */
static bool is_idle(const struct connection *c)
{
	char byte;

	return c->phase == PHASE_IDLE && recv(bufferevent_getfd(c->io), &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0;
}

static bool is_of(const struct connection *c, const struct client_address *from)
{
	return !from || client_address_eq(&c->from, from);
}

/* The oldest idle connection gives way; of one address, or of all (NULL). False when none can. */
static bool make_room(struct connections *all, const struct client_address *from)
{
	struct connection *c = all->last;

	while (c && !(is_of(c, from) && is_idle(c)))
		c = c->previous;
	if (c)
		close_connection(c);
	return c != NULL;
}

/* A front looks after its clients itself; this machine is one when HTTPS ends there. */
static bool is_front(const struct site *site, const struct client_address *from)
{
	return front_is_trusted(&site->fronts, from) && (site->tls_front || !client_address_is_loopback(from));
}

static bool has_many(const struct connections *all, const struct client_address *from)
{
	size_t count = 0;

	if (is_front(all->site, from))
		return false;
	for (const struct connection *c = all->first; c; c = c->next)
		count += is_of(c, from);
	return count >= all->options->connections_of_one;
}

static bool may_open(struct connections *all, const struct client_address *from)
{
	if (atomic_load(&all->site->stopping))
		return false;
	if (has_many(all, from))
		return make_room(all, from);
	return all->count < all->options->connections_max || make_room(all, NULL);
}

void connection_open(struct connections *all, evutil_socket_t fd, const struct client_address *from)
{
	struct connection *c = NULL;
	int on = 1;

	if (!may_open(all, from)) {
		turn_away(all, fd);
		return;
	}
	c = calloc(1, sizeof(*c));
	if (!c)
		abort();
	c->all = all;
	c->from = *from;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	c->io = bufferevent_socket_new(all->base, fd, BEV_OPT_CLOSE_ON_FREE);
	c->deadline = event_new(all->base, -1, 0, on_deadline, c);
	if (!c->io || !c->deadline)
		abort();
	bufferevent_setcb(c->io, on_read, on_written, on_event, c);
	bufferevent_setwatermark(c->io, EV_READ, 0, READ_MAX);
	c->next = all->first;
	if (c->next)
		c->next->previous = c;
	else
		all->last = c;
	all->first = c;
	atomic_store(&all->site->metrics.connections_open, ++all->count);
	atomic_fetch_add(&all->site->metrics.connections_total, 1);
	enter(c, PHASE_IDLE, all->options->first_ms);
}

static void free_bytes(const void *bytes, size_t size, void *context)
{
	free(context);
}

/* The output takes over the bytes, so that a page is not copied again. */
static void give_body(struct evbuffer *output, struct buf *body)
{
	if (!body->size)
		return;
	if (evbuffer_add_reference(output, body->bytes, body->size, free_bytes, body->bytes) != 0)
		abort();
	buf_init(body, 0);
}

/* It is known who sends a large body: one of the places for them is taken now, so that nobody else can hold it. */
static void let_in(struct connection *c)
{
	struct exchange *exchange = c->exchange;
	int refusal = exchange->refusal;

	exchange->asks_first = false;
	if (!refusal && c->all->site->uploads >= UPLOADS_MAX)
		refusal = 503;
	if (refusal) {
		refuse(c, refusal);
		return;
	}
	exchange->is_upload = true;
	c->all->site->uploads++;
	bufferevent_setwatermark(c->io, EV_READ, 0, READ_MAX + exchange->head.body_size);
	begin_body(c);
	advance(c);
}

void connection_reply(struct exchange *exchange)
{
	struct connection *c = exchange->connection;
	struct evbuffer *output = NULL;
	size_t size = exchange->reply_head.size + exchange->reply_body.size;

	if (!c) {
		exchange_free(exchange);
		return;
	}
	if (exchange->asks_first) {
		let_in(c);
		return;
	}
	output = bufferevent_get_output(c->io);
	c->closes |= exchange->closes;
	enter_writing(c, size);
	evbuffer_add(output, exchange->reply_head.bytes, exchange->reply_head.size);
	give_body(output, &exchange->reply_body);
}

void connection_drain_all(struct connections *all)
{
	struct connection *next = NULL;

	for (struct connection *c = all->first; c; c = next) {
		next = c->next;
		if (c->phase == PHASE_IDLE)
			close_connection(c);
	}
}

void connection_close_all(struct connections *all)
{
	struct connection *next = NULL;

	for (struct connection *c = all->first; c; c = next) {
		next = c->next;
		close_connection(c);
	}
}
