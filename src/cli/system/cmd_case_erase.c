/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/receipt.h"

enum err cmd_case_erase(struct command_call *call, struct fault *why)
{
	const struct actor program = actor_program();
	const char *class_text = command_text(call, "class");
	struct value *context = value_map(call->arena);
	enum erase_class class;
	int64_t case_id;
	enum err err;

	if (!erase_class_parse(str_from(class_text), &class))
		return command_refuse(call, "cli.erase", "class", class_text);
	err = receipt_find(call->office, str_from(call->words[0]), &case_id, why);
	if (!err)
		err = erase_content(call->office, &program, case_id, class, command_text(call, "rule"), why);
	if (err)
		return err;
	value_set_text(call->arena, context, "receipt", call->words[0]);
	value_set_text(call->arena, context, "class", class_text);
	say_text("cli.erase.done", context);
	return ERR_OK;
}
