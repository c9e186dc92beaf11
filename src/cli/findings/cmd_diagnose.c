/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "usecases/alone/diagnose_alone.h"

#define BAR_WIDTH 40

/* On a terminal, one line that is drawn again; elsewhere nothing. */
static void draw_bar(void *context, int64_t done, int64_t total)
{
	const bool *is_terminal = context;
	int filled = total > 0 ? (int)(done * BAR_WIDTH / total) : 0;

	if (!*is_terminal)
		return;
	fputs("\r[", stderr);
	for (int i = 0; i < BAR_WIDTH; i++)
		fputc(i < filled ? '#' : '.', stderr);
	fprintf(stderr, "] %3d%%", total > 0 ? (int)(done * 100 / total) : 0);
	fflush(stderr);
}

static void print_findings(struct arena *arena, const struct value *view)
{
	const struct value *findings = value_get(view, "findings");

	for (size_t i = 0; i < value_count(findings); i++)
		say_text("cli.diagnose.finding", value_at(findings, i));
	say_text(value_count(findings) ? "cli.diagnose.end" : "cli.diagnose.nothing", view);
}

static int diagnose(const struct program *program, struct diagnose_alone plan, bool as_json)
{
	bool is_terminal = isatty(STDERR_FILENO);
	struct diagnose_alone_result result;
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	plan.checks = program->checks;
	plan.lang = say_lang();
	plan.progress = draw_bar;
	plan.context = &is_terminal;
	err = diagnose_alone(&arena, &plan, &result, &why);
	if (is_terminal)
		fputs("\r\033[K", stderr);
	if (err)
		return say_fault("diagnose", err, &why);
	if (as_json)
		puts(result.json);
	else
		print_findings(&arena, result.view);
	return COMMAND_DONE;
}

int cmd_diagnose(const struct program *program, int argc, char **argv)
{
	struct diagnose_alone plan = {.authorisation_path = NULL};
	bool as_json = false;
	const struct option_spec specs[] = {
		{"authorisation", &plan.authorisation_path, NULL},
		{"data", &plan.data, NULL},
		{"probe", &plan.probe_path, NULL},
		{"json", NULL, &as_json},
	};
	struct options options = {.command = "diagnose", .specs = specs, .count = 4};

	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!plan.authorisation_path) {
		say_problem("cli.diagnose", "diagnose", "no_authorisation", "");
		return COMMAND_USAGE;
	}
	return diagnose(program, plan, as_json);
}
