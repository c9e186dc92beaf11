/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/store_address.h"

#include "cli/command.h"
#include "cli/say.h"

const char *store_address(struct arena *arena, const struct store_options *options, const char *command)
{
	if (!options->data == !options->database) {
		say_problem("cli.store", command, options->data ? "both" : "none", "");
		return NULL;
	}
	return options->database ? options->database : arena_printf(arena, "sqlite:%s/tenken.db", options->data);
}

struct office *store_open_office(struct arena *arena, const struct store_options *options, const char *command,
				 const struct check *checks, bool read_only, int *ret_status)
{
	struct office_open open = {.checks = checks,
				   .knowledge = options->knowledge ? options->knowledge : options->data,
				   .read_only = read_only};
	struct office *office;
	struct fault why;
	enum err err;

	open.address = store_address(arena, options, command);
	if (!open.address) {
		*ret_status = COMMAND_USAGE;
		return NULL;
	}
	err = office_open(&open, &office, &why);
	if (!err)
		return office;
	*ret_status = say_fault(command, err, &why);
	return NULL;
}
