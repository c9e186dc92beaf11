/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/knowledge/question.h"
#include "knowledge/version/version_order.h"

static enum err answer_order(void *context, struct arena *arena, const struct value *question,
			     struct value **ret_answer, struct fault *why)
{
	enum version_scheme scheme = VERSION_AUTO;
	struct str name, a, b;
	enum err err;

	(void)context;
	if (value_get(question, "scheme")) {
		err = question_text(question, "scheme", &name, why);
		if (err)
			return err;
		if (!version_scheme_parse(name, &scheme))
			return fault_set(why, ERR_INVALID, "the scheme is auto, dpkg, rpm or semver");
	}
	err = question_text(question, "a", &a, why);
	if (!err)
		err = question_text(question, "b", &b, why);
	if (err)
		return err;
	*ret_answer = value_map(arena);
	value_set_int(arena, *ret_answer, "order", version_order(scheme, a, b));
	return ERR_OK;
}

enum err cmd_knowledge_order(struct command_call *call, struct fault *why)
{
	(void)why;
	call->status = json_lines_run(answer_order, NULL);
	return ERR_OK;
}
