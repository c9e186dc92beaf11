/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/judge_lines.h"

enum err judge_lines(struct arena *arena, const struct check *checks, const struct check_knowledge *knowledge,
		     const struct str *lines, size_t count, int64_t now_ms, struct finding_list *ret_findings,
		     struct fault *why)
{
	struct observation *observations = arena_array(arena, count, sizeof(*observations));
	struct check_input input = {
		.observations = observations, .count = count, .now_ms = now_ms, .knowledge = knowledge};
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < count; i++)
		err = observation_parse(arena, lines[i], &observations[i], why);
	if (err)
		return err;
	*ret_findings = (struct finding_list){.arena = arena};
	check_run_all(checks, &input, ret_findings);
	return ERR_OK;
}
