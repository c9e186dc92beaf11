/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/edition_folder.h"
#include "usecases/system/edition_deed.h"

#define PROBLEMS_MAX ((size_t)256 * 1024) /* one of each file */

/* Whether the store would take it, as a draft or as a change. */
static enum err look_into_store(struct command_call *call, struct fault *why)
{
	const struct edition_deed deed = {.only_look = true};
	struct edition_deed_result result;
	struct value *context = value_map(call->arena);
	enum err err = store_address_open(call, true, why);

	if (err || !call->office)
		return err;
	err = edition_deed_add(call->office, call->arena, call->words[0], &deed, &result, why);
	if (err)
		return err;
	value_set_int(call->arena, context, "version", result.version);
	value_set_text(call->arena, context, "changes", result.changes);
	say_text("cli.edition.taken", context);
	return ERR_OK;
}

enum err cmd_edition_check(struct command_call *call, struct fault *why)
{
	struct edition *edition = NULL;
	struct value *context = value_map(call->arena);
	enum err err = ERR_OK;
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
	if (call->data || call->database)
		err = look_into_store(call, why);
	if (err || call->status) {
		edition_free(edition);
		return err;
	}
	value_set_text(call->arena, context, "id", edition->id);
	value_set_text(call->arena, context, "name", lang_pick(edition->name, lang_of_environment()));
	say_text("cli.edition.good", context);
	edition_free(edition);
	return ERR_OK;
}
