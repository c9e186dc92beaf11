/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "usecases/edition_folder.h"

#define PROBLEMS_MAX ((size_t)256 * 1024) /* one of each file */

int cmd_edition_check(const struct program *program, int argc, char **argv)
{
	struct options options = {.command = "edition check", .others_min = 1, .others_max = 1};
	struct edition *edition = NULL;
	struct value *context;
	struct fault why;
	ARENA_SCOPED arena;
	BUF_SCOPED problems;

	arena_init(&arena);
	buf_init(&problems, PROBLEMS_MAX);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (edition_folder_load(options.others[0], &problems, &edition, &why)) {
		/* FILE:LINE:COLUMN first, so that an editor can jump there. */
		if (problems.size)
			fputs(buf_text(&problems), stderr);
		else
			fprintf(stderr, "%s\n", why.text);
		return COMMAND_USAGE;
	}
	context = value_map(&arena);
	value_set_text(&arena, context, "id", edition->id);
	value_set_text(&arena, context, "name", lang_pick(edition->name, say_lang()));
	say_text("cli.edition.good", context);
	edition_free(edition);
	return COMMAND_DONE;
}
