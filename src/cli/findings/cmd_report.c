/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "usecases/diagnosis/write_report.h"

enum err cmd_report(struct command_call *call, struct fault *why)
{
	const char *number = command_value(call, "case"), *output = command_value(call, "output");
	const char *lang = command_value(call, "lang");
	const bool is_english = lang && strcmp(lang, "en") == 0;
	struct value *context = value_map(call->arena);
	size_t bytes;
	enum err err;

	if (!number || !output)
		return command_refuse(call, "cli.report", "missing", "");
	if (lang && !is_english && strcmp(lang, "ja") != 0)
		return command_refuse(call, "cli.report", "language", lang);
	err = write_report(call->office, number, is_english ? LANG_EN : LANG_JA, output, &bytes, why);
	if (err)
		return err;
	value_set_text(call->arena, context, "file", output);
	value_set_int(call->arena, context, "bytes", (int64_t)bytes);
	say_text("cli.report.done", context);
	return ERR_OK;
}
