/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/diagnosis/rejudge.h"

static int rejudge(const struct office *office)
{
	struct rejudge_result result;
	struct value *context;
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = rejudge_all(office, NULL, &result, &why);
	if (err)
		return say_fault("knowledge rejudge", err, &why);
	context = value_map(&arena);
	value_set_int(&arena, context, "looked_at", result.looked_at);
	value_set_int(&arena, context, "changed", result.changed);
	value_set_int(&arena, context, "failed", result.failed);
	say_text("cli.knowledge_rejudge.done", context);
	return result.failed ? COMMAND_FAILED : COMMAND_DONE;
}

int cmd_knowledge_rejudge(const struct program *program, int argc, char **argv)
{
	struct store_options store = {0};
	const struct option_spec specs[] = {STORE_OPTION_SPECS(store), {"knowledge", &store.knowledge, NULL}};
	struct options options = {.command = "knowledge rejudge", .specs = specs, .count = COUNT(specs)};
	struct office *office;
	int status = COMMAND_DONE;
	ARENA_SCOPED arena;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	office = store_open_office(&arena, &store, "knowledge rejudge", program->checks, false, &status);
	if (!office)
		return status;
	status = rejudge(office);
	office_close(office);
	return status;
}
