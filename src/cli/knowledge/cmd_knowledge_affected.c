/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/diagnosis/affected_cases.h"
#include "usecases/diagnosis/software_index.h"

#define LIST_BYTES_MAX ((size_t)256 * 1024 * 1024)

enum err cmd_knowledge_affected(struct command_call *call, struct fault *why)
{
	const struct affected_cases_query query = {str_from(call->words[0]), 0, AFFECTED_CASES_MAX};
	struct value *view;
	enum err err = affected_cases_list(call->office, call->arena, &query, &view, why);

	if (err)
		return err;
	if (!value_get(view, "is_known")->boolean)
		call->status = COMMAND_FAILED;
	if (command_flag(call, "json"))
		return say_json(view, LIST_BYTES_MAX, why);
	say_text("cli.knowledge_affected.list", view);
	return ERR_OK;
}

enum err cmd_knowledge_reindex(struct command_call *call, struct fault *why)
{
	struct value *context = value_map(call->arena);
	int64_t count;
	enum err err = software_index_rebuild(call->office, &count, why);

	if (err)
		return err;
	value_set_int(call->arena, context, "count", count);
	say_text("cli.knowledge_affected.reindexed", context);
	return ERR_OK;
}
