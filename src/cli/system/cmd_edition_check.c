/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "usecases/open_office.h"

int cmd_edition_check(const struct program *program, int argc, char **argv)
{
	struct options options = {.command = "edition check", .others_min = 1, .others_max = 1};
	struct edition *edition;
	struct value *context;
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	err = edition_load(options.others[0], &edition, &why);
	if (err) {
		/* FILE:LINE:COLUMN first, so that an editor can jump there. */
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
