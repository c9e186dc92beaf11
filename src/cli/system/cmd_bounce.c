/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "cli/command.h"
#include "codec/json.h"
#include "mail/bounce.h"

/* Standard input up to the cap; the rest is taken and dropped, so that who writes it meets no closed pipe. */
static struct str read_input(struct arena *arena)
{
	char *bytes = arena_alloc(arena, BOUNCE_BYTES_MAX);
	size_t size = fread(bytes, 1, BOUNCE_BYTES_MAX, stdin);
	char rest[4096];

	while (fread(rest, 1, sizeof(rest), stdin) > 0)
		continue;
	return str_of(bytes, size);
}

static struct value *recipient_value(struct arena *arena, const struct bounce_recipient *recipient)
{
	struct value *value = value_map(arena);

	value_set_text(arena, value, "address", recipient->address);
	if (recipient->original[0])
		value_set_text(arena, value, "original", recipient->original);
	value_set_text(arena, value, "action", bounce_action_name(recipient->action));
	value_set_text(arena, value, "status", recipient->status);
	value_set_bool(arena, value, "permanent", recipient->is_permanent);
	return value;
}

static enum err write_bounce(struct arena *arena, const struct bounce *bounce, struct fault *why)
{
	struct value *recipients = value_list(arena), *whole = value_map(arena);
	BUF_SCOPED out;
	enum err err;

	for (size_t i = 0; i < bounce->recipient_count; i++)
		value_add(arena, recipients, recipient_value(arena, &bounce->recipients[i]));
	value_set(arena, whole, "recipients", recipients);
	buf_init(&out, 16 * BOUNCE_BYTES_MAX);
	json_encode(&out, whole);
	err = buf_finish(&out, "the answer", why);
	if (!err)
		puts(buf_text(&out));
	return err;
}

enum err cmd_bounce(struct command_call *call, struct fault *why)
{
	struct bounce bounce;
	enum err err;

	if (!bounce_read(call->arena, read_input(call->arena), &bounce))
		return command_refuse(call, "cli.bounce", "not_a_notification", "");
	err = write_bounce(call->arena, &bounce, why);
	if (!err)
		command_end_output(call);
	return err;
}
