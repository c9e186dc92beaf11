/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/json_lines.h"
#include "knowledge/cvss.h"

static enum err answer_cvss(struct arena *arena, const struct value *question, struct value *answer, struct fault *why)
{
	struct cvss_scores scores;
	struct cvss cvss;
	struct str vector;
	enum err err = json_line_text(question, "vector", &vector, why);

	if (!err)
		err = cvss_parse(vector, &cvss, why);
	if (err)
		return err;
	scores = cvss_score(&cvss);
	value_set_text(arena, answer, "version", cvss_version_name(cvss.version));
	value_set(arena, answer, "score", value_real(arena, scores.overall));
	value_set_text(arena, answer, "severity", cvss_severity_name(cvss_severity_of(cvss.version, scores.overall)));
	value_set(arena, answer, "base", value_real(arena, scores.base));
	value_set(arena, answer, "temporal", value_real(arena, scores.temporal));
	value_set(arena, answer, "environmental", value_real(arena, scores.environmental));
	return ERR_OK;
}

int cmd_knowledge_cvss(const struct program *program, int argc, char **argv)
{
	(void)program;
	return json_lines_run("knowledge cvss", answer_cvss, argc, argv);
}
