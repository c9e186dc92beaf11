/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/edition_option.h"

#include <stdio.h>

#include "usecases/edition_folder.h"

#define PROBLEMS_MAX ((size_t)256 * 1024)

enum err edition_option_load(struct command_call *call, struct edition **ret_edition, struct fault *why)
{
	enum err err;
	BUF_SCOPED problems;

	*ret_edition = NULL;
	buf_init(&problems, PROBLEMS_MAX);
	err = edition_folder_load(command_text(call, "edition"), &problems, ret_edition, why);
	if (!err || !problems.size)
		return err;
	fputs(buf_text(&problems), stderr);
	call->status = COMMAND_USAGE;
	return ERR_OK;
}
