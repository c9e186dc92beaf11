/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands without options that answer questions from the question alone (see json_lines.h).
 */
#ifndef TENKEN_CLI_KNOWLEDGE_QUESTION_H
#define TENKEN_CLI_KNOWLEDGE_QUESTION_H

#include "base/fault.h"
#include "cli/json_lines.h"

/* Reads the command's words ("--help" only) and answers until the end of input; returns the exit status. */
int question_run(const char *command, json_lines_answer *answer, int argc, char **argv);

/* The text of a key, which has to be there. */
MUST_USE enum err question_text(const struct value *question, const char *key, struct str *ret_text, struct fault *why);

#endif
