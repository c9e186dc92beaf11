/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/json_lines.h"
#include "cli/knowledge/question.h"
#include "cli/say.h"
#include "library/knowledge_file.h"

enum { PLATFORMS_MAX = 64 };

static enum err read_name(struct arena *arena, const char *what, const struct value *value, struct cpe *ret_name,
			  struct fault *why)
{
	enum err err;

	if (value->kind != VALUE_TEXT)
		return fault_set(why, ERR_INVALID, "\"%s\": a name is a text", what);
	err = cpe_parse(arena, value->text, ret_name, why);
	return err ? fault_prefix(why, err, "\"%s\"", what) : ERR_OK;
}

static enum err read_platforms(struct arena *arena, const struct value *list, struct catalog_question *asked,
			       struct fault *why)
{
	size_t count = value_count(list);
	struct cpe *platforms = arena_array(arena, count, sizeof(*platforms));
	enum err err = ERR_OK;

	if (list && list->kind != VALUE_LIST)
		return fault_set(why, ERR_INVALID, "\"platforms\" is not a list");
	if (count > PLATFORMS_MAX)
		return fault_set(why, ERR_TOO_LARGE, "more than %d platforms", PLATFORMS_MAX);
	for (size_t i = 0; i < count && !err; i++)
		err = read_name(arena, "platforms", value_at(list, i), &platforms[i], why);
	asked->platforms = platforms;
	asked->platform_count = count;
	return err;
}

static struct value *real_or_null(struct arena *arena, bool is_known, double real)
{
	return is_known ? value_real(arena, real) : value_null(arena);
}

static struct value *match_value(struct arena *arena, const struct catalog_match *match)
{
	const struct catalog_cve *cve = &match->cve;
	struct value *value = value_map(arena);

	value_append(arena, value, STR("id"), value_text(arena, cve->id));
	value_append(arena, value, STR("conditional"), value_bool(arena, match->is_conditional));
	value_append(arena, value, STR("cvss"), real_or_null(arena, cve->has_cvss, cve->cvss));
	value_append(arena, value, STR("vector"), cve->has_cvss ? value_str(arena, cve->vector) : value_null(arena));
	value_append(arena, value, STR("kev"), value_bool(arena, cve->is_exploited));
	value_append(arena, value, STR("epss"), real_or_null(arena, cve->has_epss, cve->epss));
	return value;
}

/* The context is a struct knowledge_file. */
static enum err answer_match(void *context, struct arena *arena, const struct value *question,
			     struct value **ret_answer, struct fault *why)
{
	const struct knowledge_file *file = context;
	struct cpe name;
	struct catalog_question asked = {.name = &name};
	struct catalog_matches matches = {NULL, 0};
	struct value *cves;
	struct str text;
	enum err err = question_text(question, "cpe", &text, why);

	if (!err)
		err = read_name(arena, "cpe", value_get(question, "cpe"), &name, why);
	if (!err)
		err = read_platforms(arena, value_get(question, "platforms"), &asked, why);
	if (err)
		return err;
	if (file->catalog)
		catalog_match(file->catalog, arena, &asked, &matches);
	cves = value_list(arena);
	for (size_t i = 0; i < matches.count; i++)
		value_add(arena, cves, match_value(arena, &matches.items[i]));
	*ret_answer = value_map(arena);
	value_set(arena, *ret_answer, "cpe", value_str(arena, text));
	value_set(arena, *ret_answer, "cves", cves);
	return ERR_OK;
}

enum err cmd_knowledge_match(struct command_call *call, struct fault *why)
{
	const char *data = command_value(call, "data");
	struct knowledge_file file;
	enum err err = knowledge_file_open(data, &file, why);

	if (err)
		return err;
	if (!file.catalog)
		say_problem("cli.knowledge", call->command->name, "nothing_imported", data);
	call->status = json_lines_run(answer_match, &file);
	knowledge_file_close(&file);
	return ERR_OK;
}
