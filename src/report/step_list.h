/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A paragraph of advice as numbered steps. Knows where a sentence ends and which sentences ask for something, in
 * Japanese and in English; must never know what is advised.
 */
#ifndef TENKEN_REPORT_STEP_LIST_H
#define TENKEN_REPORT_STEP_LIST_H

#include "base/arena.h"
#include "base/lang.h"

/* "1. ...\n2. ..." in the arena. A sentence that asks for nothing stays with the step before it, or opens the first;
 * what is quoted or in parentheses is not cut. A text of one step stays as it is. */
const char *step_list_number(struct arena *arena, enum lang lang, const char *text);

#endif
