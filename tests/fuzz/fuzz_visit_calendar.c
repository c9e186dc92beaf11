/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "visits/visit_calendar.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Whatever a calendar holds, busy times come in order, apart from each other, and within the period. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct visit_window period = {1751295600000, 1753974000000}; /* July 2025 */
	ARENA_SCOPED arena = {0};
	struct visit_window *busy;
	struct fault why = {0};
	size_t count;

	if (visit_calendar_read(&arena, str_of(data, size), period, &busy, &count, &why))
		return 0;
	for (size_t i = 0; i < count; i++)
		if (busy[i].from_ms >= busy[i].until_ms || busy[i].from_ms < period.from_ms ||
		    busy[i].until_ms > period.until_ms || (i > 0 && busy[i].from_ms <= busy[i - 1].until_ms))
			abort();
	return 0;
}
