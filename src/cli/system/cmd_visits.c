/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "codec/json.h"
#include "disk/read_file.h"
#include "visits/visit_check.h"
#include "visits/visit_proposal.h"

#define INPUT_MAX    ((size_t)16 << 20)
#define PROPOSAL_MAX ((size_t)64 << 20) /* the input stands in it, and the prices of each part of the proof */

static enum err read_json(struct command_call *call, const char *path, size_t cap, struct value **ret_value,
			  struct fault *why)
{
	struct str bytes;
	enum err err = read_file(call->arena, path, cap, &bytes, why);

	if (!err)
		err = json_decode(call->arena, bytes, ret_value, why);
	return err == ERR_INVALID ? fault_prefix(why, err, "%s", path) : err;
}

enum err cmd_visits_propose(struct command_call *call, struct fault *why)
{
	struct value *input, *proposal;
	enum err err = read_json(call, command_text(call, "input"), INPUT_MAX, &input, why);

	if (!err)
		err = visit_proposal_make(call->arena, input, &proposal, why);
	if (!err)
		err = say_json(proposal, PROPOSAL_MAX, why);
	command_end_output(call);
	return err;
}

enum err cmd_visits_check(struct command_call *call, struct fault *why)
{
	struct value *proposal, *answer = value_map(call->arena);
	struct fault wrong = {0};
	enum err err = read_json(call, call->words[0], PROPOSAL_MAX, &proposal, why);

	if (err)
		return err;
	err = visit_check_run(proposal, &wrong);
	value_set_bool(call->arena, answer, "good", !err);
	if (err) {
		value_set_text(call->arena, answer, "wrong", wrong.text);
		call->status = COMMAND_FAILED;
	} else {
		value_set_int(call->arena, answer, "value", value_get_int(proposal, "value", 0));
		value_set_int(call->arena, answer, "bound", value_get_int(proposal, "bound", 0));
		value_set_bool(call->arena, answer, "optimal", value_get_bool(proposal, "optimal"));
	}
	err = say_json(answer, INPUT_MAX, why);
	command_end_output(call);
	return err;
}
