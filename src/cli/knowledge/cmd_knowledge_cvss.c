/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/knowledge/question.h"
#include "knowledge/cvss/cvss.h"

static enum err answer_cvss(void *context, struct arena *arena, const struct value *question, struct value **ret_answer,
			    struct fault *why)
{
	struct cvss_scores scores;
	struct cvss cvss;
	struct str vector;
	enum err err = question_text(question, "vector", &vector, why);

	(void)context;
	if (!err)
		err = cvss_parse(vector, &cvss, why);
	if (err)
		return err;
	scores = cvss_score(&cvss);
	*ret_answer = value_map(arena);
	value_set_text(arena, *ret_answer, "version", cvss_version_name(cvss.version));
	value_set(arena, *ret_answer, "score", value_real(arena, scores.overall));
	value_set_text(arena, *ret_answer, "severity",
		       cvss_severity_name(cvss_severity_of(cvss.version, scores.overall)));
	value_set(arena, *ret_answer, "base", value_real(arena, scores.base));
	value_set(arena, *ret_answer, "temporal", value_real(arena, scores.temporal));
	value_set(arena, *ret_answer, "environmental", value_real(arena, scores.environmental));
	return ERR_OK;
}

enum err cmd_knowledge_cvss(struct command_call *call, struct fault *why)
{
	(void)why;
	call->status = json_lines_run(answer_cvss, NULL);
	return ERR_OK;
}
