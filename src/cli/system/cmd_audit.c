/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/say.h"
#include "disk/read_file.h"
#include "seal/place_proof.h"
#include "usecases/receipt.h"
#include "usecases/seal/audit_replay.h"
#include "usecases/seal/audit_verify.h"
#include "usecases/seal/log_head.h"
#include "usecases/seal/prove_place.h"

/* Says the report; a difference is what the command ends with. */
static void say_report(struct command_call *call, const char *text, const struct value *report)
{
	say_text(text, report);
	if (value_count(value_get(report, "differences")))
		call->status = COMMAND_FAILED;
}

static enum err read_option(struct command_call *call, const char *option, struct str *ret_text, struct fault *why)
{
	const char *path = command_value(call, option);

	return path ? read_file(call->arena, path, NOTE_BYTES_MAX, ret_text, why) : ERR_OK;
}

enum err cmd_audit_verify(struct command_call *call, struct fault *why)
{
	struct audit_verify_input input = {.head = {NULL, 0}};
	struct value *report;
	enum err err = read_option(call, "head", &input.head, why);

	if (!err)
		err = read_option(call, "key", &input.key, why);
	if (!err)
		err = audit_verify(call->office, call->arena, &input, &report, why);
	if (!err)
		say_report(call, "cli.audit.verified", report);
	return err;
}

enum err cmd_audit_replay(struct command_call *call, struct fault *why)
{
	struct value *report;
	enum err err = audit_replay(call->office, call->arena, &report, why);

	if (!err)
		say_report(call, "cli.audit.replayed", report);
	return err;
}

enum err cmd_audit_head(struct command_call *call, struct fault *why)
{
	const char *note;
	enum err err = command_flag(call, "witnessed") ? log_head_read_witnessed(call->office, call->arena, &note, why)
						       : log_head_read(call->office, call->arena, &note, why);

	if (err)
		return err;
	fputs(note, stdout);
	command_end_output(call);
	return ERR_OK;
}

enum err cmd_audit_key(struct command_call *call, struct fault *why)
{
	const char *key;
	enum err err = log_head_key(call->office, call->arena, &key, why);

	if (err)
		return err;
	printf("%s\n", key);
	command_end_output(call);
	return ERR_OK;
}

enum err cmd_audit_prove(struct command_call *call, struct fault *why)
{
	BUF_SCOPED json;
	int64_t case_id;
	enum err err;

	buf_init(&json, PLACE_PROOF_BYTES_MAX);
	err = receipt_find(call->office, str_from(call->words[0]), &case_id, why);
	if (!err)
		err = prove_place(call->office, case_id, &json, why);
	if (err)
		return err;
	fputs(buf_text(&json), stdout);
	command_end_output(call);
	return ERR_OK;
}
