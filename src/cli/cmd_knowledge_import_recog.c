/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "usecases/recog_import.h"

int cmd_knowledge_import_recog(const struct program *program, int argc, char **argv)
{
	const char *data = NULL;
	const struct option_spec specs[] = {{"data", &data, NULL}};
	struct options options = {.command = "knowledge import recog",
				  .specs = specs,
				  .count = 1,
				  .others_min = 1,
				  .others_max = OPTIONS_OTHERS_MAX};
	struct recog_import import;
	ARENA_SCOPED arena;
	struct fault why;
	enum err err;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!data) {
		say_problem("cli.option", options.command, "missing", "");
		return COMMAND_USAGE;
	}
	err = recog_import(&arena, data, options.others, options.other_count, &import, &why);
	if (err)
		return say_fault(options.command, err, &why);
	for (size_t i = 0; i < import.skipped_count; i++)
		fprintf(stderr, "%s:%u: %s\n", import.skipped[i].file, import.skipped[i].line, import.skipped[i].text);
	printf("added %zu changed %zu removed %zu skipped %zu\n", import.added, import.changed, import.removed,
	       import.skipped_count);
	return COMMAND_DONE;
}
