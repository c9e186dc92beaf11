/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/system/audit.h"

enum err cmd_audit_verify(struct command_call *call, struct fault *why)
{
	struct value *report;
	enum err err = audit_verify(call->office, call->arena, &report, why);

	if (err)
		return err;
	say_text("cli.audit.report", report);
	if (value_count(value_get(report, "differences")))
		call->status = COMMAND_FAILED;
	return ERR_OK;
}
