/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "codec/json.h"
#include "usecases/alone/compare_findings.h"

/* One change a line, so that a long list needs no large buffer. */
static void print_json(struct arena *arena, const struct differences *differences)
{
	BUF_SCOPED line;

	buf_init(&line, 3 * FINDING_LINE_MAX);
	for (size_t i = 0; i < differences->count; i++) {
		buf_clear(&line);
		json_encode(&line, difference_value(arena, &differences->items[i]));
		printf("%s\n", buf_text(&line));
	}
}

static int compare(const char *before, const char *after, bool as_json)
{
	struct differences differences;
	struct value *view;
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = compare_findings(&arena, before, after, &differences, &why);
	if (!err && !as_json)
		err = compare_findings_view(&arena, &differences, say_lang(), &view, &why);
	if (err)
		return say_fault("findings diff", err, &why);
	if (as_json)
		print_json(&arena, &differences);
	else
		say_text("cli.findings_diff.view", view);
	return fflush(stdout) == 0 && !ferror(stdout) ? COMMAND_DONE : COMMAND_FAILED;
}

int cmd_findings_diff(const struct program *program, int argc, char **argv)
{
	bool as_json = false;
	const struct option_spec specs[] = {{"json", NULL, &as_json}};
	struct options options = {
		.command = "findings diff", .specs = specs, .count = 1, .others_min = 2, .others_max = 2};

	(void)program;
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	return compare(options.others[0], options.others[1], as_json);
}
