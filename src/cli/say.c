/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/say.h"

#include <stdio.h>

#include "base/lang.h"
#include "cli/command.h"
#include "codec/json.h"
#include "codec/texts.h"

static void print(FILE *out, const char *key, const struct value *context)
{
	const struct texts *texts;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (texts_load(&texts, &why)) {
		fprintf(stderr, "%s\n", why.text);
		return;
	}
	fputs(texts_get(texts, &arena, lang_of_environment(), key, context), out);
}

void say_text(const char *key, const struct value *context)
{
	print(stdout, key, context);
}

void say_note(const char *key, const struct value *context)
{
	print(stderr, key, context);
}

enum err say_json(const struct value *value, size_t max, struct fault *why)
{
	enum err err;
	BUF_SCOPED out;

	buf_init(&out, max);
	json_encode(&out, value);
	err = buf_finish(&out, "the answer", why);
	if (!err)
		puts(buf_text(&out));
	return err;
}

void say_help(const char *command)
{
	ARENA_SCOPED arena;
	char *key;

	arena_init(&arena);
	key = arena_printf(&arena, "cli.help.%s", command);
	for (char *c = key; *c; c++)
		if (*c == ' ')
			*c = '_';
	say_text(key, NULL);
}

void say_problem(const char *group, const char *command, const char *problem, const char *what)
{
	struct value *context;
	ARENA_SCOPED arena;

	arena_init(&arena);
	context = value_map(&arena);
	value_set_text(&arena, context, "command", command);
	value_set_text(&arena, context, "what", what);
	fprintf(stderr, "tenken %s: ", command);
	print(stderr, arena_printf(&arena, "%s.%s", group, problem), context);
}

int say_fault(const char *command, enum err err, const struct fault *why)
{
	fprintf(stderr, "tenken %s: %s\n", command, why->text);
	return err == ERR_INVALID || err == ERR_NOT_FOUND ? COMMAND_USAGE : COMMAND_FAILED;
}
