/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "usecases/office_open.h"

enum err cmd_setting(struct command_call *call, struct fault *why)
{
	return office_set(call->office, call->words[0], call->words[1], why);
}
