/* SPDX-License-Identifier: Apache-2.0 */
/* A line of observations: what is taken is written and read back the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "findings/observation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct observation seen, again;
	ARENA_SCOPED arena;
	BUF_SCOPED first, second;

	arena_init(&arena);
	buf_init(&first, 8 * OBSERVATION_LINE_MAX);
	buf_init(&second, 8 * OBSERVATION_LINE_MAX);
	if (observation_parse(&arena, str_of(data, size), &seen, NULL))
		return 0;
	observation_format(&seen, &first);
	if (first.size > OBSERVATION_LINE_MAX)
		return 0;
	if (observation_parse(&arena, buf_str(&first), &again, NULL))
		abort();
	observation_format(&again, &second);
	if (!str_eq(buf_str(&first), buf_str(&second)))
		abort();
	return 0;
}
