/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/system/edition_deed.h"

#define LIST_BYTES_MAX ((size_t)16 * 1024 * 1024)

static void say_result(struct command_call *call, const char *draft, const char *change,
		       const struct edition_deed_result *result)
{
	struct value *context = value_map(call->arena);

	value_set_text(call->arena, context, "id", result->id);
	value_set_int(call->arena, context, "version", result->version);
	value_set_text(call->arena, context, "changes", result->changes);
	say_text(result->kind == EDITION_DEED_CHANGE ? change : draft, context);
}

enum err cmd_edition_add(struct command_call *call, struct fault *why)
{
	const struct edition_deed deed = {.as = command_value(call, "as"), .reason = command_value(call, "reason")};
	struct edition_deed_result result;
	enum err err = edition_deed_add(call->office, call->arena, call->words[0], &deed, &result, why);

	if (!err)
		say_result(call, "cli.edition.added", "cli.edition.proposed", &result);
	return err;
}

enum err cmd_edition_publish(struct command_call *call, struct fault *why)
{
	const struct edition_deed deed = {.as = command_value(call, "as")};
	struct edition_deed_result result;
	enum err err = edition_deed_publish(call->office, call->arena, call->words[0], &deed, &result, why);

	if (!err)
		say_result(call, "cli.edition.published", "cli.edition.changed", &result);
	return err;
}

enum err cmd_edition_close(struct command_call *call, struct fault *why)
{
	const struct edition_deed deed = {.as = command_value(call, "as")};
	struct value *context = value_map(call->arena);
	enum err err = edition_deed_close(call->office, call->words[0], &deed, why);

	if (err)
		return err;
	value_set_text(call->arena, context, "id", call->words[0]);
	say_text("cli.edition.closed", context);
	return ERR_OK;
}

enum err cmd_edition_list(struct command_call *call, struct fault *why)
{
	struct value *view;
	enum err err = edition_deed_list(call->office, call->arena, &view, why);

	if (!err && command_flag(call, "json"))
		return say_json(value_get(view, "editions"), LIST_BYTES_MAX, why);
	if (!err)
		say_text("cli.edition.list", view);
	return err;
}
