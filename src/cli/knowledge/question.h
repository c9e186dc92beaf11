/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the commands that answer questions read of one (json_lines.h).
 */
#ifndef TENKEN_CLI_KNOWLEDGE_QUESTION_H
#define TENKEN_CLI_KNOWLEDGE_QUESTION_H

#include "base/fault.h"
#include "cli/json_lines.h"

/* The text of a key, which has to be there. */
MUST_USE enum err question_text(const struct value *question, const char *key, struct str *ret_text, struct fault *why);

#endif
