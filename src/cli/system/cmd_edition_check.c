/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/edition_folder.h"

#define PROBLEMS_MAX ((size_t)256 * 1024) /* one of each file */

enum err cmd_edition_check(struct command_call *call, struct fault *why)
{
	struct edition *edition = NULL;
	struct value *context = value_map(call->arena);
	BUF_SCOPED problems;

	buf_init(&problems, PROBLEMS_MAX);
	if (edition_folder_load(call->words[0], &problems, &edition, why)) {
		/* FILE:LINE:COLUMN first, so that an editor can jump there. */
		if (problems.size)
			fputs(buf_text(&problems), stderr);
		else
			fprintf(stderr, "%s\n", why->text);
		call->status = COMMAND_USAGE;
		return ERR_OK;
	}
	value_set_text(call->arena, context, "id", edition->id);
	value_set_text(call->arena, context, "name", lang_pick(edition->name, lang_of_environment()));
	say_text("cli.edition.good", context);
	edition_free(edition);
	return ERR_OK;
}
