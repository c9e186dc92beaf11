/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/account/staff.h"

/* The password comes on standard input, so that it stands in no list of processes and no shell history. */
static bool read_password(char *line, int size)
{
	if (!fgets(line, size, stdin))
		return false;
	line[strcspn(line, "\n")] = '\0';
	return true;
}

static int add(const struct office *office, const char *name, const char *display_name, const char *role_text)
{
	char password[1100];
	enum role role;
	struct fault why;
	int64_t id;
	enum err err;

	if (!role_parse(str_from(role_text), &role) || !(role & ROLE_STAFF)) {
		say_problem("cli.person", "person add", "role", role_text);
		return COMMAND_USAGE;
	}
	if (!read_password(password, sizeof(password))) {
		say_problem("cli.person", "person add", "password", "");
		return COMMAND_USAGE;
	}
	err = staff_add(office, name, display_name, role, password, &id, &why);
	explicit_bzero(password, sizeof(password));
	return err ? say_fault("person add", err, &why) : COMMAND_DONE;
}

int cmd_person_add(const struct program *program, int argc, char **argv)
{
	const char *name = "", *display_name = "", *role = "";
	struct store_options store = {0};
	const struct option_spec specs[] = {
		STORE_OPTION_SPECS(store),
		{"sign-in", &name, NULL},
		{"name", &display_name, NULL},
		{"role", &role, NULL},
	};
	struct options options = {.command = "person add", .specs = specs, .count = COUNT(specs)};
	struct office *office;
	int status = COMMAND_DONE;
	ARENA_SCOPED arena;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	office = store_open_office(&arena, &store, "person add", program->checks, false, &status);
	if (!office)
		return status;
	status = add(office, name, display_name, role);
	office_close(office);
	return status;
}
