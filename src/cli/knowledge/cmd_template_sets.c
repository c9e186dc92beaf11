/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "library/template_sets.h"

static void say_set(struct command_call *call, const char *key, size_t count)
{
	struct value *context = value_map(call->arena);

	value_set_text(call->arena, context, "name", call->words[0]);
	value_set_int(call->arena, context, "count", (int64_t)count);
	say_text(key, context);
}

enum err cmd_template_enable(struct command_call *call, struct fault *why)
{
	size_t count = 0;
	enum err err = template_sets_enable(command_value(call, "data"), call->words[0], &count, why);

	if (!err)
		say_set(call, "template.enabled", count);
	return err;
}

enum err cmd_template_disable(struct command_call *call, struct fault *why)
{
	enum err err = template_sets_disable(command_value(call, "data"), call->words[0], why);

	if (!err)
		say_set(call, "template.disabled", 0);
	return err;
}
