/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/diagnosis/write_report.h"

static int write(const struct office *office, const char *number, enum lang lang, const char *output)
{
	struct value *context;
	struct fault why;
	size_t bytes;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = write_report(office, number, lang, output, &bytes, &why);
	if (err)
		return say_fault("report", err, &why);
	context = value_map(&arena);
	value_set_text(&arena, context, "file", output);
	value_set_int(&arena, context, "bytes", (int64_t)bytes);
	say_text("cli.report.done", context);
	return COMMAND_DONE;
}

int cmd_report(const struct program *program, int argc, char **argv)
{
	struct store_options store = {0};
	const char *number = NULL, *output = NULL, *lang = "ja";
	const struct option_spec specs[] = {
		STORE_OPTION_SPECS(store),
		{"case", &number, NULL},
		{"output", &output, NULL},
		{"lang", &lang, NULL},
	};
	struct options options = {.command = "report", .specs = specs, .count = COUNT(specs)};
	struct office *office;
	int status = COMMAND_DONE;
	ARENA_SCOPED arena;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!number || !output || (strcmp(lang, "ja") != 0 && strcmp(lang, "en") != 0)) {
		say_problem("cli.report", "report", number && output ? "language" : "missing", lang);
		return COMMAND_USAGE;
	}
	office = store_open_office(&arena, &store, "report", program->checks, true, &status);
	if (!office)
		return status;
	status = write(office, number, strcmp(lang, "en") == 0 ? LANG_EN : LANG_JA, output);
	office_close(office);
	return status;
}
