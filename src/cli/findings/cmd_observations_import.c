/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "checks/software/other_tool.h"
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/alone/import_observations.h"

#define TARGETS_MAX 1024

struct import_run {
	const char *command;
	size_t oversized, unread;
};

/* A line that no reader would take is not written: it is counted as dropped. */
static void print_observation(void *context, const struct observation *observation)
{
	struct import_run *run = context;
	BUF_SCOPED line;

	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(observation, &line);
	if (line.full)
		run->oversized++;
	else
		printf("%s\n", buf_text(&line));
	if (other_tool_is_unread(observation))
		run->unread++;
}

static void name_passed_over(void *context, const struct fault *why)
{
	const struct import_run *run = context;

	(void)say_fault(run->command, why->code, why);
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

static void say_count(struct command_call *call, const char *text, size_t count)
{
	if (count)
		say_problem("cli.observations_import", call->command->name, text,
			    arena_printf(call->arena, "%zu", count));
}

enum err cmd_observations_import(struct command_call *call, struct fault *why)
{
	const char *targets = command_value(call, "target");
	struct import_run run = {.command = call->command->name};
	struct foreign_report report = {
		.arena = call->arena, .take = print_observation, .pass_over = name_passed_over, .context = &run};
	enum foreign_tool tool;
	enum err err;

	if (!import_observations_tool_parse(str_from(call->words[0]), &tool))
		return command_refuse(call, "cli.observations_import", "format", call->words[0]);
	if (targets && (!read_targets(call->arena, targets, &report) || !report.target_count))
		return command_refuse(call, "cli.option", "needs_value", "--target");
	err = import_observations(tool, call->words[1], &report, why);
	if (err)
		return err;
	report.dropped += run.oversized;
	say_count(call, "dropped", report.dropped);
	say_count(call, "unread", run.unread);
	command_end_output(call);
	if (!call->status && (report.passed_over || run.oversized))
		call->status = report.taken || report.dropped ? COMMAND_FAILED : COMMAND_USAGE;
	return ERR_OK;
}
