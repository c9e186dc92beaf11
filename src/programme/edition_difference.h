/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a published edition may still change: its texts, the reception's period, the places of its courses and the days
 * on which the office is closed. Everything else binds those who applied already.
 */
#ifndef TENKEN_PROGRAMME_EDITION_DIFFERENCE_H
#define TENKEN_PROGRAMME_EDITION_DIFFERENCE_H

#include "programme/edition_parts.h"

/* Bits of a set. */
enum edition_change {
	EDITION_CHANGE_TEXTS = 1, /* {ja: , en: }, how to reach the contact, and mails that come */
	EDITION_CHANGE_PERIOD = 2,
	EDITION_CHANGE_PLACES = 4,
	EDITION_CHANGE_CALENDAR = 8,
};

#define EDITION_CHANGE_LAST EDITION_CHANGE_CALENDAR

const char *edition_change_name(enum edition_change change); /* "period" */

/* The set of what differs, 0 for nothing. ERR_INVALID names the first place where something else differs:
 * "edition.yaml, courses[0].visits: ...". Both were read by edition_parse without a problem. */
MUST_USE enum err edition_difference_find(const struct edition_parts *before, const struct edition_parts *after,
					  unsigned *ret_changes, struct fault *why);

#endif
