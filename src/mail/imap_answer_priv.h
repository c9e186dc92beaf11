/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an IMAP server answers (RFC 3501 section 7): lines, in which a number in braces announces bytes that are no
 * line. Words are compared without regard to case. Pure but for the function that brings bytes.
 */
#ifndef TENKEN_MAIL_IMAP_ANSWER_PRIV_H
#define TENKEN_MAIL_IMAP_ANSWER_PRIV_H

#include "base/buf.h"
#include "base/fault.h"
#include "base/str.h"

#define IMAP_LINE_MAX    8192
#define IMAP_LITERAL_MAX (64 * 1024)

struct imap_input {
	/* Waits for at least one more byte. */
	enum err (*fill)(void *context, char *bytes, size_t room, size_t *ret_size, struct fault *why);
	void *context;
	char bytes[16384];
	size_t begin, end; /* what of them is not read yet */
	char line[IMAP_LINE_MAX];
};

enum imap_answer_kind {
	IMAP_ANSWER_UNTAGGED,
	IMAP_ANSWER_DONE,
	IMAP_ANSWER_REFUSED, /* NO or BAD */
};

struct imap_answer {
	enum imap_answer_kind kind;
	struct str line;    /* without its bytes in braces; until the next one */
	struct str literal; /* the last of those bytes; none in most answers; until the next ones */
};

/* The next answer to the command of this tag. ERR_TOO_LARGE for a longer line, or for more bytes than literal_max,
 * which is at most what the buffer takes; errors of fill. */
MUST_USE enum err imap_answer_read(struct imap_input *input, unsigned tag, struct buf *literal, size_t literal_max,
				   struct imap_answer *ret_answer, struct fault *why);

/* The UID of "* 12 FETCH (... UID 34 ...)"; 0 of another answer. */
int64_t imap_answer_uid(struct str line);

/* The number behind a code such as "[UIDNEXT " of "* OK [UIDNEXT 4392] ..."; untouched without one. */
void imap_answer_code(struct str line, const char *code, int64_t *ret_number);

#endif
