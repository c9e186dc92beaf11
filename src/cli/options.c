/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/options.h"

#include <stdio.h>
#include <string.h>

#include "cli/say.h"

static const struct option_spec *find_spec(const struct options *options, const char *name, size_t length)
{
	for (size_t i = 0; i < options->count; i++)
		if (strlen(options->specs[i].name) == length && strncmp(options->specs[i].name, name, length) == 0)
			return &options->specs[i];
	return NULL;
}

static enum options_outcome refuse(const struct options *options, const char *problem, const char *what)
{
	say_problem("cli.option", options->command, problem, what);
	return OPTIONS_WRONG;
}

/* Reads the option at argv[*at] and moves *at over its value. */
static enum options_outcome read_option(const struct options *options, int argc, char **argv, int *at)
{
	const char *name = argv[*at] + 2;
	const char *equals = strchr(name, '=');
	const struct option_spec *spec = find_spec(options, name, equals ? (size_t)(equals - name) : strlen(name));

	if (!spec)
		return refuse(options, "unknown", argv[*at]);
	if (!spec->value && equals)
		return refuse(options, "takes_no_value", argv[*at]);
	if (spec->flag)
		*spec->flag = true;
	if (!spec->value)
		return OPTIONS_GOOD;
	if (!equals && *at + 1 >= argc)
		return refuse(options, "needs_value", argv[*at]);
	*spec->value = equals ? equals + 1 : argv[++*at];
	return OPTIONS_GOOD;
}

enum options_outcome options_read(struct options *options, int argc, char **argv)
{
	bool is_ended = false;

	for (int i = 0; i < argc; i++) {
		enum options_outcome outcome = OPTIONS_GOOD;
		if (!is_ended && strcmp(argv[i], "--help") == 0) {
			say_help(options->command);
			return OPTIONS_HELP_SHOWN;
		}
		if (!is_ended && strcmp(argv[i], "--") == 0)
			is_ended = true;
		else if (!is_ended && strncmp(argv[i], "--", 2) == 0)
			outcome = read_option(options, argc, argv, &i);
		else if (options->other_count == options->others_max || options->other_count == OPTIONS_OTHERS_MAX)
			outcome = refuse(options, "too_much", argv[i]);
		else
			options->others[options->other_count++] = argv[i];
		if (outcome != OPTIONS_GOOD)
			return outcome;
	}
	if (options->other_count < options->others_min)
		return refuse(options, "missing", "");
	return OPTIONS_GOOD;
}
