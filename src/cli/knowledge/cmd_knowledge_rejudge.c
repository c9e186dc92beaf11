/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/diagnosis/rejudge.h"

enum err cmd_knowledge_rejudge(struct command_call *call, struct fault *why)
{
	struct value *context = value_map(call->arena);
	struct rejudge_result result;
	enum err err = rejudge_all(call->office, NULL, &result, why);

	if (err)
		return err;
	value_set_int(call->arena, context, "looked_at", result.looked_at);
	value_set_int(call->arena, context, "changed", result.changed);
	value_set_int(call->arena, context, "failed", result.failed);
	say_text("cli.knowledge_rejudge.done", context);
	call->status = result.failed ? COMMAND_FAILED : COMMAND_DONE;
	return ERR_OK;
}
