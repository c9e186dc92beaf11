/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/options.h"
#include "cli/say.h"
#include "usecases/alone/export_findings.h"

static int export(const struct program *program, enum export_format format)
{
	struct fault why;
	BUF_SCOPED out;
	enum err err;

	buf_init(&out, EXPORT_MAX);
	err = export_findings("-", format, say_lang(), program->checks, &out, &why);
	if (err)
		return say_fault("findings export", err, &why);
	fwrite(buf_text(&out), 1, buf_str(&out).n, stdout);
	return fflush(stdout) == 0 && !ferror(stdout) ? COMMAND_DONE : COMMAND_FAILED;
}

int cmd_findings_export(const struct program *program, int argc, char **argv)
{
	const char *name = NULL;
	const struct option_spec specs[] = {{"format", &name, NULL}};
	struct options options = {.command = "findings export", .specs = specs, .count = 1};
	enum export_format format;

	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!name || !export_format_parse(str_from(name), &format)) {
		say_problem("cli.findings_export", "findings export", "format", name ? name : "");
		return COMMAND_USAGE;
	}
	return export(program, format);
}
