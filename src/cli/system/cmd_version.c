/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"

enum err cmd_version(struct command_call *call, struct fault *why)
{
	(void)call, (void)why;
	puts("tenken " TENKEN_VERSION);
	return ERR_OK;
}
