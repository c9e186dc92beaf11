/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"

int cmd_version(const struct program *program, int argc, char **argv)
{
	struct options options = {.command = "version"};
	enum options_outcome outcome = options_read(&options, argc, argv);

	if (outcome == OPTIONS_GOOD)
		puts("tenken " TENKEN_VERSION);
	return outcome == OPTIONS_WRONG ? COMMAND_USAGE : COMMAND_DONE;
}
