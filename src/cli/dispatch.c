/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/dispatch.h"

#include <string.h>

#include "cli/options.h"
#include "cli/say.h"
#include "cli/store_address.h"

/* How many words of argv the name takes, or 0 when they are others. */
static int words_matched(const char *name, int argc, char **argv)
{
	struct str rest = str_from(name);
	int count = 0;

	while (rest.p) {
		if (count == argc || !str_is(str_cut(&rest, ' '), argv[count]))
			return 0;
		count++;
	}
	return count;
}

static int run_command(const struct command *command, const struct program *program, int argc, char **argv)
{
	struct command_call call = {.program = program, .command = command};
	enum err err = ERR_OK;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	call.arena = &arena;
	switch (options_read(&call, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (command->opens == COMMAND_OPENS_READER || command->opens == COMMAND_OPENS_WRITER)
		err = store_address_open(&call, command->opens == COMMAND_OPENS_READER, &why);
	if (!err && call.status == COMMAND_DONE)
		err = command->run(&call, &why);
	office_close(call.office);
	return err ? say_fault(command->name, err, &why) : call.status;
}

int dispatch_run(const struct command *table, const struct program *program, int argc, char **argv)
{
	const bool is_version = argc > 1 && strcmp(argv[1], "--version") == 0;
	const struct command *found = NULL;
	int words = 0;

	for (const struct command *command = table; command->name; command++) {
		int matched = is_version ? strcmp(command->name, "version") == 0
					 : words_matched(command->name, argc - 1, argv + 1);
		if (matched > words) {
			found = command;
			words = matched;
		}
	}
	if (found)
		return run_command(found, program, is_version ? 0 : argc - 1 - words, argv + 1 + words);
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
		say_help("tenken");
		return COMMAND_DONE;
	}
	if (argc > 1)
		say_problem("cli.command", "", "unknown", argv[1]);
	else
		say_help("tenken");
	return COMMAND_USAGE;
}
