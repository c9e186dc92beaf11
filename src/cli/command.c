/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/say.h"

const char *command_value(const struct command_call *call, const char *option)
{
	const size_t at = options_find(call->command, str_from(option));

	if (at < COMMAND_OPTIONS_MAX)
		return call->values[at];
	if (strcmp(option, "data") == 0)
		return call->data;
	assert(strcmp(option, "database") == 0); /* a name that the row does not have */
	return call->database;
}

const char *command_text(const struct command_call *call, const char *option)
{
	const char *value = command_value(call, option);

	return value ? value : "";
}

bool command_flag(const struct command_call *call, const char *option)
{
	return command_value(call, option) != NULL;
}

enum err command_refuse(struct command_call *call, const char *group, const char *problem, const char *what)
{
	say_problem(group, call->command->name, problem, what);
	call->status = COMMAND_USAGE;
	return ERR_OK;
}

void command_end_output(struct command_call *call)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		call->status = COMMAND_FAILED;
}
