/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "cli/json_lines.h"
#include "codec/digest.h"
#include "library/recog_files.h"

struct fingerprint_run {
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
	const struct fingerprint_run *run = context;
	struct fingerprint_question asked = {.kind = value_get_text(question, "kind"), .is_all = run->is_all};
	struct fingerprint_answer found;
	struct value *value, *matches;
	enum err err;

	if (!asked.kind[0])
		return fault_set(why, ERR_INVALID, "a question has a \"kind\", such as \"ssh.banner\"");
	err = read_text(arena, question, &asked.text, why);
	if (!err)
		err = fingerprint_set_ask(run->set, run->matcher, arena, &asked, &found, why);
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

static void print_refusals(const struct fingerprint_set *set)
{
	size_t count;
	const struct fingerprint_refusal *refusals = fingerprint_set_refusals(set, &count);

	for (size_t i = 0; i < count; i++)
		fprintf(stderr, "%s:%u: %s\n", refusals[i].file, refusals[i].line, refusals[i].text);
}

static enum err answer_questions(struct command_call *call, const char *folder, struct fault *why)
{
	struct fingerprint_run run = {.is_all = command_flag(call, "all")};
	struct fingerprint_set *set;
	struct recog_files files;
	enum err err = recog_files_load(call->arena, folder, &files, why);

	if (err)
		return err;
	set = fingerprint_set_new(files.files, files.count);
	print_refusals(set);
	run.set = set;
	run.matcher = fingerprint_matcher_new(set);
	call->status = json_lines_run(answer, &run);
	fingerprint_matcher_free(run.matcher);
	fingerprint_set_free(set);
	return ERR_OK;
}

enum err cmd_knowledge_fingerprint(struct command_call *call, struct fault *why)
{
	const char *data = command_value(call, "data"), *folder = command_value(call, "recog");

	if (!data == !folder)
		return command_refuse(call, "cli.fingerprint", "where", "");
	return answer_questions(call, folder ? folder : recog_files_folder(call->arena, data), why);
}
