/* SPDX-License-Identifier: Apache-2.0 */
#include "peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"

#define SLICE_MS 20

static int listener(const char *address, uint16_t *port)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(*port)};
	socklen_t size = sizeof(at);
	const int yes = 1;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_int_equal(inet_pton(AF_INET, address, &at.sin_addr), 1);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(fd, (struct sockaddr *)&at, sizeof(at)) != 0 || listen(fd, 64) != 0) {
		close(fd);
		return -1;
	}
	assert_int_equal(getsockname(fd, (struct sockaddr *)&at, &size), 0);
	*port = ntohs(at.sin_port);
	return fd;
}

/* What came while the test ended counts too: a test that asserts "no connection" must not win by haste. */
static void count_waiting(struct peer *peer)
{
	for (size_t i = 0; i < peer->count; i++) {
		struct pollfd one = {.fd = peer->fds[i], .events = POLLIN};

		while (poll(&one, 1, 0) == 1) {
			close(accept4(peer->fds[i], NULL, NULL, SOCK_CLOEXEC));
			peer->connections++;
		}
	}
}

static void *serve_all(void *context)
{
	struct peer *peer = context;

	while (!peer->is_over) {
		struct pollfd polls[PEER_PORTS_MAX];

		for (size_t i = 0; i < peer->count; i++)
			polls[i] = (struct pollfd){.fd = peer->fds[i], .events = POLLIN};
		(void)poll(polls, peer->count, SLICE_MS);
		for (size_t i = 0; i < peer->count; i++) {
			int fd = polls[i].revents ? accept4(peer->fds[i], NULL, NULL, SOCK_CLOEXEC) : -1;

			if (fd < 0)
				continue;
			peer->connections++;
			peer->serve(peer, fd);
			close(fd);
		}
	}
	count_waiting(peer);
	return NULL;
}

void peer_start(struct peer *peer, const char *address, size_t count, void (*serve)(struct peer *, int))
{
	peer->count = count;
	peer->serve = serve;
	for (size_t i = 0; i < count; i++) {
		peer->fds[i] = listener(address, &peer->ports[i]);
		assert_true(peer->fds[i] >= 0);
	}
	assert_int_equal(pthread_create(&peer->thread, NULL, serve_all, peer), 0);
}

bool peer_start_on(struct peer *peer, const char *address, uint16_t port, void (*serve)(struct peer *, int))
{
	peer->count = 1;
	peer->serve = serve;
	peer->ports[0] = port;
	peer->fds[0] = listener(address, &peer->ports[0]);
	if (peer->fds[0] < 0)
		return false;
	assert_int_equal(pthread_create(&peer->thread, NULL, serve_all, peer), 0);
	return true;
}

void peer_stop(struct peer *peer)
{
	if (peer->count == 0)
		return;
	peer->is_over = true;
	pthread_join(peer->thread, NULL);
	for (size_t i = 0; i < peer->count; i++)
		close(peer->fds[i]);
	peer->count = 0;
}

bool peer_say(struct peer *peer, int fd, const void *bytes, size_t size)
{
	const char *rest = bytes;

	while (size && !peer->is_over) {
		struct pollfd one = {.fd = fd, .events = POLLOUT};
		ssize_t sent = poll(&one, 1, SLICE_MS) == 1 ? send(fd, rest, size, MSG_NOSIGNAL | MSG_DONTWAIT) : 0;

		if (sent < 0)
			return false;
		rest += sent;
		size -= (size_t)sent;
	}
	return !peer->is_over;
}

bool peer_listen(struct peer *peer, int fd, int wait_ms)
{
	struct pollfd one = {.fd = fd, .events = POLLIN};
	char bytes[4096];

	for (; wait_ms > 0 && !peer->is_over; wait_ms -= SLICE_MS) {
		ssize_t size = poll(&one, 1, SLICE_MS) == 1 ? recv(fd, bytes, sizeof(bytes), 0) : -1;

		if (one.revents && size <= 0)
			return false;
		if (size > 0) {
			peer->bytes += size;
			return true;
		}
	}
	return !peer->is_over;
}

void peer_is_silent(struct peer *peer, int fd)
{
	while (peer_listen(peer, fd, 1000))
		;
}

void peer_hangs_up(struct peer *peer, int fd)
{
	(void)peer;
	shutdown(fd, SHUT_RDWR);
}

void peer_resets(struct peer *peer, int fd)
{
	const struct linger at_once = {1, 0};

	(void)peer;
	setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
}

void peer_drips(struct peer *peer, int fd)
{
	while (peer_say(peer, fd, "x", 1) && peer_listen(peer, fd, 100))
		;
}

void peer_greets_forever(struct peer *peer, int fd)
{
	static const char line[] = "220-Welcome to the endless FTP server\r\n";

	while (peer_say(peer, fd, line, sizeof(line) - 1))
		;
}

static void send_endlessly(struct peer *peer, int fd, const char *head, const char *piece)
{
	long before = peer->bytes;

	while (peer->bytes == before)
		if (!peer_listen(peer, fd, 100))
			return;
	if (!peer_say(peer, fd, head, strlen(head)))
		return;
	while (peer_say(peer, fd, piece, strlen(piece)))
		;
}

void peer_sends_endless_headers(struct peer *peer, int fd)
{
	send_endlessly(peer, fd, "HTTP/1.1 200 OK\r\n", "X-Endless: yes, it goes on and on\r\n");
}

void peer_sends_endless_body(struct peer *peer, int fd)
{
	send_endlessly(peer, fd, "HTTP/1.1 200 OK\r\nServer: rude/1\r\n\r\n<title>endless</title>",
		       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
}

/* Greets, and answers whatever comes, once. */
static void greet_and_answer(struct peer *peer, int fd, const char *greeting, const char *answer)
{
	long before = peer->bytes;

	if (!peer_say(peer, fd, greeting, strlen(greeting)))
		return;
	while (peer->bytes == before)
		if (!peer_listen(peer, fd, 100))
			return;
	(void)peer_say(peer, fd, answer, strlen(answer));
}

void peer_offers_mail(struct peer *peer, int fd)
{
	greet_and_answer(peer, fd, "220 mx.example.jp ESMTP\r\n",
			 "250-mx.example.jp at your service\r\n250-PIPELINING\r\n250 AUTH PLAIN LOGIN\r\n");
}

void peer_offers_mailboxes(struct peer *peer, int fd)
{
	greet_and_answer(peer, fd, "* OK IMAP ready\r\n",
			 "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN\r\nt1 OK done\r\n");
}

void peer_answers_in_plain_text(struct peer *peer, int fd)
{
	static const char answer[] = "HTTP/1.1 400 Bad Request\r\nServer: plain/1\r\nContent-Length: 0\r\n\r\n";
	long before = peer->bytes;

	while (peer->bytes == before)
		if (!peer_listen(peer, fd, 100))
			return;
	(void)peer_say(peer, fd, answer, sizeof(answer) - 1);
	peer_hangs_up(peer, fd);
}

void peer_claims_a_huge_hello(struct peer *peer, int fd)
{
	/* Records that are never finished: a ServerHello of 4,000 bytes that comes a byte at a time, each in its
	 * record. */
	static const char begin[] = "\x16\x03\x03\x00\x04\x02\x00\x0f\xa0";
	long before = peer->bytes;

	while (peer->bytes == before)
		if (!peer_listen(peer, fd, 100))
			return;
	if (!peer_say(peer, fd, begin, sizeof(begin) - 1))
		return;
	while (peer_say(peer, fd, "\x16\x03\x03\x00\x01\x00", 6) && peer_listen(peer, fd, 20))
		;
}
