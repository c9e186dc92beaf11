/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A small SMTP server for tests, polite or rude on purpose:  smtp_peer DIR BEHAVIOUR [PORT]
 *
 * Listens on loopback and writes its port to DIR/port. Each mail that it takes is a line "MESSAGE-ID SENDER RECIPIENT"
 * in DIR/accepted before the 250 is said; the bytes of the latest are DIR/latest.eml. Certificate and key are
 * DIR/server.pem. One connection at a time; ends when killed, or when its parent is gone.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>

#define PATIENCE_MS 20000
#define SLOW_S      5
#define MAIL_MAX    (2 * 1024 * 1024)

struct peer {
	const char *dir;
	const char *behaviour;
	SSL_CTX *tls;
	int recipients_seen; /* over all connections, for the grey list */
};

struct talk {
	int fd;
	SSL *ssl;
	char in[4096];
	size_t used;
	char sender[300], recipient[300];
};

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static bool is(const struct peer *peer, const char *behaviour)
{
	return strcmp(peer->behaviour, behaviour) == 0;
}

static bool say(struct talk *talk, const char *text)
{
	size_t size = strlen(text);

	if (talk->ssl)
		return SSL_write(talk->ssl, text, (int)size) == (int)size;
	return send(talk->fd, text, size, MSG_NOSIGNAL) == (ssize_t)size;
}

static ssize_t hear(struct talk *talk, char *out, size_t size)
{
	struct pollfd poller = {.fd = talk->fd, .events = POLLIN};

	if (talk->ssl && SSL_pending(talk->ssl) > 0)
		return SSL_read(talk->ssl, out, (int)size);
	if (poll(&poller, 1, PATIENCE_MS) <= 0)
		return -1;
	return talk->ssl ? SSL_read(talk->ssl, out, (int)size) : recv(talk->fd, out, size, 0);
}

/* One line without its end; false when the client is gone. Longer lines are cut. */
static bool hear_line(struct talk *talk, char *out, size_t cap)
{
	for (;;) {
		char *end = memchr(talk->in, '\n', talk->used);
		ssize_t got;

		if (end) {
			size_t size = (size_t)(end - talk->in);
			size_t kept = size < cap - 1 ? size : cap - 1;

			memcpy(out, talk->in, kept);
			out[kept] = '\0';
			if (kept && out[kept - 1] == '\r')
				out[kept - 1] = '\0';
			talk->used -= size + 1;
			memmove(talk->in, end + 1, talk->used);
			return true;
		}
		if (talk->used == sizeof(talk->in))
			return false;
		got = hear(talk, talk->in + talk->used, sizeof(talk->in) - talk->used);
		if (got <= 0)
			return false;
		talk->used += (size_t)got;
	}
}

/* Says nothing until the client has gone, however long that takes. */
static void stall(struct talk *talk)
{
	struct pollfd poller = {.fd = talk->fd, .events = POLLIN};
	char sink[1024];

	while (poll(&poller, 1, -1) > 0 && hear(talk, sink, sizeof(sink)) > 0)
		;
}

static void drown(struct talk *talk, const char *begin, const char *more)
{
	bool going = say(talk, begin);

	for (int i = 0; going && i < 1000000; i++)
		going = say(talk, more);
}

static void append_line(const struct peer *peer, const char *line)
{
	char path[4096];
	int fd;

	snprintf(path, sizeof(path), "%s/accepted", peer->dir);
	fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (fd < 0 || write(fd, line, strlen(line)) != (ssize_t)strlen(line))
		die(path);
	close(fd);
}

static void accept_mail(const struct peer *peer, const struct talk *talk, const char *mail, size_t size)
{
	const char *id = strcasestr(mail, "\r\nMessage-ID: <");
	char path[4096], line[1024];
	FILE *file;

	id = id ? id + strlen("\r\nMessage-ID: <") : ">";
	snprintf(line, sizeof(line), "%.*s %s %s\n", (int)strcspn(id, ">\r\n"), id, talk->sender, talk->recipient);
	snprintf(path, sizeof(path), "%s/latest.eml", peer->dir);
	file = fopen(path, "w");
	if (!file || fwrite(mail, 1, size, file) != size || fclose(file) != 0)
		die(path);
	append_line(peer, line);
}

/* The data up to the lone dot, dots undone; NULL when the client went before its end. */
static char *hear_mail(struct talk *talk, size_t *ret_size)
{
	char *mail = malloc(MAIL_MAX + 1);
	char line[2000];
	size_t used = 0;

	if (!mail)
		die("malloc");
	while (hear_line(talk, line, sizeof(line))) {
		const char *text = line[0] == '.' ? line + 1 : line;

		if (strcmp(line, ".") == 0) {
			mail[used] = '\0';
			*ret_size = used;
			return mail;
		}
		if (used + strlen(text) + 2 > MAIL_MAX)
			break;
		used += (size_t)sprintf(mail + used, "%s\r\n", text);
	}
	free(mail);
	return NULL;
}

/* False when the connection is to end. */
static bool do_data(struct peer *peer, struct talk *talk)
{
	size_t size = 0;
	char *mail;

	if (!say(talk, "354 go on\r\n"))
		return false;
	mail = hear_mail(talk, &size);
	if (!mail)
		return false;
	if (is(peer, "drop-data") || is(peer, "refuse-data") || is(peer, "stall-data") || is(peer, "full")) {
		free(mail);
		if (is(peer, "refuse-data"))
			return say(talk, "554-5.6.0 this mail\r\n554 5.6.0 is not wanted\r\n");
		if (is(peer, "full"))
			return say(talk, "452 4.3.1 disk full\r\n");
		if (is(peer, "stall-data"))
			stall(talk);
		return false;
	}
	accept_mail(peer, talk, mail, size);
	if (is(peer, "slow-taker"))
		sleep(SLOW_S);
	free(mail);
	return is(peer, "take-and-drop") ? false : say(talk, "250 2.0.0 taken\r\n");
}

static bool do_starttls(struct peer *peer, struct talk *talk)
{
	if (!say(talk, "220 2.0.0 go on\r\n"))
		return false;
	if (is(peer, "stall-tls")) {
		stall(talk);
		return false;
	}
	talk->used = 0; /* what came before TLS is not believed */
	talk->ssl = SSL_new(peer->tls);
	if (!talk->ssl || SSL_set_fd(talk->ssl, talk->fd) != 1 || SSL_accept(talk->ssl) != 1) {
		ERR_clear_error();
		return false;
	}
	return true;
}

static bool do_recipient(struct peer *peer, struct talk *talk, const char *line)
{
	if (is(peer, "unknown-user"))
		return say(talk, "550 5.1.1 <\x1b[31ma@b\x80> unknown here\r\n");
	if (is(peer, "relay-denied"))
		return say(talk, "554 5.7.1 <a@b>: Relay access denied\r\n");
	if (is(peer, "mailbox-full"))
		return say(talk, "552 5.2.2 mailbox full\r\n");
	if (is(peer, "grey") && peer->recipients_seen++ < 2)
		return say(talk, "451 4.7.1 grey-listed, come back later\r\n");
	if (is(peer, "drop-recipient"))
		return false;
	sscanf(line, "RCPT TO:<%299[^>]", talk->recipient);
	return say(talk, "250 2.1.5 ok\r\n");
}

static bool do_ehlo(struct peer *peer, struct talk *talk)
{
	if (is(peer, "endless-reply"))
		drown(talk, "250-peer\r\n", "250-and another extension\r\n");
	if (is(peer, "no-starttls") || talk->ssl)
		return say(talk, "250-peer\r\n250 SIZE 1000000\r\n");
	return say(talk, "250-peer\r\n250-STARTTLS\r\n250 SIZE 1000000\r\n");
}

static bool answer(struct peer *peer, struct talk *talk, const char *line)
{
	if (strncasecmp(line, "EHLO", 4) == 0 || strncasecmp(line, "HELO", 4) == 0)
		return do_ehlo(peer, talk);
	if (strcasecmp(line, "STARTTLS") == 0)
		return do_starttls(peer, talk);
	if (strncasecmp(line, "MAIL FROM:<", 11) == 0) {
		if (is(peer, "auth-required"))
			return say(talk, "530 5.7.0 authentication required\r\n");
		if (is(peer, "sender-refused"))
			return say(talk, "550 5.1.0 sender refused\r\n");
		sscanf(line, "MAIL FROM:<%299[^>]", talk->sender);
		return say(talk, "250 2.1.0 ok\r\n");
	}
	if (strncasecmp(line, "RCPT TO:<", 9) == 0)
		return do_recipient(peer, talk, line);
	if (strcasecmp(line, "DATA") == 0)
		return do_data(peer, talk);
	if (strcasecmp(line, "QUIT") == 0) {
		if (is(peer, "stall-quit"))
			stall(talk);
		else
			say(talk, "221 2.0.0 bye\r\n");
		return false;
	}
	return say(talk, "502 5.5.1 what?\r\n");
}

static void serve(struct peer *peer, int fd)
{
	struct talk talk = {.fd = fd};
	char line[1024];
	bool going;

	if (is(peer, "stall-greeting"))
		stall(&talk);
	if (is(peer, "endless-line"))
		drown(&talk, "220 ",
		      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");
	if (is(peer, "hang-up"))
		going = false;
	else if (is(peer, "greet-554"))
		going = say(&talk, "554 5.7.1 go away\r\n");
	else
		going = say(&talk, "220 peer ESMTP\r\n");
	while (going && hear_line(&talk, line, sizeof(line)))
		going = answer(peer, &talk, line);
	if (talk.ssl)
		SSL_free(talk.ssl);
	close(fd);
}

static int listen_on(const char *port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	int yes = 1;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes)) != 0 ||
	    bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 || listen(fd, 16) != 0)
		die("listen");
	return fd;
}

static void write_port(const char *dir, int fd)
{
	struct sockaddr_in address;
	socklen_t size = sizeof(address);
	char path[4096], done[4096];
	FILE *file;

	snprintf(path, sizeof(path), "%s/port.new", dir);
	snprintf(done, sizeof(done), "%s/port", dir);
	file = fopen(path, "w");
	if (!file || getsockname(fd, (struct sockaddr *)&address, &size) != 0 ||
	    fprintf(file, "%d\n", ntohs(address.sin_port)) < 0 || fclose(file) != 0 || rename(path, done) != 0)
		die(path);
}

int main(int argc, char **argv)
{
	struct peer peer = {0};
	char pem[4096];
	int listener;

	if (argc < 3)
		return fprintf(stderr, "usage: smtp_peer DIR BEHAVIOUR [PORT]\n"), 2;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGPIPE, SIG_IGN);
	peer.dir = argv[1];
	peer.behaviour = argv[2];
	peer.tls = SSL_CTX_new(TLS_server_method());
	snprintf(pem, sizeof(pem), "%s/server.pem", peer.dir);
	if (!peer.tls || SSL_CTX_use_certificate_chain_file(peer.tls, pem) != 1 ||
	    SSL_CTX_use_PrivateKey_file(peer.tls, pem, SSL_FILETYPE_PEM) != 1)
		return fprintf(stderr, "smtp_peer: %s holds no certificate and key\n", pem), 1;
	listener = listen_on(argc > 3 ? argv[3] : "0");
	write_port(peer.dir, listener);
	for (;;) {
		int fd = accept(listener, NULL, NULL);

		if (fd >= 0)
			serve(&peer, fd);
		else if (errno != EINTR && errno != ECONNABORTED)
			die("accept");
	}
}
