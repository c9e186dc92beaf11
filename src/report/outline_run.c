/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define PROBLEM_TARGETS_SHOWN 10

static const char *joined_list(const struct outline_writer *w, const struct value *list)
{
	const char *joined = "";

	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		if (item && item->kind == VALUE_TEXT)
			joined = outline_write_joined(w, joined,
						      foreign_text_show(w->arena, item->text, OUTLINE_FOREIGN_MAX));
	}
	return joined;
}

static void read_begin(const struct outline_writer *w, const struct value *data, struct outline_run *run)
{
	run->started_ms = value_get_int(data, "started_ms", 0);
	run->probe_version =
		foreign_text_show(w->arena, str_from(value_get_text(data, "version")), OUTLINE_FOREIGN_MAX);
	run->ports = value_get_int(data, "ports", 0);
	run->sources = joined_list(w, value_get(data, "source_addresses"));
}

/* A probe that was stopped gives a reason other than "done". */
static void read_end(const struct value *data, struct outline_run *run)
{
	const char *reason = value_get_text(data, "reason");

	run->finished_ms = value_get_int(data, "finished_ms", 0);
	run->connections = value_get_int(data, "connections", -1);
	run->is_whole = !*reason || !strcmp(reason, "done");
}

/* Names each target with a problem once, up to a number that fits into a sentence. */
static void read_problem(const struct outline_writer *w, const struct observation *seen, struct outline_run *run,
			 const char *named[PROBLEM_TARGETS_SHOWN], size_t *named_count)
{
	run->problem_count++;
	for (size_t i = 0; i < *named_count; i++)
		if (!strcmp(named[i], seen->target))
			return;
	if (*named_count == PROBLEM_TARGETS_SHOWN || !*seen->target)
		return;
	named[(*named_count)++] = seen->target;
	run->problem_targets = outline_write_joined(
		w, run->problem_targets, foreign_text_show(w->arena, str_from(seen->target), OUTLINE_FOREIGN_MAX));
}

struct outline_run outline_run_read(const struct outline_writer *w)
{
	struct outline_run run = {.connections = -1, .probe_version = "", .sources = "", .problem_targets = ""};
	const char *named[PROBLEM_TARGETS_SHOWN];
	size_t named_count = 0;

	for (size_t i = 0; i < w->input->observation_count; i++) {
		const struct observation *seen = &w->input->observations[i];
		if (!strcmp(seen->kind, "probe.begin"))
			read_begin(w, seen->data, &run);
		else if (!strcmp(seen->kind, "probe.end"))
			read_end(seen->data, &run);
		else if (!strcmp(seen->kind, "probe.problem"))
			read_problem(w, seen, &run, named, &named_count);
	}
	if (!run.started_ms && w->input->observation_count)
		run.started_ms = w->input->observations[0].at_ms;
	return run;
}
