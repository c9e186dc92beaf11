/* SPDX-License-Identifier: Apache-2.0 */
/* How long a failed job rests before its next try. Pure. */
#ifndef TENKEN_JOBS_RETRY_H
#define TENKEN_JOBS_RETRY_H

#include <stdint.h>

#define RETRY_FIRST_MS   INT64_C(30000)
#define RETRY_LONGEST_MS (INT64_C(6) * 3600 * 1000)

/* 30 s after the first attempt, twice as long after each further one up to 6 hours, and up to a quarter
 * more by chance (any random number), so that what failed together does not come back together. */
int64_t retry_delay_ms(int attempts, uint64_t random);

#endif
