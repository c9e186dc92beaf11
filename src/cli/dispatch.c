/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/str.h"
#include "cli/command.h"
#include "cli/say.h"

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

int command_dispatch(const struct command *table, const struct program *program, int argc, char **argv)
{
	const struct command *found = NULL;
	int words = 0;

	for (const struct command *command = table; command->name; command++) {
		int matched = words_matched(command->name, argc - 1, argv + 1);
		if (matched > words) {
			found = command;
			words = matched;
		}
	}
	if (found)
		return found->run(program, argc - 1 - words, argv + 1 + words);
	if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
		say_help("tenken");
		return COMMAND_DONE;
	}
	if (argc > 1 && strcmp(argv[1], "--version") == 0)
		return cmd_version(program, 0, NULL);
	if (argc > 1)
		say_problem("cli.command", "", "unknown", argv[1]);
	else
		say_help("tenken");
	return COMMAND_USAGE;
}
