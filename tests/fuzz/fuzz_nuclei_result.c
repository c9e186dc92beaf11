/* SPDX-License-Identifier: Apache-2.0 */
/* Any line as a result of nuclei: what comes out of it is a line that a reader takes. */
#include <stdint.h>
#include <stdlib.h>

#include "findings/foreign_report.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void take(void *context, const struct observation *observation)
{
	struct arena *arena = context;
	struct observation again;
	BUF_SCOPED line;

	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(observation, &line);
	if (!line.full && observation_parse(arena, buf_str(&line), &again, NULL))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct foreign_report report = {.take = take};
	ARENA_SCOPED arena;
	struct fault why;

	arena_init(&arena);
	report.arena = report.context = &arena;
	(void)foreign_report_nuclei(&report, str_of(data, size), &why);
	return 0;
}
