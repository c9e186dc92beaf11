/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/alone/export_findings.h"

enum err cmd_findings_export(struct command_call *call, struct fault *why)
{
	const char *name = command_value(call, "format");
	enum export_format format;
	BUF_SCOPED out;
	enum err err;

	buf_init(&out, EXPORT_MAX);
	if (!name || !export_findings_format_parse(str_from(name), &format))
		return command_refuse(call, "cli.findings_export", "format", name ? name : "");
	err = export_findings("-", format, lang_of_environment(), call->program->checks, &out, why);
	if (err)
		return err;
	fwrite(buf_text(&out), 1, buf_str(&out).n, stdout);
	command_end_output(call);
	return ERR_OK;
}
