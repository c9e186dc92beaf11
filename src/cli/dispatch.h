/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From the words of a command line to one run of a command: its options are read, what it opens is opened and closed
 * again, and what went wrong is said.
 */
#ifndef TENKEN_CLI_DISPATCH_H
#define TENKEN_CLI_DISPATCH_H

#include "cli/command.h"

/* Finds the command that the words name (the longest name wins) and runs it; "--help" without a command lists all. */
int dispatch_run(const struct command *table, const struct program *program, int argc, char **argv);

#endif
