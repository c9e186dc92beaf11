/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a person is busy, read from a calendar that another program exported (iCalendar, RFC 5545). libical reads it;
 * what repeats is counted here, so that a rule without an end stops with the period that was asked for.
 */
#ifndef TENKEN_VISITS_VISIT_CALENDAR_H
#define TENKEN_VISITS_VISIT_CALENDAR_H

#include "visits/visit_problem.h"

#define VISIT_CALENDAR_BYTES_MAX  (2 * 1024 * 1024)
#define VISIT_CALENDAR_EVENTS_MAX 5000
#define VISIT_CALENDAR_STEPS_MAX  100000 /* repetitions that are looked at, of all events */

/* The busy times that touch the period, in order and apart from each other; cut at its ends. An event of whole days is
 * that day in Japan, and a time without a zone is one of Japan. Cancelled events and those that leave the person free
 * (TRANSP:TRANSPARENT) are none. ERR_INVALID for what is no calendar, for a time zone that neither the file nor the
 * system knows, and for an event without a beginning; ERR_TOO_LARGE beyond the caps. All say what to do. */
MUST_USE enum err visit_calendar_read(struct arena *arena, struct str bytes, struct visit_window period,
				      struct visit_window **ret_busy, size_t *ret_count, struct fault *why);

#endif
