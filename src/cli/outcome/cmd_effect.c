/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/alone/effect_file.h"

#define ANSWER_MAX 10000

enum err cmd_effect(struct command_call *call, struct fault *why)
{
	struct value *answer;
	enum err err = effect_file(call->arena, command_value(call, "input"), lang_of_environment(), &answer, why);

	if (!err)
		err = say_json(answer, ANSWER_MAX, why);
	if (!err)
		command_end_output(call);
	return err;
}
