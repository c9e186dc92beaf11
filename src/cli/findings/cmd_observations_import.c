/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "usecases/alone/import_observations.h"

#define TARGETS_MAX 1024

/* A line that no reader would take is not written: it is counted as dropped. */
static void print_observation(void *context, const struct observation *observation)
{
	size_t *oversized = context;
	BUF_SCOPED line;

	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(observation, &line);
	if (line.full)
		++*oversized;
	else
		printf("%s\n", buf_text(&line));
}

/* "a,b" to its parts; false when there are too many. */
static bool read_targets(struct arena *arena, const char *text, struct foreign_report *report)
{
	const char **targets = arena_array(arena, TARGETS_MAX, sizeof(*targets));
	struct str rest = str_from(text);

	while (rest.p) {
		struct str target = str_trim(str_cut(&rest, ','));
		if (!target.n)
			continue;
		if (report->target_count == TARGETS_MAX)
			return false;
		targets[report->target_count++] = str_dup(arena, target);
	}
	report->targets = targets;
	return true;
}

static int import(enum foreign_tool tool, const char *path, const char *targets)
{
	size_t oversized = 0;
	struct foreign_report report = {.take = print_observation, .context = &oversized};
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	report.arena = &arena;
	if (targets && (!read_targets(&arena, targets, &report) || !report.target_count)) {
		say_problem("cli.option", "observations import", "needs_value", "--target");
		return COMMAND_USAGE;
	}
	err = import_observations(tool, path, &report, &why);
	if (err)
		return say_fault("observations import", err, &why);
	report.dropped += oversized;
	if (report.dropped)
		say_problem("cli.observations_import", "observations import", "dropped",
			    arena_printf(&arena, "%zu", report.dropped));
	return fflush(stdout) == 0 && !ferror(stdout) ? COMMAND_DONE : COMMAND_FAILED;
}

int cmd_observations_import(const struct program *program, int argc, char **argv)
{
	const char *targets = NULL;
	const struct option_spec specs[] = {{"target", &targets, NULL}};
	struct options options = {
		.command = "observations import", .specs = specs, .count = 1, .others_min = 2, .others_max = 2};
	enum foreign_tool tool;

	(void)program;
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!foreign_tool_parse(str_from(options.others[0]), &tool)) {
		say_problem("cli.observations_import", "observations import", "format", options.others[0]);
		return COMMAND_USAGE;
	}
	return import(tool, options.others[1], targets);
}
