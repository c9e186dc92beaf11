/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/clock.h"
#include "cli/command.h"
#include "cli/say.h"
#include "codec/json.h"
#include "library/knowledge_status.h"

enum { STATUS_MAX = 65536 }; /* bytes as JSON */

static void print_json(const struct value *status)
{
	BUF_SCOPED out;

	buf_init(&out, STATUS_MAX);
	json_encode(&out, status);
	puts(buf_text(&out));
}

enum err cmd_knowledge_status(struct command_call *call, struct fault *why)
{
	const struct clock clock = {0};
	struct value *status;
	enum err err = knowledge_status(call->arena, command_value(call, "data"), clock_now_ms(&clock), &status, why);

	if (!err && command_flag(call, "json"))
		print_json(status);
	else if (!err)
		say_text("cli.knowledge.status", status);
	return err;
}
