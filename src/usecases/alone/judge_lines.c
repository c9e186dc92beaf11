/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/judge_lines.h"

static enum err read_lines(struct arena *arena, const struct check_knowledge *knowledge, const struct str *lines,
			   size_t count, int64_t now_ms, struct check_input *ret_input, struct fault *why)
{
	struct observation *observations = arena_array(arena, count, sizeof(*observations));
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++)
		err = observation_parse(arena, lines[i], &observations[i], why);
	if (!err)
		*ret_input = (struct check_input){
			.observations = observations, .count = count, .now_ms = now_ms, .knowledge = knowledge};
	return err;
}

enum err judge_lines(struct arena *arena, const struct check *checks, const struct check_knowledge *knowledge,
		     const struct str *lines, size_t count, int64_t now_ms, struct finding_list *ret_findings,
		     struct check_input *ret_input, struct fault *why)
{
	struct check_input input;
	enum err err = read_lines(arena, knowledge, lines, count, now_ms, &input, why);

	if (err)
		return err;
	*ret_findings = (struct finding_list){.arena = arena};
	check_run_all(checks, &input, ret_findings);
	if (ret_input)
		*ret_input = input;
	return ERR_OK;
}

enum err judge_lines_prepare(struct arena *arena, const struct check_knowledge *knowledge, const struct str *lines,
			     size_t count, int64_t now_ms, struct check_input *ret_input, struct fault *why)
{
	struct check_input input;
	enum err err = read_lines(arena, knowledge, lines, count, now_ms, &input, why);

	if (err)
		return err;
	check_prepare(&input, arena);
	*ret_input = input;
	return ERR_OK;
}
