/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands say to the person at the terminal, in the language of the environment (LC_ALL, LC_MESSAGES, LANG).
 */
#ifndef TENKEN_CLI_SAY_H
#define TENKEN_CLI_SAY_H

#include "base/fault.h"
#include "codec/value.h"

/* Prints the text "cli.help.COMMAND" ("edition check" as edition_check) on standard output. */
void say_help(const char *command);

/* Prints the text of that key, filled with the context (may be NULL), on standard output. */
void say_text(const char *key, const struct value *context);

/* The same on standard error, beside what another program reads on standard output. */
void say_note(const char *key, const struct value *context);

/* Prints the value as one line of JSON on standard output. ERR_TOO_LARGE, and nothing is printed, beyond max bytes. */
MUST_USE enum err say_json(const struct value *value, size_t max, struct fault *why);

/* Prints "tenken COMMAND: " and the text "GROUP.PROBLEM" with {{what}} and {{command}} on standard error. */
void say_problem(const char *group, const char *command, const char *problem, const char *what);

/* Prints "tenken COMMAND: fault" on standard error and returns the exit status that fits the error. */
int say_fault(const char *command, enum err err, const struct fault *why);

#endif
