/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Commands that answer questions, one JSON value a line on standard input, one a line on standard output, so that a
 * million go through one process. A line that is wrong gives {"error":"line 3: ..."} and the next one is read. What was
 * answered is written out before the process waits for more, so that two programs can talk.
 */
#ifndef TENKEN_CLI_JSON_LINES_H
#define TENKEN_CLI_JSON_LINES_H

#include "codec/value.h"

#define JSON_QUESTION_MAX (1u << 20)  /* bytes of one line */
#define JSON_ANSWER_MAX   (32u << 20) /* all CVEs of a kernel are a few megabytes */

/* Everything made for one question lives in the arena, which dies with it. */
typedef enum err json_lines_answer(void *context, struct arena *arena, const struct value *question,
				   struct value **ret_answer, struct fault *why);

/* Until the end of input. The exit status of the command: COMMAND_DONE, or COMMAND_FAILED when nothing can be written.
 */
int json_lines_run(json_lines_answer *answer, void *context);

#endif
