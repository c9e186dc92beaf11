/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "codec/json.h"
#include "library/knowledge_status.h"

enum { STATUS_MAX = 65536 }; /* bytes as JSON */

static int tell(const struct value *status, bool is_json)
{
	BUF_SCOPED out;

	buf_init(&out, STATUS_MAX);
	json_encode(&out, status);
	if (is_json)
		puts(buf_text(&out));
	else
		say_text("cli.knowledge.status", status);
	return COMMAND_DONE;
}

int cmd_knowledge_status(const struct program *program, int argc, char **argv)
{
	const char *data = NULL;
	bool is_json = false;
	const struct option_spec specs[] = {{"data", &data, NULL}, {"json", NULL, &is_json}};
	struct options options = {.command = "knowledge status", .specs = specs, .count = 2};
	const struct clock clock = {0};
	struct value *status;
	ARENA_SCOPED arena;
	struct fault why;
	enum err err;

	(void)program;
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
	err = knowledge_status(&arena, data, clock_now_ms(&clock), &status, &why);
	return err ? say_fault(options.command, err, &why) : tell(status, is_json);
}
