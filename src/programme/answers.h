/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a person typed into a form, judged question by question. A question whose condition does not hold is not
 * asked: what was typed into it is dropped.
 */
#ifndef TENKEN_PROGRAMME_ANSWERS_H
#define TENKEN_PROGRAMME_ANSWERS_H

#include "programme/question.h"

/* typed: map of question id to what the browser sent. *ret_answers: map of question id to answer
 * (question_judge). *ret_problems: map of question id to the problem's name, empty when all is well.
 * earlier: answers of earlier pages that conditions may look at; may be NULL. */
void answers_judge(struct arena *arena, const struct question *questions, size_t count, const struct value *typed,
		   const struct value *earlier, struct value **ret_answers, struct value **ret_problems);

/* What was typed, with the tick of a group (question.h) given to each question of the group that was not answered by
 * itself. */
struct value *answers_spread(struct arena *arena, const struct question *questions, size_t count,
			     const struct value *typed);

#endif
