/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What imap_open and its like make of servers of mailboxes that hang, break off, or never stop talking.
 */
#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.h"
#include "fixture.h"
#include "mail/imap.h"
#include "test.h"

#define TIMEOUT_MS 700
#define GOOD_BOX   "* OK [UIDVALIDITY 7] valid\r\n* OK [UIDNEXT 10] next\r\n"

/* A server that says these things, and keeps the connection open when it has nothing more to say. Each command is
 * answered with what stands for it and then "OK"; with the first line alone when that is not finished. */
struct rude {
	const char *greeting;
	const char *box;     /* to SELECT */
	const char *message; /* to who asks for one */
	bool breaks_off, never_finishes, floods;
	int fd, port;
	pthread_t thread;
};

static void say(int fd, const char *text)
{
	if (text && send(fd, text, strlen(text), MSG_NOSIGNAL) < 0)
		return;
}

static void answer(struct rude *rude, int fd, char *command)
{
	const char *text = strstr(command, "SELECT") ? rude->box : "* 1 FETCH (UID 3)\r\n";
	bool is_first = strstr(command, "SELECT") || strstr(command, "CAPABILITY");
	char end[40];

	if (strstr(command, "BODY"))
		text = rude->message;
	if (strstr(command, "CAPABILITY"))
		text = "* CAPABILITY IMAP4rev1\r\n";
	command[strcspn(command, " ")] = '\0';
	snprintf(end, sizeof(end), "%.20s OK done\r\n", command);
	say(fd, text);
	while (!is_first && rude->floods && send(fd, "* 1 EXISTS\r\n", 12, MSG_NOSIGNAL) == 12)
		;
	if (is_first || !rude->never_finishes)
		say(fd, end);
}

static void *serve(void *context)
{
	struct rude *rude = context;
	int fd = accept(rude->fd, NULL, NULL);
	char line[1024];
	ssize_t size;

	say(fd, rude->greeting);
	while (!rude->breaks_off && (size = recv(fd, line, sizeof(line) - 1, 0)) > 0) {
		line[size] = '\0';
		answer(rude, fd, line);
	}
	close(fd);
	return NULL;
}

static void start(struct rude *rude)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t size = sizeof(address);

	rude->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	assert_int_equal(bind(rude->fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(rude->fd, 1), 0);
	assert_int_equal(getsockname(rude->fd, (struct sockaddr *)&address, &size), 0);
	rude->port = ntohs(address.sin_port);
	assert_int_equal(pthread_create(&rude->thread, NULL, serve, rude), 0);
}

static void take(void *context, int64_t uid, struct str bytes)
{
	*(size_t *)context += bytes.n;
}

/* Opens, lists and fetches: the first error, within the time. */
static enum err visit(struct rude *rude, size_t *ret_bytes)
{
	int64_t uids[IMAP_FETCH_MAX] = {1}, begun_ms = clock_monotonic_ms();
	struct imap_server server = {.user = "bounces", .password = "secret", .timeout_ms = TIMEOUT_MS};
	struct imap *imap = NULL;
	char url[64];
	size_t count = 0;
	enum err err;

	start(rude);
	snprintf(url, sizeof(url), "imap+plain://127.0.0.1:%d/INBOX", rude->port);
	server.url = url;
	err = imap_open(&server, &imap, NULL);
	if (!err)
		err = imap_list(imap, 0, uids, IMAP_FETCH_MAX, &count, NULL);
	if (!err)
		err = imap_fetch(imap, (int64_t[]){3}, 1, 1000, take, ret_bytes, NULL);
	imap_close(imap);
	assert_in_range(clock_monotonic_ms() - begun_ms, 0, 3 * TIMEOUT_MS + 2000);
	shutdown(rude->fd, SHUT_RDWR);
	pthread_join(rude->thread, NULL);
	close(rude->fd);
	return err;
}

static void a_server_that_says_nothing_is_left(void **state)
{
	struct rude silent = {.greeting = NULL},
		    hanging = {.greeting = "* PREAUTH ready\r\n", .box = GOOD_BOX, .never_finishes = true};
	size_t bytes = 0;

	assert_int_equal(visit(&silent, &bytes), ERR_TIMEOUT);
	assert_int_equal(visit(&hanging, &bytes), ERR_TIMEOUT);
}

static void a_server_that_never_stops_talking_is_left(void **state)
{
	struct rude rude = {.greeting = "* PREAUTH ready\r\n", .box = GOOD_BOX, .floods = true};
	size_t bytes = 0;

	assert_int_equal(visit(&rude, &bytes), ERR_TIMEOUT);
}

static void a_server_that_breaks_off_or_is_full_is_an_error(void **state)
{
	struct rude gone = {.greeting = "* PREAUTH ready\r\n", .breaks_off = true};
	struct rude full = {.greeting = "* BYE too many connections\r\n", .breaks_off = true};
	size_t bytes = 0;

	assert_int_equal(visit(&gone, &bytes), ERR_IO);
	assert_int_equal(visit(&full, &bytes), ERR_IO);
}

static void a_mailbox_without_lasting_numbers_is_not_read(void **state)
{
	struct rude rude = {.greeting = "* PREAUTH ready\r\n", .box = "* OK [UIDVALIDITY 7] valid\r\n"};
	size_t bytes = 0;

	assert_int_equal(visit(&rude, &bytes), ERR_UNSUPPORTED);
}

static void more_of_a_message_than_was_asked_for_is_refused(void **state)
{
	struct rude rude = {.greeting = "* PREAUTH ready\r\n",
			    .box = GOOD_BOX,
			    .message = "* 1 FETCH (UID 3 BODY[] {104857600}\r\n"};
	size_t bytes = 0;

	assert_int_equal(visit(&rude, &bytes), ERR_TOO_LARGE);
	assert_int_equal(bytes, 0);
}

static void a_polite_server_is_heard(void **state)
{
	struct rude rude = {
		.greeting = "* PREAUTH ready\r\n",
		.box = GOOD_BOX,
		.message = "* 1 FETCH (UID 3 BODY[]<0> {5}\r\nhello)\r\n* 2 FETCH (UID 4 BODY[]<0> {3}\r\nall)\r\n"};
	size_t bytes = 0;

	assert_int_equal(visit(&rude, &bytes), ERR_OK);
	assert_int_equal(bytes, 5); /* the other was not asked for */
}

static void what_cannot_be_a_mailbox_is_known_before(void **state)
{
	static const char *const urls[] = {
		"pop3://localhost/",           "imaps://", "imaps://user@localhost/INBOX", "imaps://localhost/a%22b",
		"imaps://localhost/%e5%8f%97", "localhost"};
	struct imap_server server = {.user = "u", .password = "p", .url = "imaps://localhost/Mails/back"};

	assert_int_equal(imap_server_check(&server, NULL), ERR_OK);
	server.password = "";
	assert_int_equal(imap_server_check(&server, NULL), ERR_INVALID);
	server.password = "p";
	for (size_t i = 0; i < COUNT(urls); i++) {
		server.url = urls[i];
		assert_int_equal(imap_server_check(&server, NULL), ERR_INVALID);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_server_that_says_nothing_is_left),
		cmocka_unit_test(a_server_that_never_stops_talking_is_left),
		cmocka_unit_test(a_server_that_breaks_off_or_is_full_is_an_error),
		cmocka_unit_test(a_mailbox_without_lasting_numbers_is_not_read),
		cmocka_unit_test(more_of_a_message_than_was_asked_for_is_refused),
		cmocka_unit_test(a_polite_server_is_heard),
		cmocka_unit_test(what_cannot_be_a_mailbox_is_known_before),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
