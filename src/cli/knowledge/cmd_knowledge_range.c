/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/knowledge/question.h"
#include "knowledge/version/version_range.h"

/* An absent or null bound does not limit. */
static enum err read_bound(const struct value *question, const char *key, struct str *ret_bound, struct fault *why)
{
	const struct value *value = value_get(question, key);

	return !value || value->kind == VALUE_NULL ? ERR_OK : question_text(question, key, ret_bound, why);
}

/* NVD's API says "criteria", its older JSON "cpe23Uri". */
static enum err read_criteria(struct arena *arena, const struct value *question, struct cpe *ret_criteria,
			      struct fault *why)
{
	const char *key = value_get(question, "cpe23Uri") && !value_get(question, "criteria") ? "cpe23Uri" : "criteria";
	struct str name;
	enum err err = question_text(question, key, &name, why);

	if (err)
		return err;
	err = cpe_parse(arena, name, ret_criteria, why);
	return err ? fault_prefix(why, err, "%s", key) : ERR_OK;
}

static enum err answer_range(void *context, struct arena *arena, const struct value *question,
			     struct value **ret_answer, struct fault *why)
{
	struct version_range range = {0};
	const struct {
		const char *key;
		struct str *bound;
	} bounds[] = {{"versionStartIncluding", &range.start_including},
		      {"versionStartExcluding", &range.start_excluding},
		      {"versionEndIncluding", &range.end_including},
		      {"versionEndExcluding", &range.end_excluding}};
	struct str version;
	enum err err = read_criteria(arena, question, &range.criteria, why);

	(void)context;
	for (size_t i = 0; !err && i < COUNT(bounds); i++)
		err = read_bound(question, bounds[i].key, bounds[i].bound, why);
	if (!err)
		err = question_text(question, "version", &version, why);
	if (err)
		return err;
	range.has_ports = version_range_has_ports(&range.criteria);
	*ret_answer = value_map(arena);
	value_set_bool(arena, *ret_answer, "matches", version_range_matches(&range, version));
	return ERR_OK;
}

enum err cmd_knowledge_range(struct command_call *call, struct fault *why)
{
	(void)why;
	call->status = json_lines_run(answer_range, NULL);
	return ERR_OK;
}
