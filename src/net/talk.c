/* SPDX-License-Identifier: Apache-2.0 */
#include "net/talk.h"

#include <errno.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PIECE_MAX 4096

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

enum err talk_open(struct door *door, const struct addr *addr, uint16_t port, const struct talk_limits *limits,
		   struct talk *ret_talk, struct fault *why)
{
	int64_t now_ms = clock_monotonic_ms();
	char text[ADDR_TEXT_MAX];
	int fd, error;
	enum err err;

	err = door_connect(door, addr, port, &fd, why);
	if (err)
		return err;
	addr_format(addr, text);
	err = stop_wait(door->stop, fd, POLLOUT, now_ms + earlier(limits->connect_ms, limits->session_ms));
	error = err ? 0 : door_connect_error(fd);
	if (err || error) {
		close(fd);
		return fault_set(why, err ? err : ERR_IO, "%s port %u: %s", text, (unsigned)port,
				 error ? strerror(error) : err_name(err));
	}
	*ret_talk = (struct talk){
		.stop = door->stop,
		.fd = fd,
		.deadline_ms = now_ms + limits->session_ms,
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
