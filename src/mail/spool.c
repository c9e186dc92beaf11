/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/spool.h"

bool spool_is_over(int64_t queued_ms, int64_t now_ms)
{
	return now_ms - queued_ms >= SPOOL_GIVE_UP_MS;
}
