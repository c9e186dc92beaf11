/* SPDX-License-Identifier: Apache-2.0 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/count.h"
#include "peer.h"
#include "test.h"

/* The end of the question behind its 12 bytes of header: name, type, class. */
static size_t question_end(const unsigned char *message, size_t size)
{
	size_t at = 12;

	while (at < size && message[at])
		at += (size_t)message[at] + 1;
	return at + 5;
}

/* The labels of the question with dots between them. */
static void keep_name(struct dns_peer *peer, const unsigned char *message, size_t size)
{
	size_t at = 12, n = 0;

	while (at < size && message[at] && at + message[at] < size && n + message[at] + 2 < sizeof(peer->asked)) {
		if (n)
			peer->asked[n++] = '.';
		memcpy(peer->asked + n, message + at + 1, message[at]);
		n += message[at];
		at += (size_t)message[at] + 1;
	}
	peer->asked[n] = '\0';
}

/* Behind the question: one record of type TXT whose name points to the question's. */
static size_t add_text(const struct dns_peer *peer, unsigned char *message, size_t at)
{
	size_t n = strlen(peer->text);
	const unsigned char head[] = {0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 60, 0, (unsigned char)(n + 1), (unsigned char)n};

	memcpy(message + at, head, sizeof(head));
	memcpy(message + at + sizeof(head), peer->text, n);
	return at + sizeof(head) + n;
}

/* RFC 1035 section 4: the question comes back with an answer whose name points to it, or to itself. */
static size_t make_answer(const struct dns_peer *peer, unsigned char *message, size_t size)
{
	size_t at = question_end(message, size);
	bool is_a = at <= size && message[at - 3] == 1;
	const unsigned char answer[16] = {0xc0,
					  peer->is_looping ? (unsigned char)at : 12,
					  0,
					  1,
					  0,
					  1,
					  0,
					  0,
					  0,
					  60,
					  0,
					  4,
					  peer->address[0],
					  peer->address[1],
					  peer->address[2],
					  peer->address[3]};

	if (at > size)
		return 0;
	message[2] = 0x81;
	message[3] = 0x80;
	message[6] = 0;
	message[7] = is_a;
	memset(message + 8, 0, 4);
	if (peer->text && message[at - 3] == 16) {
		message[7] = 1;
		return add_text(peer, message, at);
	}
	if (!is_a)
		return at;
	memcpy(message + at, answer, sizeof(answer));
	return at + sizeof(answer);
}

/* Answers to questions that nobody asked: the number of the question is another. */
static void flood(struct dns_peer *peer, unsigned char *message, size_t size, struct sockaddr_in *to)
{
	struct iovec piece = {message, size};
	struct mmsghdr messages[64] = {0};

	message[0] ^= 0xff;
	for (size_t i = 0; i < COUNT(messages); i++)
		messages[i].msg_hdr =
			(struct msghdr){.msg_name = to, .msg_namelen = sizeof(*to), .msg_iov = &piece, .msg_iovlen = 1};
	while (!peer->is_over)
		(void)!sendmmsg(peer->fd, messages, COUNT(messages), 0);
}

static void *answer_all(void *context)
{
	struct dns_peer *peer = context;

	while (!peer->is_over) {
		struct pollfd one = {.fd = peer->fd, .events = POLLIN};
		unsigned char message[1024];
		struct sockaddr_in from;
		socklen_t from_size = sizeof(from);
		ssize_t size;

		if (poll(&one, 1, 20) != 1)
			continue;
		size = recvfrom(peer->fd, message, 512, 0, (struct sockaddr *)&from, &from_size);
		if (size < 17)
			continue;
		peer->questions++;
		keep_name(peer, message, (size_t)size);
		size = (ssize_t)make_answer(peer, message, (size_t)size);
		if (peer->is_flooding)
			flood(peer, message, (size_t)size, &from);
		(void)!sendto(peer->fd, message, (size_t)size, 0, (struct sockaddr *)&from, from_size);
	}
	return NULL;
}

void dns_peer_start(struct dns_peer *peer)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(at);

	peer->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(peer->fd, (struct sockaddr *)&at, sizeof(at)), 0);
	assert_int_equal(getsockname(peer->fd, (struct sockaddr *)&at, &size), 0);
	peer->port = ntohs(at.sin_port);
	assert_int_equal(pthread_create(&peer->thread, NULL, answer_all, peer), 0);
}

void dns_peer_stop(struct dns_peer *peer)
{
	peer->is_over = true;
	pthread_join(peer->thread, NULL);
	close(peer->fd);
}
