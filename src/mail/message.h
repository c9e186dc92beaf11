/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One mail as bytes for the wire: RFC 5322 headers, RFC 2047 where they are not ASCII, a plain
 * UTF-8 body in base64 or quoted-printable (so every line is 7-bit and short).
 *
 * Knows no case, no store and no clock; the use case decides who sends what and when. A control character in
 * any field of the header is refused, so nothing that a person typed can add a header.
 */
#ifndef TENKEN_MAIL_MESSAGE_H
#define TENKEN_MAIL_MESSAGE_H

#include "base/buf.h"

#define MESSAGE_NAME_MAX    200           /* bytes of UTF-8 in the sender's name */
#define MESSAGE_SUBJECT_MAX 800           /* bytes of UTF-8 */
#define MESSAGE_BODY_MAX    (256 * 1024)  /* bytes of UTF-8 */
#define MESSAGE_BYTES_MAX   (1024 * 1024) /* of the whole message; a cap for the buf */

struct message {
	const char *from_name; /* UTF-8; NULL for none */
	const char *from;      /* address, see codec/text/mail_address.h */
	const char *to;
	const char *reply_to;         /* NULL for none */
	const char *subject;          /* UTF-8, one line */
	const char *body;             /* UTF-8; lines end with LF or CRLF */
	const char *message_id;       /* without < >: the same for each attempt to send */
	int64_t date_ms;              /* shown in Japan's time */
	const char *list_unsubscribe; /* an http(s) or mailto address, NULL for none */
};

/* Appends the message with CRLF line ends. ERR_INVALID names the field at fault, ERR_TOO_LARGE when a
 * cap is passed. */
MUST_USE enum err message_format(const struct message *message, struct buf *out, struct fault *why);

#endif
