/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/system/case_list.h"

#define LIST_BYTES_MAX ((size_t)256 * 1024 * 1024)

enum err cmd_case_list(struct command_call *call, struct fault *why)
{
	struct value *context = value_map(call->arena), *cases;
	enum err err = case_list(call->office, call->arena, command_text(call, "edition"), &cases, why);

	if (err)
		return err;
	if (command_flag(call, "json"))
		return say_json(cases, LIST_BYTES_MAX, why);
	value_set(call->arena, context, "cases", cases);
	say_text("cli.case.list", context);
	return ERR_OK;
}

enum err cmd_case_show(struct command_call *call, struct fault *why)
{
	struct value *shown;
	enum err err = case_list_one(call->office, call->arena, str_from(call->words[0]), &shown, why);

	if (!err && command_flag(call, "json"))
		return say_json(shown, LIST_BYTES_MAX, why);
	if (!err)
		say_text("cli.case.show", shown);
	return err;
}
