/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/options.h"

#include <string.h>

#include "cli/say.h"

static struct str name_of(const char *option)
{
	return str_head(str_from(option), strcspn(option, "="));
}

size_t options_find(const struct command *command, struct str name)
{
	size_t at = 0;

	while (at < COMMAND_OPTIONS_MAX && command->options[at] && !str_eq(name_of(command->options[at]), name))
		at++;
	return at < COMMAND_OPTIONS_MAX && command->options[at] ? at : COMMAND_OPTIONS_MAX;
}

static enum options_outcome refuse(const struct command_call *call, const char *problem, const char *what)
{
	say_problem("cli.option", call->command->name, problem, what);
	return OPTIONS_WRONG;
}

/* Where the value of an option goes; NULL for one that the command does not know. */
static const char **find_place(struct command_call *call, struct str name, bool *ret_takes_value)
{
	const size_t at = options_find(call->command, name);

	*ret_takes_value = true;
	if (at < COMMAND_OPTIONS_MAX) {
		*ret_takes_value = strchr(call->command->options[at], '=') != NULL;
		return &call->values[at];
	}
	if (call->command->opens == COMMAND_OPENS_NOTHING)
		return NULL;
	if (str_is(name, "data"))
		return &call->data;
	if (str_is(name, "log-key"))
		return &call->log_key;
	return str_is(name, "database") ? &call->database : NULL;
}

/* Reads the option at argv[*at] and moves *at over its value. */
static enum options_outcome read_option(struct command_call *call, int argc, char **argv, int *at)
{
	const char *equals = strchr(argv[*at], '=');
	bool takes_value;
	const char **place = find_place(call, name_of(argv[*at] + 2), &takes_value);

	if (!place)
		return refuse(call, "unknown", argv[*at]);
	if (!takes_value && equals)
		return refuse(call, "takes_no_value", argv[*at]);
	if (takes_value && !equals && *at + 1 >= argc)
		return refuse(call, "needs_value", argv[*at]);
	if (!takes_value)
		*place = "";
	else
		*place = equals ? equals + 1 : argv[++*at];
	return OPTIONS_GOOD;
}

/* Whether all that has to be given was. */
static bool is_complete(const struct command_call *call)
{
	const char *const *options = call->command->options;

	for (size_t i = 0; i < COMMAND_OPTIONS_MAX && options[i]; i++)
		if (str_ends(str_from(options[i]), "=!") && !call->values[i])
			return false;
	return call->word_count >= call->command->words_min;
}

enum options_outcome options_read(struct command_call *call, int argc, char **argv)
{
	bool is_ended = false;

	for (int i = 0; i < argc; i++) {
		enum options_outcome outcome = OPTIONS_GOOD;
		if (!is_ended && strcmp(argv[i], "--help") == 0) {
			say_help(call->command->name);
			return OPTIONS_HELP_SHOWN;
		}
		if (!is_ended && strcmp(argv[i], "--") == 0)
			is_ended = true;
		else if (!is_ended && strncmp(argv[i], "--", 2) == 0)
			outcome = read_option(call, argc, argv, &i);
		else if (call->word_count == call->command->words_max)
			outcome = refuse(call, "too_much", argv[i]);
		else
			call->words[call->word_count++] = argv[i];
		if (outcome != OPTIONS_GOOD)
			return outcome;
	}
	return is_complete(call) ? OPTIONS_GOOD : refuse(call, "missing", "");
}
