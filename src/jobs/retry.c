/* SPDX-License-Identifier: Apache-2.0 */
#include "jobs/retry.h"

int64_t retry_delay_ms(int attempts, uint64_t random)
{
	int64_t delay = RETRY_FIRST_MS;

	for (int i = 1; i < attempts && delay < RETRY_LONGEST_MS; i++)
		delay *= 2;
	if (delay > RETRY_LONGEST_MS)
		delay = RETRY_LONGEST_MS;
	return delay + (int64_t)(random % (uint64_t)(delay / 4));
}
