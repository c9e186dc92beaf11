/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Options of a command: "--name value", "--name=value", "--flag", and what stands beside them. "--" ends the options.
 */
#ifndef TENKEN_CLI_OPTIONS_H
#define TENKEN_CLI_OPTIONS_H

#include "base/str.h"
#include "cli/command.h"

enum options_outcome { OPTIONS_GOOD, OPTIONS_HELP_SHOWN, OPTIONS_WRONG };

/* Reads argv[0..argc) into the values and words of the call, as the row of its command says. "--help" prints the
 * command's text on standard output; what is wrong is said on standard error with a pointer to the help. */
enum options_outcome options_read(struct command_call *call, int argc, char **argv);

/* Where an option stands in the row; COMMAND_OPTIONS_MAX when it is not among them. */
size_t options_find(const struct command *command, struct str name);

#endif
