/* SPDX-License-Identifier: Apache-2.0 */
/*
 * When a mail that the server does not take is given up: RFC 5321 section 4.5.4.1 asks for 4 to 5 days. The pause
 * between attempts is that of all jobs (jobs/retry.h). Pure; knows no store.
 */
#ifndef TENKEN_MAIL_SPOOL_H
#define TENKEN_MAIL_SPOOL_H

#include <stdbool.h>
#include <stdint.h>

#define SPOOL_GIVE_UP_MS (INT64_C(5) * 24 * 3600 * 1000)

/* True when the mail, which might first be sent at since_ms, has been tried for so long that it counts as failed. */
bool spool_is_over(int64_t since_ms, int64_t now_ms);

#endif
