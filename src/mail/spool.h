/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a mail that could not be handed over is tried again, and when it is given up.
 * RFC 5321 section 4.5.4.1: at least 30 minutes between trials in the long run, give up after 4 to 5
 * days. The first trials are closer together, because a grey-listing or restarting server is
 * back within minutes and a receipt should not wait for half an hour.
 *
 * Pure: attempts and instants in, an answer out. Knows no store and no job.
 */
#ifndef TENKEN_MAIL_SPOOL_H
#define TENKEN_MAIL_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#define SPOOL_GIVE_UP_MS (INT64_C(5) * 24 * 3600 * 1000)

/* Milliseconds to wait after the trial number `attempts` (from 1) failed for now: one minute, then
 * twice as long each time, two hours at most. */
int64_t spool_wait_ms(int64_t attempts);

/* The mail has been tried for so long that it counts as failed. */
bool spool_is_over(int64_t queued_ms, int64_t now_ms);

#endif
