/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/answers.h"

static struct value *copy_map(struct arena *arena, const struct value *map)
{
	struct value *copy = value_map(arena);

	for (size_t i = 0; i < value_count(map); i++)
		value_append(arena, copy, map->keys[i], map->items[i]);
	return copy;
}

void answers_judge(struct arena *arena, const struct question *questions, size_t count, const struct value *typed,
		   const struct value *earlier, struct value **ret_answers, struct value **ret_problems)
{
	struct value *known = copy_map(arena, earlier);
	struct value *answers = value_map(arena), *problems = value_map(arena);

	for (size_t i = 0; i < count; i++) {
		struct value *answer;
		enum question_problem problem;

		if (!question_is_asked(&questions[i], known))
			continue;
		problem = question_judge(arena, &questions[i], value_get(typed, questions[i].id), &answer);
		if (problem) {
			value_set_text(arena, problems, questions[i].id, question_problem_name(problem));
			continue;
		}
		value_set(arena, answers, questions[i].id, answer);
		value_set(arena, known, questions[i].id, answer);
	}
	*ret_answers = answers;
	*ret_problems = problems;
}

struct value *answers_spread(struct arena *arena, const struct question *questions, size_t count,
			     const struct value *typed)
{
	struct value *spread = copy_map(arena, typed);

	for (size_t i = 0; i < count; i++) {
		const struct value *tick = questions[i].group ? value_get(typed, questions[i].group) : NULL;
		if (tick && !value_get(typed, questions[i].id))
			value_set_shared(arena, spread, questions[i].id, tick);
	}
	return spread;
}
