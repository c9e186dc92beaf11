/* SPDX-License-Identifier: Apache-2.0 */
#include "load.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define REPLY_MAX  ((size_t)512 * 1024)
#define SILENCE_MS 30000

struct connection {
	int fd;
	size_t index; /* of its request */
	int64_t begun_ns;
	char *reply;
	size_t size;
};

struct run {
	const struct load *load;
	struct connection connections[LOAD_CONNECTIONS_MAX];
	int epoll;
	size_t next, done;
	int64_t *took_ns; /* of each request */
};

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool complain(const char *what)
{
	fprintf(stderr, "load: %s: %s\n", what, strerror(errno));
	return false;
}

static bool connect_one(struct run *run, struct connection *c)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)run->load->port)};
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
	int on = 1;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	c->reply = malloc(REPLY_MAX + 1);
	c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (!c->reply || c->fd < 0 || connect(c->fd, (struct sockaddr *)&address, sizeof(address)))
		return complain("connect");
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
	return epoll_ctl(run->epoll, EPOLL_CTL_ADD, c->fd, &event) == 0 || complain("epoll_ctl");
}

/* Requests are small enough for the socket's buffer, so sending does not wait for the other side. */
static bool begin_next(struct run *run, struct connection *c)
{
	struct str bytes;

	if (run->next == run->load->count)
		return true;
	c->index = run->next++;
	c->size = 0;
	c->begun_ns = now_ns();
	bytes = run->load->requests[c->index];
	while (bytes.n) {
		ssize_t n = send(c->fd, bytes.p, bytes.n, MSG_NOSIGNAL);
		if (n <= 0)
			return complain("send");
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

/* The body's length by its header; 0 without one. */
static size_t body_length(const char *head)
{
	for (const char *line = strstr(head, "\r\n"); line && line[2] != '\r'; line = strstr(line + 2, "\r\n"))
		if (strncasecmp(line + 2, "Content-Length:", 15) == 0)
			return strtoul(line + 17, NULL, 10);
	return 0;
}

/* 1 when the reply is whole, 0 while it is not, -1 when it is wrong. */
static int finish_reply(struct run *run, struct connection *c)
{
	struct load_reply reply;
	char *end;
	size_t head, body;

	c->reply[c->size] = '\0';
	end = strstr(c->reply, "\r\n\r\n");
	if (!end)
		return c->size == REPLY_MAX ? -1 : 0;
	head = (size_t)(end - c->reply) + 4;
	body = body_length(c->reply);
	if (c->size < head + body)
		return head + body > REPLY_MAX ? -1 : 0;
	run->took_ns[c->index] = now_ns() - c->begun_ns;
	run->done++;
	reply = (struct load_reply){
		.status = strncmp(c->reply, "HTTP/1.1 ", 9) == 0 ? atoi(c->reply + 9) : 0,
		.head = str_of(c->reply, head),
		.body = str_of(c->reply + head, body),
	};
	if (!reply.status || c->size > head + body)
		return -1;
	if (!run->load->take || run->load->take(run->load->context, c->index, &reply))
		return 1;
	fprintf(stderr, "load: request %zu was answered with %.*s\n", c->index, (int)(c->size < 2000 ? c->size : 2000),
		c->reply);
	return -1;
}

static bool receive(struct run *run, struct connection *c)
{
	ssize_t n = recv(c->fd, c->reply + c->size, REPLY_MAX - c->size, 0);
	int whole;

	if (n <= 0)
		return complain("a connection was closed before the reply was whole");
	c->size += (size_t)n;
	whole = finish_reply(run, c);
	if (whole < 0)
		return complain("a reply is not as it should be");
	return whole == 0 || begin_next(run, c);
}

static bool serve_events(struct run *run)
{
	struct epoll_event events[LOAD_CONNECTIONS_MAX];

	while (run->done < run->load->count) {
		int count = epoll_wait(run->epoll, events, LOAD_CONNECTIONS_MAX, SILENCE_MS);
		if (count <= 0)
			return complain("no reply came for long");
		for (int i = 0; i < count; i++)
			if (!receive(run, events[i].data.ptr))
				return false;
	}
	return true;
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static void summarise(struct run *run, int64_t took_ns, struct load_result *result)
{
	size_t count = run->load->count;

	qsort(run->took_ns, count, sizeof(*run->took_ns), compare);
	result->seconds = (double)took_ns / 1e9;
	result->per_second = (double)count / result->seconds;
	result->p50_ms = (double)run->took_ns[count / 2] / 1e6;
	result->p95_ms = (double)run->took_ns[count - 1 - count / 20] / 1e6;
	result->p99_ms = (double)run->took_ns[count - 1 - count / 100] / 1e6;
	result->max_ms = (double)run->took_ns[count - 1] / 1e6;
}

bool load_run(const struct load *load, struct load_result *ret_result)
{
	struct run run = {.load = load, .epoll = epoll_create1(EPOLL_CLOEXEC)};
	int64_t begun_ns;
	bool is_good = run.epoll >= 0 && load->connections <= LOAD_CONNECTIONS_MAX && load->count > 0;

	run.took_ns = calloc(load->count, sizeof(*run.took_ns));
	for (int i = 0; i < LOAD_CONNECTIONS_MAX; i++)
		run.connections[i].fd = -1;
	for (int i = 0; is_good && i < load->connections; i++)
		is_good = connect_one(&run, &run.connections[i]);
	begun_ns = now_ns();
	for (int i = 0; is_good && i < load->connections; i++)
		is_good = begin_next(&run, &run.connections[i]);
	is_good = is_good && serve_events(&run);
	if (is_good)
		summarise(&run, now_ns() - begun_ns, ret_result);
	for (int i = 0; i < load->connections; i++) {
		free(run.connections[i].reply);
		if (run.connections[i].fd >= 0)
			close(run.connections[i].fd);
	}
	free(run.took_ns);
	close(run.epoll);
	return is_good;
}
