/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/invitation/view_invitations.h"

#define NUMBERS_BYTES_MAX 4096

enum err cmd_invitations(struct command_call *call, struct fault *why)
{
	struct value *numbers;
	enum err err =
		view_invitations_numbers(call->office, call->arena, command_text(call, "edition"), &numbers, why);

	return err ? err : say_json(numbers, NUMBERS_BYTES_MAX, why);
}
