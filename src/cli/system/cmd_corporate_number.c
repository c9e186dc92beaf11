/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "programme/corporate_number.h"

enum err cmd_corporate_number(struct command_call *call, struct fault *why)
{
	for (size_t i = 0; i < call->word_count; i++)
		printf("%s\t%s\n", call->words[i],
		       corporate_number_is_valid(str_from(call->words[i])) ? "valid" : "invalid");
	command_end_output(call);
	return ERR_OK;
}
