/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "codec/json.h"
#include "usecases/alone/compare_findings.h"

/* One change a line, so that a long list needs no large buffer. */
static void print_json(struct arena *arena, const struct differences *differences)
{
	BUF_SCOPED line;

	buf_init(&line, 3 * FINDING_LINE_MAX);
	for (size_t i = 0; i < differences->count; i++) {
		buf_clear(&line);
		json_encode(&line, difference_value(arena, &differences->items[i]));
		printf("%s\n", buf_text(&line));
	}
}

enum err cmd_findings_diff(struct command_call *call, struct fault *why)
{
	const bool as_json = command_flag(call, "json");
	struct differences differences;
	struct value *view;
	enum err err = compare_findings(call->arena, call->words[0], call->words[1], &differences, why);

	if (!err && !as_json)
		err = compare_findings_view(call->arena, &differences, lang_of_environment(), &view, why);
	if (err)
		return err;
	if (as_json)
		print_json(call->arena, &differences);
	else
		say_text("cli.findings_diff.view", view);
	command_end_output(call);
	return ERR_OK;
}
