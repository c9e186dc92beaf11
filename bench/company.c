/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench-company ADDRESS COUNT: a company's machines for bench/scan and bench/hosts, on COUNT addresses from ADDRESS on,
 * each with the same services. They greet and answer as such services do, as briefly as a scanner lets them; three
 * never say a word. Prints "ready" and serves until it is ended. Listens where it is told, so start it in a namespace
 * of its own.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/count.h"

#define EVENTS_MAX 64
#define FDS_MAX    16384

/* NULL: says nothing of that kind. */
struct service {
	uint16_t port;
	const char *greeting, *answer;
};

#define PAGE "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"

static const struct service services[] = {
	{21, "220 (vsFTPd 3.0.3)\r\n", "211-Features:\r\n AUTH TLS\r\n211 End\r\n"},
	{22, "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", NULL},
	{25, "220 mx.example.jp ESMTP Postfix (Debian/GNU)\r\n", "250-mx.example.jp\r\n250 STARTTLS\r\n"},
	{53, NULL, NULL},
	{80, NULL, PAGE},
	{110, "+OK Dovecot (Debian) ready.\r\n", "+OK\r\nUSER\r\nSTLS\r\n.\r\n"},
	{143, "* OK [CAPABILITY IMAP4rev1 STARTTLS] Dovecot (Debian) ready.\r\n",
	 "* CAPABILITY IMAP4rev1 STARTTLS\r\nt1 OK done\r\n"},
	{587, "220 mx.example.jp ESMTP Postfix (Debian/GNU)\r\n", "250-mx.example.jp\r\n250 STARTTLS\r\n"},
	{873, "@RSYNCD: 31.0\n", NULL},
	{1883, NULL, NULL},
	{3128, NULL, PAGE},
	{5432, NULL, NULL},
	{5900, "RFB 003.008\n", NULL},
	{6379, NULL, "-ERR unknown command\r\n"},
	{8000, NULL, PAGE},
	{8080, NULL, PAGE},
	{8888, NULL, PAGE},
};

static const struct service *served[FDS_MAX]; /* by descriptor; a program of its own, no part of the house */
static bool is_listener[FDS_MAX];

static void complain(const char *what)
{
	perror(what);
	exit(1);
}

static void watch(int epoll_fd, int fd, const struct service *service, bool listens)
{
	struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};

	if (fd < 0 || fd >= FDS_MAX || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) != 0)
		complain("epoll_ctl");
	served[fd] = service;
	is_listener[fd] = listens;
}

static void listen_at(int epoll_fd, struct in_addr address, const struct service *service)
{
	const struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr = address, .sin_port = htons(service->port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), yes = 1;

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(fd, (const struct sockaddr *)&at, sizeof(at)) != 0 || listen(fd, 128) != 0)
		complain("listen");
	watch(epoll_fd, fd, service, true);
}

static void say(int fd, const char *text)
{
	if (text)
		(void)!send(fd, text, strlen(text), MSG_NOSIGNAL);
}

static void serve(int epoll_fd, int fd)
{
	const struct service *service = served[fd];
	char bytes[4096];

	if (is_listener[fd]) {
		int talk = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (talk < 0)
			return;
		watch(epoll_fd, talk, service, false);
		say(talk, service->greeting);
		return;
	}
	if (recv(fd, bytes, sizeof(bytes), 0) <= 0) {
		close(fd);
		return;
	}
	say(fd, service->answer);
	if (service->answer && strcmp(service->answer, PAGE) == 0)
		shutdown(fd, SHUT_WR);
}

int main(int argc, char **argv)
{
	struct epoll_event events[EVENTS_MAX];
	int epoll_fd = epoll_create1(EPOLL_CLOEXEC);
	struct in_addr first;

	if (argc != 3 || inet_pton(AF_INET, argv[1], &first) != 1 || epoll_fd < 0) {
		fputs("usage: bench-company ADDRESS COUNT\n", stderr);
		return 2;
	}
	for (int host = 0; host < atoi(argv[2]); host++) {
		const struct in_addr address = {htonl(ntohl(first.s_addr) + (uint32_t)host)};

		for (size_t i = 0; i < COUNT(services); i++)
			listen_at(epoll_fd, address, &services[i]);
	}
	puts("ready");
	fflush(stdout);
	for (;;) {
		int count = epoll_wait(epoll_fd, events, EVENTS_MAX, -1);

		for (int i = 0; i < count; i++)
			serve(epoll_fd, events[i].data.fd);
	}
}
