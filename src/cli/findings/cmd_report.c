/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/alone/report_alone.h"
#include "usecases/diagnosis/write_report.h"

struct report_request {
	enum lang lang;
	const char *out;
	size_t bytes;
};

static enum err from_store(struct command_call *call, struct report_request *request, struct fault *why)
{
	const char *number = command_value(call, "case");
	enum err err = ERR_OK;

	if (!number)
		return command_refuse(call, "cli.report", "missing", "");
	err = store_address_open(call, true, why);
	if (err || !call->office)
		return err;
	return write_report(call->office, number, request->lang, request->out, &request->bytes, why);
}

static enum err from_files(struct command_call *call, struct report_request *request, struct fault *why)
{
	const struct report_alone plan = {
		.findings_path = command_value(call, "findings"),
		.observations_path = command_value(call, "observations"),
		.company_path = command_value(call, "company"),
		.out_path = request->out,
		.lang = request->lang,
	};

	if (!plan.observations_path || command_value(call, "case"))
		return command_refuse(call, "cli.report", "missing", "");
	return report_alone(&plan, &request->bytes, why);
}

enum err cmd_report(struct command_call *call, struct fault *why)
{
	const char *lang = command_value(call, "lang"), *out = command_value(call, "out");
	struct value *context = value_map(call->arena);
	struct report_request request = {.lang = LANG_JA, .out = out ? out : command_value(call, "output")};
	enum err err;

	if (lang && !strcmp(lang, "en"))
		request.lang = LANG_EN;
	else if (lang && strcmp(lang, "ja") != 0)
		return command_refuse(call, "cli.report", "language", lang);
	if (!request.out)
		return command_refuse(call, "cli.report", "missing", "");
	err = command_value(call, "findings") ? from_files(call, &request, why) : from_store(call, &request, why);
	if (err || !request.bytes)
		return err;
	value_set_text(call->arena, context, "file", request.out);
	value_set_int(call->arena, context, "bytes", (int64_t)request.bytes);
	say_text("cli.report.done", context);
	return ERR_OK;
}
