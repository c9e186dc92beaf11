/* SPDX-License-Identifier: Apache-2.0 */
#include "net/talk.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/handover.h"

#define PIECE_MAX      4096
#define TALK_BROKER_MS 30000 /* for the pace of a line that others use too */

const char *talk_event_name(enum talk_event event)
{
	switch (event) {
	case TALK_BYTES: return "bytes";
	case TALK_QUIET: return "silence";
	case TALK_CLOSED: return "closed by the other side";
	case TALK_LATE: return "session's time used up";
	case TALK_FULL: return "session's bytes used up";
	case TALK_STOPPED: return "told to stop";
	}
	return "unknown";
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

bool talk_ask(const struct talk_way *way)
{
	return handover_say(way->broker, STR("c"));
}

/* The broker waits for the pace of the line, and then for the other side. */
static enum err hear_broker(const struct talk_way *way, const struct talk_limits *limits, int *ret_fd,
			    struct fault *why)
{
	int64_t until_ms = clock_monotonic_ms() + limits->connect_ms + TALK_BROKER_MS;
	enum handover_event event = HANDOVER_NOTHING;
	struct talk_connection connection = {.err = ERR_IO};
	enum err err = ERR_OK;
	size_t size = 0;
	int fd = -1;

	while (!err && event == HANDOVER_NOTHING) {
		err = stop_wait(way->stop, way->broker, POLLIN, until_ms);
		if (!err)
			event = handover_receive(way->broker, &connection, sizeof(connection), &size, &fd);
	}
	if (err)
		return fault_set(why, err, "%s", err_name(err));
	if (event == HANDOVER_CLOSED || size != sizeof(connection))
		return fault_set(why, ERR_DENIED, "no more connections");
	if (!connection.err && fd < 0)
		connection.err = ERR_IO;
	if (connection.err)
		return fault_set(why, connection.err, "%s",
				 connection.error ? strerror(connection.error) : err_name(connection.err));
	*ret_fd = fd;
	return ERR_OK;
}

enum err talk_open(const struct talk_way *way, const struct talk_limits *limits, struct talk *ret_talk,
		   struct fault *why)
{
	if (!talk_ask(way))
		return fault_set(why, ERR_DENIED, "no more connections");
	return talk_take(way, limits, ret_talk, why);
}

enum err talk_take(const struct talk_way *way, const struct talk_limits *limits, struct talk *ret_talk,
		   struct fault *why)
{
	int fd = -1;
	enum err err = hear_broker(way, limits, &fd, why);

	if (err)
		return err;
	*ret_talk = (struct talk){
		.stop = way->stop,
		.fd = fd,
		.deadline_ms = clock_monotonic_ms() + limits->session_ms,
		.bytes_left = limits->bytes,
		.wire_left = limits->bytes + TALK_TLS_MORE_BYTES,
	};
	return ERR_OK;
}

void talk_close(struct talk *talk)
{
	SSL_free(talk->tls); /* takes NULL; sends nothing */
	talk->tls = NULL;
	if (talk->fd >= 0)
		close(talk->fd);
	talk->fd = -1;
}

/* The poll(2) event that a failed call waits for; 0 when the session is over. */
static short tls_wants(const struct talk *talk, int result)
{
	int error = SSL_get_error(talk->tls, result);

	ERR_clear_error();
	if (error == SSL_ERROR_WANT_READ)
		return POLLIN;
	return error == SSL_ERROR_WANT_WRITE ? POLLOUT : 0;
}

/* The two below: > 0 bytes moved, or 0 and in *ret_wants what to wait for (0: closed). */
static size_t write_some(struct talk *talk, struct str bytes, short *ret_wants)
{
	size_t size = bytes.n < PIECE_MAX ? bytes.n : PIECE_MAX;
	ssize_t count;

	if (talk->tls) {
		ERR_clear_error();
		talk->portion = TALK_PORTION_BYTES;
		count = SSL_write(talk->tls, bytes.p, (int)size);
		*ret_wants = count > 0 ? POLLOUT : tls_wants(talk, (int)count);
	} else {
		count = send(talk->fd, bytes.p, size, MSG_NOSIGNAL);
		talk->error = count < 0 ? errno : 0;
		*ret_wants = count > 0 || errno == EAGAIN || errno == EINTR ? POLLOUT : 0;
	}
	return count > 0 ? (size_t)count : 0;
}

static size_t read_some(struct talk *talk, char *bytes, size_t size, short *ret_wants)
{
	ssize_t count;

	if (talk->tls) {
		ERR_clear_error();
		talk->portion = TALK_PORTION_BYTES;
		count = SSL_read(talk->tls, bytes, (int)size);
		*ret_wants = count > 0 ? POLLIN : tls_wants(talk, (int)count);
	} else {
		count = recv(talk->fd, bytes, size, 0);
		talk->error = count < 0 ? errno : 0;
		*ret_wants = count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR)) ? POLLIN : 0;
	}
	return count > 0 ? (size_t)count : 0;
}

enum talk_event talk_send(struct talk *talk, struct str bytes)
{
	while (bytes.n) {
		short wants;
		size_t count = write_some(talk, bytes, &wants);
		enum err err = ERR_OK;

		bytes = str_skip(bytes, count);
		if (wants == 0)
			return TALK_CLOSED;
		if (count == 0)
			err = stop_wait(talk->stop, talk->fd, wants, talk->deadline_ms);
		if (err)
			return err == ERR_TIMEOUT ? TALK_LATE : TALK_STOPPED;
	}
	return TALK_BYTES;
}

enum talk_event talk_receive(struct talk *talk, int64_t wait_ms, struct buf *into)
{
	int64_t until_ms = earlier(clock_monotonic_ms() + wait_ms, talk->deadline_ms);
	char bytes[PIECE_MAX];

	for (;;) {
		size_t room = talk->bytes_left < sizeof(bytes) ? talk->bytes_left : sizeof(bytes);
		short wants;
		size_t count;
		enum err err;

		if (room == 0 || talk->wire_left == 0)
			return TALK_FULL;
		/* A peer that sends a byte now and then keeps us no longer than a silent one. */
		if (stop_check(talk->stop) != STOP_NONE)
			return TALK_STOPPED;
		if (clock_monotonic_ms() >= talk->deadline_ms)
			return TALK_LATE;
		count = read_some(talk, bytes, room, &wants);
		if (count) {
			talk->bytes_left -= count;
			buf_add(into, str_of(bytes, count));
			return TALK_BYTES;
		}
		if (wants == 0)
			return TALK_CLOSED;
		err = stop_wait(talk->stop, talk->fd, wants, until_ms);
		if (err == ERR_DENIED)
			return TALK_STOPPED;
		if (err)
			return until_ms == talk->deadline_ms ? TALK_LATE : TALK_QUIET;
	}
}
