/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/spool.h"

bool spool_is_over(int64_t since_ms, int64_t now_ms)
{
	return now_ms - since_ms >= SPOOL_GIVE_UP_MS;
}
