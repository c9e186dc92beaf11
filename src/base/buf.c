/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void buf_init(struct buf *buf, size_t cap)
{
	*buf = (struct buf){.cap = cap};
}

void buf_release(struct buf *buf)
{
	free(buf->bytes);
	buf->bytes = NULL;
	buf->size = buf->room = 0;
}

void buf_clear(struct buf *buf)
{
	buf->size = 0;
	buf->full = false;
	if (buf->bytes)
		buf->bytes[0] = '\0';
}

/* Room for more bytes and the terminator; false when the cap forbids it. */
static bool make_room(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : 256;
	char *larger;

	if (buf->full || more > buf->cap - buf->size) {
		buf->full = true;
		return false;
	}
	if (buf->room > buf->size + more)
		return true;
	while (room <= buf->size + more)
		room *= 2;
	larger = realloc(buf->bytes, room);
	if (!larger)
		abort(); /* the same rule as arena.h */
	buf->bytes = larger;
	buf->room = room;
	return true;
}

void buf_add(struct buf *buf, struct str s)
{
	if (!make_room(buf, s.n))
		return;
	if (s.n)
		memcpy(buf->bytes + buf->size, s.p, s.n);
	buf->size += s.n;
	buf->bytes[buf->size] = '\0';
}

void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, str_from(text));
}

void buf_add_byte(struct buf *buf, char byte)
{
	buf_add(buf, str_of(&byte, 1));
}

void buf_add_int(struct buf *buf, int64_t number)
{
	char digits[20]; /* of -2^63 */
	size_t at = sizeof(digits);
	uint64_t rest = number < 0 ? -(uint64_t)number : (uint64_t)number;

	do
		digits[--at] = (char)('0' + rest % 10);
	while (rest /= 10);
	if (number < 0)
		digits[--at] = '-';
	buf_add(buf, str_of(digits + at, sizeof(digits) - at));
}

/* Mostly it fits into the room there is; else the first try says how much is needed. */
void buf_printf(struct buf *buf, const char *format, ...)
{
	size_t room = buf->room > buf->size ? buf->room - buf->size : 0;
	va_list args, again;
	int length;

	va_start(args, format);
	va_copy(again, args);
	length = vsnprintf(room ? buf->bytes + buf->size : NULL, room, format, args);
	va_end(args);
	if (length >= 0 && make_room(buf, (size_t)length)) {
		if ((size_t)length >= room)
			vsnprintf(buf->bytes + buf->size, (size_t)length + 1, format, again);
		buf->size += (size_t)length;
	} else if (room) {
		buf->bytes[buf->size] = '\0'; /* it stays as it was */
	}
	va_end(again);
}

struct str buf_str(const struct buf *buf)
{
	return str_of(buf->bytes, buf->size);
}

const char *buf_text(const struct buf *buf)
{
	return buf->bytes ? buf->bytes : "";
}

enum err buf_finish(const struct buf *buf, const char *what, struct fault *why)
{
	if (buf->full)
		return fault_set(why, ERR_TOO_LARGE, "%s is larger than %zu bytes", what, buf->cap);
	return ERR_OK;
}
