/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is the reception of an edition open at an instant? opens_ms <= t < closes_ms.
 */
#ifndef TENKEN_PROGRAMME_WINDOW_H
#define TENKEN_PROGRAMME_WINDOW_H

#include "programme/edition.h"

enum window { WINDOW_BEFORE, WINDOW_OPEN, WINDOW_AFTER };

static inline enum window window_at(const struct edition *edition, int64_t now_ms)
{
	if (now_ms < edition->opens_ms)
		return WINDOW_BEFORE;
	return now_ms < edition->closes_ms ? WINDOW_OPEN : WINDOW_AFTER;
}

static inline const char *window_name(enum window window)
{
	return window == WINDOW_BEFORE ? "before" : window == WINDOW_OPEN ? "open" : "after";
}

#endif
