/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/knowledge/question.h"

#include "cli/command.h"
#include "cli/options.h"

int question_run(const char *command, json_lines_answer *answer, int argc, char **argv)
{
	struct options options = {.command = command};

	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	return json_lines_run(answer, NULL);
}

enum err question_text(const struct value *question, const char *key, struct str *ret_text, struct fault *why)
{
	const struct value *value = value_get(question, key);

	if (!value || value->kind != VALUE_TEXT)
		return fault_set(why, ERR_INVALID, "\"%s\" is %s", key, value ? "not a text" : "missing");
	*ret_text = value->text;
	return ERR_OK;
}
