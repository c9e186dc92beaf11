/* SPDX-License-Identifier: Apache-2.0 */
#include "web/server.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <event2/listener.h>
#include <event2/util.h>

#include "base/log.h"
#include "web/connection_priv.h"

#define ADDRESSES_MAX   8
#define BACKLOG         512
#define ACCEPT_PAUSE_MS 500 /* when the system has no more descriptors */

struct server {
	struct server_options options;
	struct site site;
	struct event_base *base;
	struct evconnlistener *listeners[ADDRESSES_MAX];
	struct pool *pool, *apart;
	struct connections connections;
	pthread_mutex_t done_lock;
	struct exchange *done; /* answered exchanges, newest first; the loop takes them back */
	int done_fd, stop_fd;  /* eventfds: a worker has answered; server_stop was called */
	struct event *done_event, *stop_event, *grace_event, *accept_event;
};

static void ring(int fd)
{
	uint64_t one = 1;

	/* The write can only fail when the counter is full, and then the bell rings already. */
	if (write(fd, &one, sizeof(one)) < 0)
		return;
}

static void unring(int fd)
{
	uint64_t count = 0;

	if (read(fd, &count, sizeof(count)) < 0)
		return;
}

static void give_back(struct server *server, struct exchange *exchange)
{
	bool was_empty = false;

	pthread_mutex_lock(&server->done_lock);
	was_empty = !server->done;
	exchange->item.next = (struct pool_item *)server->done;
	server->done = exchange;
	pthread_mutex_unlock(&server->done_lock);
	if (was_empty)
		ring(server->done_fd);
}

/* In a worker. */
static void work(struct pool_item *item, void *context)
{
	struct server *server = context;
	struct exchange *exchange = (struct exchange *)item;
	enum pool_lane lane;

	if (exchange->asks_first) {
		exchange_admit(exchange);
	} else if (!exchange_answer(exchange, &lane)) {
		if (pool_submit(server->apart, lane, item))
			return;
		atomic_fetch_add(&server->site.metrics.requests_shed, 1);
		exchange_turn_away(exchange);
	}
	give_back(server, exchange);
}

/* In a thread of those that hold up no page. */
static void work_apart(struct pool_item *item, void *context)
{
	exchange_answer_apart((struct exchange *)item);
	give_back(context, (struct exchange *)item);
}

static struct exchange *take_done(struct server *server)
{
	struct exchange *done = NULL;

	pthread_mutex_lock(&server->done_lock);
	done = server->done;
	server->done = NULL;
	pthread_mutex_unlock(&server->done_lock);
	return done;
}

static void on_done(evutil_socket_t fd, short what, void *context)
{
	struct server *server = context;
	struct exchange *next = NULL;

	unring(server->done_fd);
	for (struct exchange *exchange = take_done(server); exchange; exchange = next) {
		next = (struct exchange *)exchange->item.next;
		connection_reply(exchange);
	}
}

static void on_accept(struct evconnlistener *listener, evutil_socket_t fd, struct sockaddr *from, int from_size,
		      void *context)
{
	struct server *server = context;

	struct client_address address = client_address_of(from);

	connection_open(&server->connections, fd, &address);
}

static void set_listening(struct server *server, bool listens)
{
	for (size_t i = 0; i < server->options.address_count; i++) {
		if (!server->listeners[i])
			continue;
		if (listens)
			evconnlistener_enable(server->listeners[i]);
		else
			evconnlistener_disable(server->listeners[i]);
	}
}

/* Out of descriptors: trying again at once would only burn the processor. */
static void on_accept_error(struct evconnlistener *listener, void *context)
{
	struct server *server = context;
	struct timeval pause = {0, ACCEPT_PAUSE_MS * 1000};

	log_error("cannot accept connections: %s", strerror(errno));
	set_listening(server, false);
	event_add(server->accept_event, &pause);
}

static void on_accept_again(evutil_socket_t fd, short what, void *context)
{
	set_listening(context, true);
}

static void stop_listening(struct server *server)
{
	for (size_t i = 0; i < ADDRESSES_MAX; i++) {
		if (server->listeners[i])
			evconnlistener_free(server->listeners[i]);
		server->listeners[i] = NULL;
	}
}

static void on_stop(evutil_socket_t fd, short what, void *context)
{
	struct server *server = context;
	struct timeval grace = {server->options.grace_ms / 1000, server->options.grace_ms % 1000 * 1000};

	unring(server->stop_fd);
	atomic_store(&server->site.stopping, true);
	stop_listening(server);
	connection_drain_all(&server->connections);
	if (server->connections.count)
		event_add(server->grace_event, &grace);
	else
		event_base_loopexit(server->base, NULL);
}

static void on_grace_over(evutil_socket_t fd, short what, void *context)
{
	struct server *server = context;

	log_warning("stopped with %zu connections still open", server->connections.count);
	event_base_loopbreak(server->base);
}

static void on_last_closed(void *context)
{
	struct server *server = context;

	/* Not event_base_loopbreak: the loop's next turn must still close the sockets. */
	if (atomic_load(&server->site.stopping))
		event_base_loopexit(server->base, NULL);
}

static void set_default(size_t *number, size_t otherwise)
{
	if (!*number)
		*number = otherwise;
}

static void set_default_ms(int *ms, int otherwise)
{
	if (*ms <= 0)
		*ms = otherwise;
}

static void fill_defaults(struct server_options *options)
{
	set_default(&options->worker_threads, 64);
	set_default(&options->queue_max, 1024);
	set_default(&options->apart_threads, 2);
	set_default(&options->apart_queue_max, 16);
	set_default(&options->connections_max, 1000);
	set_default(&options->connections_of_one, (options->connections_max + 1) / 2);
	set_default_ms(&options->first_ms, 5000);
	set_default_ms(&options->head_ms, 10000);
	set_default_ms(&options->body_ms, 30000);
	set_default_ms(&options->idle_ms, 30000);
	set_default_ms(&options->write_ms, 30000);
	set_default_ms(&options->grace_ms, 10000);
}

/* "127.0.0.1:8080" or "[::1]:8080": numbers only, so that no name has to be looked up. */
static bool parse_address(const char *text, struct addrinfo **ret_address)
{
	const struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
	struct str rest = str_from(text), host = {NULL, 0};
	char name[64], port[8];
	uint64_t number = 0;

	if (str_starts(rest, "[")) {
		rest = str_skip(rest, 1);
		host = str_cut(&rest, ']');
		if (!str_starts(rest, ":"))
			return false;
		rest = str_skip(rest, 1);
	} else {
		host = str_cut(&rest, ':');
	}
	if (!host.n || host.n >= sizeof(name) || !str_to_u64(rest, &number) || number > UINT16_MAX ||
	    rest.n >= sizeof(port))
		return false;
	snprintf(name, sizeof(name), "%.*s", (int)host.n, host.p);
	snprintf(port, sizeof(port), "%.*s", (int)rest.n, rest.p);
	return getaddrinfo(name, port, &hints, ret_address) == 0;
}

static enum err listen_at(struct server *server, size_t index, struct fault *why)
{
	const char *text = server->options.addresses[index];
	unsigned flags = LEV_OPT_CLOSE_ON_FREE | LEV_OPT_REUSEABLE | LEV_OPT_CLOSE_ON_EXEC | LEV_OPT_BIND_IPV6ONLY;
	struct addrinfo *address = NULL;

	if (!parse_address(text, &address))
		return fault_set(why, ERR_INVALID, "\"%s\" is no address such as 127.0.0.1:8080 or [::1]:8080", text);
	if (address->ai_family != AF_INET6)
		flags &= ~(unsigned)LEV_OPT_BIND_IPV6ONLY;
	server->listeners[index] = evconnlistener_new_bind(server->base, on_accept, server, flags, BACKLOG,
							   address->ai_addr, (int)address->ai_addrlen);
	freeaddrinfo(address);
	if (!server->listeners[index])
		return fault_set(why, ERR_IO, "cannot listen at %s: %s", text, strerror(errno));
	evconnlistener_set_error_cb(server->listeners[index], on_accept_error);
	return ERR_OK;
}

/* The loop and its bells. */
static enum err make_loop(struct server *server, struct fault *why)
{
	struct event_config *config = event_config_new();

	/* Only the loop's thread uses libevent; other threads write to plain eventfds. */
	if (config)
		event_config_set_flag(config, EVENT_BASE_FLAG_NOLOCK);
	server->base = config ? event_base_new_with_config(config) : NULL;
	if (config)
		event_config_free(config);
	server->done_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	server->stop_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (!server->base || server->done_fd < 0 || server->stop_fd < 0)
		return fault_set(why, ERR_IO, "cannot make an event loop: %s", strerror(errno));
	server->done_event = event_new(server->base, server->done_fd, EV_READ | EV_PERSIST, on_done, server);
	server->stop_event = event_new(server->base, server->stop_fd, EV_READ | EV_PERSIST, on_stop, server);
	server->grace_event = event_new(server->base, -1, 0, on_grace_over, server);
	server->accept_event = event_new(server->base, -1, 0, on_accept_again, server);
	if (!server->done_event || !server->stop_event || !server->grace_event || !server->accept_event ||
	    event_add(server->done_event, NULL) != 0 || event_add(server->stop_event, NULL) != 0)
		return fault_set(why, ERR_IO, "cannot make the events of the loop");
	return ERR_OK;
}

static enum err start(struct server *server, struct fault *why)
{
	struct server_options *options = &server->options;
	enum err code = site_init(&server->site, options, why);

	if (code != ERR_OK)
		return code;
	if (!options->address_count || options->address_count > ADDRESSES_MAX)
		return fault_set(why, ERR_INVALID, "a server listens at 1 to %d addresses", ADDRESSES_MAX);
	code = make_loop(server, why);
	for (size_t i = 0; code == ERR_OK && i < options->address_count; i++)
		code = listen_at(server, i, why);
	if (code != ERR_OK)
		return code;
	code = pool_new(options->apart_threads, options->apart_queue_max, work_apart, server, &server->apart, why);
	if (code != ERR_OK)
		return code;
	return pool_new(options->worker_threads, options->queue_max, work, server, &server->pool, why);
}

enum err server_new(const struct server_options *options, struct server **ret_server, struct fault *why)
{
	struct server *server = calloc(1, sizeof(*server));
	enum err code = ERR_OK;

	if (!server)
		return fault_set(why, ERR_IO, "no memory for a server");
	server->options = *options;
	server->done_fd = server->stop_fd = -1;
	pthread_mutex_init(&server->done_lock, NULL);
	fill_defaults(&server->options);
	code = start(server, why);
	if (code != ERR_OK) {
		server_free(server);
		return code;
	}
	server->connections = (struct connections){.base = server->base,
						   .site = &server->site,
						   .pool = server->pool,
						   .options = &server->options,
						   .on_last_closed = on_last_closed,
						   .context = server};
	*ret_server = server;
	return ERR_OK;
}

enum err server_run(struct server *server, struct fault *why)
{
	sigset_t pipe_signal;

	/* A client that disconnects while we write must not end the process. */
	sigemptyset(&pipe_signal);
	sigaddset(&pipe_signal, SIGPIPE);
	pthread_sigmask(SIG_BLOCK, &pipe_signal, NULL);
	if (event_base_dispatch(server->base) < 0)
		return fault_set(why, ERR_IO, "the event loop failed");
	return ERR_OK;
}

void server_stop(struct server *server)
{
	ring(server->stop_fd);
}

int server_port(const struct server *server, size_t index)
{
	struct sockaddr_storage address = {.ss_family = AF_UNSPEC};
	socklen_t size = sizeof(address);

	if (index >= server->options.address_count || !server->listeners[index])
		return 0;
	if (getsockname(evconnlistener_get_fd(server->listeners[index]), (struct sockaddr *)&address, &size) != 0)
		return 0;
	if (address.ss_family == AF_INET6)
		return ntohs(((struct sockaddr_in6 *)&address)->sin6_port);
	return ntohs(((struct sockaddr_in *)&address)->sin_port);
}

static void free_event(struct event *event)
{
	if (event)
		event_free(event);
}

void server_free(struct server *server)
{
	struct exchange *next = NULL;

	if (!server)
		return;
	stop_listening(server);
	if (server->pool)
		connection_close_all(&server->connections);
	pool_free(server->pool); /* its last works may go on apart */
	pool_free(server->apart);
	for (struct exchange *exchange = take_done(server); exchange; exchange = next) {
		next = (struct exchange *)exchange->item.next;
		exchange_free(exchange);
	}
	free_event(server->done_event);
	free_event(server->stop_event);
	free_event(server->grace_event);
	free_event(server->accept_event);
	if (server->base)
		event_base_free(server->base);
	if (server->done_fd >= 0)
		close(server->done_fd);
	if (server->stop_fd >= 0)
		close(server->stop_fd);
	site_release(&server->site);
	pthread_mutex_destroy(&server->done_lock);
	free(server);
}

void server_metrics(const struct request *request, struct buf *out)
{
	metrics_render(&request->site->metrics, out);
}
