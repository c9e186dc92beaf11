/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/json_lines.h"
#include "cli/options.h"
#include "cli/say.h"
#include "codec/digest.h"
#include "library/recog_files.h"

struct answering {
	const struct fingerprint_set *set;
	struct fingerprint_matcher *matcher;
	bool is_all;
};

/* The text of the question: "text" as it is, or "b64" for bytes that are no UTF-8. */
static enum err read_text(struct arena *arena, const struct value *question, struct str *ret_text, struct fault *why)
{
	const struct value *text = value_get(question, "text"), *packed = value_get(question, "b64");
	const struct value *given = text ? text : packed;

	if (!given || (text && packed) || given->kind != VALUE_TEXT)
		return fault_set(why, ERR_INVALID, "a question has either \"text\" or \"b64\", as a string");
	if (text)
		*ret_text = text->text;
	else if (!digest_base64_decode(arena, packed->text, ret_text))
		return fault_set(why, ERR_INVALID, "\"b64\" is not base64");
	return ERR_OK;
}

static struct value *match_value(struct arena *arena, const struct fingerprint_match *match)
{
	struct value *value = value_map(arena), *params = value_map(arena);

	for (size_t i = 0; i < match->values.count; i++)
		value_append(arena, params, str_from(match->values.items[i].name),
			     value_str(arena, match->values.items[i].text));
	value_set_text(arena, value, "file", match->file->name);
	value_set_text(arena, value, "description", match->fingerprint->description);
	value_set(arena, value, "params", params);
	return value;
}

static enum err answer(void *context, struct arena *arena, const struct value *question, struct value **ret_answer,
		       struct fault *why)
{
	const struct answering *answering = context;
	struct fingerprint_question asked = {.kind = value_get_text(question, "kind"), .is_all = answering->is_all};
	struct fingerprint_answer found;
	struct value *value, *matches;
	enum err err;

	if (!asked.kind[0])
		return fault_set(why, ERR_INVALID, "a question has a \"kind\", such as \"ssh.banner\"");
	err = read_text(arena, question, &asked.text, why);
	if (!err)
		err = fingerprint_set_ask(answering->set, answering->matcher, arena, &asked, &found, why);
	if (err)
		return err;
	value = value_map(arena);
	matches = value_list(arena);
	for (size_t i = 0; i < found.count; i++)
		value_add(arena, matches, match_value(arena, &found.matches[i]));
	value_set(arena, value, "matches", matches);
	if (found.given_up)
		value_set_int(arena, value, "given_up", (int64_t)found.given_up);
	*ret_answer = value;
	return ERR_OK;
}

static void tell_refusals(const struct fingerprint_set *set)
{
	size_t count;
	const struct fingerprint_refusal *refusals = fingerprint_set_refusals(set, &count);

	for (size_t i = 0; i < count; i++)
		fprintf(stderr, "%s:%u: %s\n", refusals[i].file, refusals[i].line, refusals[i].text);
}

static int fingerprint(const char *folder, bool is_all)
{
	struct answering answering = {.is_all = is_all};
	struct fingerprint_set *set;
	struct recog_files files;
	ARENA_SCOPED arena;
	struct fault why;
	enum err err;
	int status;

	arena_init(&arena);
	err = recog_files_load(&arena, folder, &files, &why);
	if (err)
		return say_fault("knowledge fingerprint", err, &why);
	set = fingerprint_set_new(files.files, files.count);
	tell_refusals(set);
	answering.set = set;
	answering.matcher = fingerprint_matcher_new(set);
	status = json_lines_run(answer, &answering);
	fingerprint_matcher_free(answering.matcher);
	fingerprint_set_free(set);
	return status;
}

int cmd_knowledge_fingerprint(const struct program *program, int argc, char **argv)
{
	const char *data = NULL, *folder = NULL;
	bool is_all = false;
	const struct option_spec specs[] = {
		{"data", &data, NULL},
		{"recog", &folder, NULL},
		{"all", NULL, &is_all},
	};
	struct options options = {.command = "knowledge fingerprint", .specs = specs, .count = 3};
	ARENA_SCOPED arena;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (!data == !folder) {
		say_problem("cli.fingerprint", options.command, "where", "");
		return COMMAND_USAGE;
	}
	return fingerprint(folder ? folder : recog_files_folder(&arena, data), is_all);
}
