/* SPDX-License-Identifier: Apache-2.0 */
/* Any file as a report of Nmap: each observation that comes out of it is a line that a reader takes. */
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

static void pass_over(void *context, const struct fault *why)
{
	if (!why->code)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct foreign_report report = {.take = take, .pass_over = pass_over};
	ARENA_SCOPED arena;
	struct fault why;

	arena_init(&arena);
	report.arena = report.context = &arena;
	(void)foreign_report_nmap(&report, "f.xml", str_of(data, size), &why);
	return 0;
}
