/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/alone/report_alone.h"
#include "usecases/diagnosis/write_report.h"

struct report_request {
	struct report_wish wish;
	const char *out;
	size_t bytes;
};

static enum err from_store(struct command_call *call, struct report_request *request, struct fault *why)
{
	const char *number = command_value(call, "case");
	bool is_letter = request->wish.scope == REPORT_LETTER;
	enum err err = ERR_OK;

	/* One case, or the letters of several. */
	if (call->word_count ? number || !is_letter : !number)
		return command_refuse(call, "cli.report", "missing", "");
	err = store_address_open(call, true, why);
	if (err || !call->office)
		return err;
	if (call->word_count)
		return write_report_letters(call->office, call->words, call->word_count, request->wish.lang,
					    request->out, &request->bytes, why);
	return write_report(call->office, number, &request->wish, request->out, &request->bytes, why);
}

static enum err from_files(struct command_call *call, struct report_request *request, struct fault *why)
{
	const struct report_alone plan = {
		.findings_path = command_value(call, "findings"),
		.observations_path = command_value(call, "observations"),
		.explanations_path = command_value(call, "explanations"),
		.checks = call->program->checks,
		.company_path = command_value(call, "company"),
		.out_path = request->out,
		.wish = request->wish,
	};

	if (!plan.observations_path || command_value(call, "case") || call->word_count)
		return command_refuse(call, "cli.report", "missing", "");
	return report_alone(&plan, &request->bytes, why);
}

/* False, and the problem is said, for a language or a group that does not exist. */
static bool read_wish(struct command_call *call, struct report_wish *wish)
{
	const char *lang = command_value(call, "lang"), *group = command_value(call, "for");

	if (lang && !strcmp(lang, "en"))
		wish->lang = LANG_EN;
	else if (lang && strcmp(lang, "ja") != 0)
		return command_refuse(call, "cli.report", "language", lang), false;
	if (command_flag(call, "letter"))
		wish->scope = REPORT_LETTER;
	else if (group)
		wish->scope = REPORT_PART;
	if (group && (!assignment_group_parse(str_from(group), &wish->group) || wish->scope == REPORT_LETTER))
		return command_refuse(call, "cli.report", "group", group), false;
	return true;
}

enum err cmd_report(struct command_call *call, struct fault *why)
{
	const char *out = command_value(call, "out");
	struct value *context = value_map(call->arena);
	struct report_request request = {.out = out ? out : command_value(call, "output")};
	enum err err;

	if (!read_wish(call, &request.wish))
		return ERR_OK;
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
