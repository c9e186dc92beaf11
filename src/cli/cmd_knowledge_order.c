/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/json_lines.h"
#include "knowledge/version_order.h"

static enum err answer_order(struct arena *arena, const struct value *question, struct value *answer, struct fault *why)
{
	enum version_scheme scheme = VERSION_AUTO;
	struct str name, a, b;
	enum err err;

	if (value_get(question, "scheme")) {
		err = json_line_text(question, "scheme", &name, why);
		if (err)
			return err;
		if (!version_scheme_parse(name, &scheme))
			return fault_set(why, ERR_INVALID, "the scheme is auto, dpkg, rpm or semver");
	}
	err = json_line_text(question, "a", &a, why);
	if (!err)
		err = json_line_text(question, "b", &b, why);
	if (!err)
		value_set_int(arena, answer, "order", version_order(scheme, a, b));
	return err;
}

int cmd_knowledge_order(const struct program *program, int argc, char **argv)
{
	(void)program;
	return json_lines_run("knowledge order", answer_order, argc, argv);
}
