/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The company's answers about doors that nobody can see closed from outside (findings/explanation.h): a question for
 * each finding that can be explained. The company answers on its page once it reads the report; the secretariat writes
 * down what it was told by telephone.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_EXPLAIN_DOOR_H
#define TENKEN_USECASES_DIAGNOSIS_EXPLAIN_DOOR_H

#include "codec/value_keys.h"
#include "usecases/office.h"

#define EXPLAIN_DOOR_NAME_CHARS_MAX 100

/* What was typed: the answer to the question of each door ("" for none of them), by its key, and who says so. */
struct explain_door_typed {
	const struct value *answers; /* map; a door that it does not name keeps its answer */
	struct str said_by;
};

/* The questions. typed: what the form held when it was refused; NULL: what was answered before. */
extern const struct value_key explain_door_keys[];
MUST_USE enum err explain_door_view(const struct office *office, struct arena *arena, const struct actor *actor,
				    enum lang lang, int64_t case_id, const struct explain_door_typed *typed,
				    struct value **ret_view, struct fault *why);

/* How many questions there are, and how many without an answer. */
MUST_USE enum err explain_door_count(const struct office *office, const struct actor *actor, int64_t case_id,
				     int64_t *ret_count, int64_t *ret_open, struct fault *why);

/* Keeps the answers that changed. *ret_problem: "" or what is wrong with the name, "missing", "too_long", "sign".
 * ERR_INVALID for an answer that does not explain its door, ERR_DENIED and ERR_NOT_FOUND as report_findings.h says. */
MUST_USE enum err explain_door_say(const struct office *office, const struct actor *actor, const struct once *once,
				   int64_t case_id, const struct explain_door_typed *typed, const char **ret_problem,
				   struct fault *why);

#endif
