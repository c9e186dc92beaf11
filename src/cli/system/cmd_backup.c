/* SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"
#include "cli/command.h"
#include "cli/say.h"
#include "usecases/system/backup.h"

static void say_head(struct command_call *call, const char *key, const char *head)
{
	struct value *context = value_map(call->arena);

	value_set_text(call->arena, context, "head", head);
	value_set_text(call->arena, context, "data", command_text(call, "data"));
	say_text(key, context);
}

static enum err make_key(struct command_call *call, struct fault *why)
{
	const char *public;
	enum err err = backup_make_key(call->arena, command_value(call, "make-key"), &public, why);
	struct value *context = value_map(call->arena);

	if (err)
		return err;
	value_set_text(call->arena, context, "public", public);
	say_text("cli.backup.key", context);
	return ERR_OK;
}

enum err cmd_backup(struct command_call *call, struct fault *why)
{
	const struct clock real = {0};
	const struct backup_make make = {.data = command_value(call, "data"),
					 .public_key = command_value(call, "to"),
					 .out = command_value(call, "out"),
					 .now_ms = clock_now_ms(&real)};
	const char *head = NULL;
	enum err err;

	if (command_value(call, "make-key"))
		return make_key(call, why);
	if (!make.data || !make.public_key || !make.out)
		return command_refuse(call, "cli.backup", "words", "");
	err = backup_make(call->arena, &make, &head, why);
	if (!err)
		say_head(call, "cli.backup.done", head);
	return err;
}

enum err cmd_restore(struct command_call *call, struct fault *why)
{
	const struct backup_restore restore = {.data = command_value(call, "data"),
					       .key = command_value(call, "key"),
					       .file = call->word_count ? call->words[0] : NULL};
	const char *head = NULL;
	enum err err;

	if (command_flag(call, "release")) {
		err = backup_release(call->arena, restore.data, why);
		if (!err)
			say_head(call, "cli.restore.released", "");
		return err;
	}
	if (!restore.key || !restore.file)
		return command_refuse(call, "cli.restore", "words", "");
	err = backup_restore(call->arena, &restore, &head, why);
	if (!err)
		say_head(call, "cli.restore.done", head);
	return err;
}
