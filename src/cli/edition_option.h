/* SPDX-License-Identifier: Apache-2.0 */
/* The call that a command is given as a folder: --edition FOLDER. */
#ifndef TENKEN_CLI_EDITION_OPTION_H
#define TENKEN_CLI_EDITION_OPTION_H

#include "cli/command.h"
#include "programme/edition.h"

/* *ret_edition is NULL, and the command ends with COMMAND_USAGE, when the folder holds a wrong edition: what is wrong
 * was said, a line each. Give the edition to edition_free. */
MUST_USE enum err edition_option_load(struct command_call *call, struct edition **ret_edition, struct fault *why);

#endif
