/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/system/edition_new.h"

enum err cmd_edition_new(struct command_call *call, struct fault *why)
{
	struct value *context = value_map(call->arena), *changed = value_list(call->arena),
		     *look = value_list(call->arena);
	struct edition_next next;
	const char *folder;
	enum err err = edition_new(call->arena, command_value(call, "from"), &folder, &next, why);

	if (err)
		return err;
	for (size_t i = 0; i < next.count; i++) {
		const struct edition_next_line *line = &next.lines[i];
		struct value *item = value_map(call->arena);
		value_set_int(call->arena, item, "line", (int64_t)line->line);
		value_set_text(call->arena, item, "text", line->text);
		value_add(call->arena, line->before ? changed : look, item);
	}
	value_set_text(call->arena, context, "folder", folder);
	value_set(call->arena, context, "changed", changed);
	value_set(call->arena, context, "look", look);
	say_text("cli.edition_new.done", context);
	return ERR_OK;
}
