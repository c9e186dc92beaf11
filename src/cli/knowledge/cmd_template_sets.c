/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "library/template_sets.h"

/* Reads "SET --data DIR"; COMMAND_DONE without a name in *ret_name when help was shown. */
static int read_set(const char *command, int argc, char **argv, const char **ret_data, const char **ret_name)
{
	const struct option_spec specs[] = {{"data", ret_data, NULL}};
	struct options options = {.command = command, .specs = specs, .count = 1, .others_min = 1, .others_max = 1};

	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!*ret_data) {
		say_problem("cli.option", command, "missing", "");
		return COMMAND_USAGE;
	}
	*ret_name = options.others[0];
	return COMMAND_DONE;
}

static void say_set(const char *key, const char *name, size_t count)
{
	struct value *context;
	ARENA_SCOPED arena;

	arena_init(&arena);
	context = value_map(&arena);
	value_set_text(&arena, context, "name", name);
	value_set_int(&arena, context, "count", (int64_t)count);
	say_text(key, context);
}

int cmd_template_enable(const struct program *program, int argc, char **argv)
{
	const char *data = NULL, *name = NULL;
	int status = read_set("template enable", argc, argv, &data, &name);
	struct fault why;
	size_t count = 0;
	enum err err;

	if (status != COMMAND_DONE || !name)
		return status;
	err = template_sets_enable(data, name, &count, &why);
	if (err)
		return say_fault("template enable", err, &why);
	say_set("template.enabled", name, count);
	return COMMAND_DONE;
}

int cmd_template_disable(const struct program *program, int argc, char **argv)
{
	const char *data = NULL, *name = NULL;
	int status = read_set("template disable", argc, argv, &data, &name);
	struct fault why;
	enum err err;

	if (status != COMMAND_DONE || !name)
		return status;
	err = template_sets_disable(data, name, &why);
	if (err)
		return say_fault("template disable", err, &why);
	say_set("template.disabled", name, 0);
	return COMMAND_DONE;
}
