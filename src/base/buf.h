/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A growing, capped run of bytes to write into. Writers are sticky: after the
 * cap is reached every further append does nothing, and buf_finish says so once, so
 * that a long text is written without a check at each line.
 */
#ifndef TENKEN_BASE_BUF_H
#define TENKEN_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/str.h"

struct buf {
	char *bytes; /* always terminated behind size when not NULL */
	size_t size;
	size_t room;
	size_t cap; /* size never passes it */
	bool full;  /* an append was refused */
};

/* The buffer owns its bytes until buf_release. */
void buf_init(struct buf *buf, size_t cap);
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf); /* empty again, memory kept, not full */

void buf_add(struct buf *buf, struct str s);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_byte(struct buf *buf, char byte);
void buf_add_int(struct buf *buf, int64_t number); /* decimal */
void buf_printf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* What was written so far; valid until the next append. */
struct str buf_str(const struct buf *buf);
const char *buf_text(const struct buf *buf); /* terminated, "" when empty */

/* ERR_TOO_LARGE when an append was refused; what names the thing in the fault. */
MUST_USE enum err buf_finish(const struct buf *buf, const char *what, struct fault *why);

#define BUF_SCOPED __attribute__((cleanup(buf_release))) struct buf

#endif
