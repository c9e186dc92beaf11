/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A visit as an entry for calendars: iCalendar (RFC 5545) as a scheduling message (iTIP, RFC 5546). The same uid with a
 * greater sequence moves the entry that is there already; a cancellation takes it away. Times are those of Asia/Tokyo,
 * with their VTIMEZONE.
 */
#ifndef TENKEN_VISITS_VISIT_INVITE_H
#define TENKEN_VISITS_VISIT_INVITE_H

#include "base/buf.h"

#define VISIT_INVITE_MAX (64 * 1024) /* bytes; a cap for the buf */

struct visit_invite {
	bool is_cancelled; /* METHOD:CANCEL, else REQUEST */
	const char *uid;   /* the same for ever, unlike any other in the world: "visit-17@example.jp" */
	int sequence;      /* from 0; greater with each change and with the cancellation */
	int64_t from_ms, until_ms, stamp_ms;
	const char *summary, *location, *description; /* UTF-8; "" for none; lines end with LF */
	const char *organizer, *attendee;             /* addresses */
};

/* "REQUEST" or "CANCEL", also for the method of the mail's part (RFC 6047). */
const char *visit_invite_method(const struct visit_invite *invite);

/* Appends the calendar. Control characters in a text become spaces. ERR_INVALID for a visit that ends before it begins,
 * for a text that is not UTF-8, and for an address or uid with a character that would end it; ERR_TOO_LARGE. */
MUST_USE enum err visit_invite_format(const struct visit_invite *invite, struct buf *out, struct fault *why);

#endif
