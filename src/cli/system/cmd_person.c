/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "usecases/account/staff.h"
#include "usecases/account/staff_invite.h"

/* The password comes on standard input, so that it stands in no list of processes and no shell history. */
static bool read_password(char *line, int size)
{
	if (!fgets(line, size, stdin))
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

enum err cmd_person_add(struct command_call *call, struct fault *why)
{
	const char *role_text = command_value(call, "role");
	char password[1100];
	enum role role;
	int64_t id;
	enum err err;

	if (!role_text || !role_parse(str_from(role_text), &role) || !(role & ROLE_STAFF))
		return command_refuse(call, "cli.person", "role", role_text ? role_text : "");
	if (!read_password(password, sizeof(password)))
		return command_refuse(call, "cli.person", "password", "");
	err = staff_add(call->office, command_text(call, "sign-in"), command_text(call, "name"), role, password, &id,
			why);
	explicit_bzero(password, sizeof(password));
	return err;
}

enum err cmd_person_invite(struct command_call *call, struct fault *why)
{
	const struct actor program = actor_program();
	const char *role_text = command_text(call, "role");
	struct staff_invite_input input = {.mail = command_text(call, "mail"), .name = command_text(call, "name")};
	int64_t id;

	if (!role_parse(str_from(role_text), &input.role) || !(input.role & ROLE_STAFF))
		return command_refuse(call, "cli.person", "role", role_text);
	return staff_invite(call->office, &program, &input, &id, why);
}

static enum err change(struct command_call *call, enum staff_deed deed, struct fault *why)
{
	const struct actor program = actor_program();

	return staff_change(call->office, &program, command_text(call, "sign-in"), deed, why);
}

enum err cmd_person_reset(struct command_call *call, struct fault *why)
{
	return change(call, STAFF_RESET, why);
}

enum err cmd_person_disable(struct command_call *call, struct fault *why)
{
	return change(call, STAFF_DISABLE, why);
}

enum err cmd_person_enable(struct command_call *call, struct fault *why)
{
	return change(call, STAFF_ENABLE, why);
}

enum err cmd_person_password(struct command_call *call, struct fault *why)
{
	const struct actor program = actor_program();
	char password[1100];
	enum err err;

	if (!read_password(password, sizeof(password)))
		return command_refuse(call, "cli.person", "password", "");
	err = staff_set_password(call->office, &program, command_text(call, "sign-in"), password, why);
	explicit_bzero(password, sizeof(password));
	return err;
}
