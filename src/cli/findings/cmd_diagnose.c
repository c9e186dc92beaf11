/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/alone/diagnose_alone.h"

#define BAR_WIDTH 40

/* What goes on, and how fast where there is a bound. */
static void say_phase(const struct probe_progress *progress)
{
	struct value *context;
	ARENA_SCOPED arena;

	arena_init(&arena);
	context = value_map(&arena);
	value_set_int(&arena, context, "rate", progress->flows_per_second);
	if (strcmp(progress->phase, "paused") == 0)
		say_note("cli.diagnose.bar.paused", context);
	else if (strcmp(progress->phase, "services") == 0)
		say_note("cli.diagnose.bar.services", context);
	else
		say_note(progress->flows_per_second ? "cli.diagnose.bar.ports_at" : "cli.diagnose.bar.ports", context);
}

/* On a terminal, one line that is drawn again; elsewhere nothing. */
static void draw_bar(void *context, const struct probe_progress *progress)
{
	const bool *is_terminal = context;
	int64_t done = progress->done, total = progress->total;
	int filled = total > 0 ? (int)(done * BAR_WIDTH / total) : 0;

	if (!*is_terminal)
		return;
	fputs("\r[", stderr);
	for (int i = 0; i < BAR_WIDTH; i++)
		fputc(i < filled ? '#' : '.', stderr);
	fprintf(stderr, "] %3d%% ", total > 0 ? (int)(done * 100 / total) : 0);
	say_phase(progress);
	fputs("\033[K", stderr);
	fflush(stderr);
}

static void print_findings(struct arena *arena, const struct value *view)
{
	const struct value *findings = value_get(view, "findings");

	for (size_t i = 0; i < value_count(findings); i++)
		say_text("cli.diagnose.finding", value_at(findings, i));
	say_text(value_count(findings) ? "cli.diagnose.end" : "cli.diagnose.nothing", view);
}

static const char *answer_key(const char *answer)
{
	return !strcmp(answer, "mended")        ? "cli.diagnose.mended"
	       : !strcmp(answer, "still_there") ? "cli.diagnose.still_there"
						: "cli.diagnose.unknown";
}

enum err cmd_diagnose(struct command_call *call, struct fault *why)
{
	bool is_terminal = isatty(STDERR_FILENO);
	const struct diagnose_alone plan = {
		.authorisation_path = command_value(call, "authorisation"),
		.finding_path = command_value(call, "recheck"),
		.data = command_value(call, "data"),
		.probe = {command_value(call, "probe"), command_flag(call, "without-landlock")},
		.is_lab = command_flag(call, "lab"),
		.checks = call->program->checks,
		.lang = lang_of_environment(),
		.progress = draw_bar,
		.context = &is_terminal,
	};
	struct diagnose_alone_result result;
	enum err err;

	if (!plan.authorisation_path)
		return command_refuse(call, "cli.diagnose", "no_authorisation", "");
	err = diagnose_alone(call->arena, &plan, &result, why);
	if (is_terminal)
		fputs("\r\033[K", stderr);
	if (!err && command_flag(call, "json"))
		puts(result.json);
	else if (!err && result.answer)
		say_text(answer_key(result.answer), result.view);
	else if (!err)
		print_findings(call->arena, result.view);
	return err;
}
