/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"

int cmd_setting(const struct program *program, int argc, char **argv)
{
	struct store_options store = {0};
	const struct option_spec specs[] = {STORE_OPTION_SPECS(store)};
	struct options options = {.command = "setting", .specs = specs, .count = 2, .others_min = 2, .others_max = 2};
	struct office *office;
	int status = COMMAND_DONE;
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	office = store_open_office(&arena, &store, "setting", program->checks, false, &status);
	if (!office)
		return status;
	err = office_set(office, options.others[0], options.others[1], &why);
	office_close(office);
	return err ? say_fault("setting", err, &why) : COMMAND_DONE;
}
