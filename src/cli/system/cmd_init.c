/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "calendar/day.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "disk/folder.h"
#include "usecases/system/rehearse.h"

struct init_options {
	struct store_options store;
	const char *edition, *clock, *base_url, *smtp, *from;
	bool rehearsal;
};

/* Fills the rehearsal and says where its sign-ins are. */
static enum err rehearse_in(struct arena *arena, const struct init_options *options, const struct program *program,
			    const char *address, struct fault *why)
{
	const struct office_open open = {.address = address, .checks = program->checks};
	const char *file = arena_printf(arena, "%s/rehearsal.yaml", options->edition);
	struct value *context = value_map(arena);
	struct rehearsal rehearsal;
	struct office *office;
	enum err err;

	err = office_open(&open, &office, why);
	if (err)
		return err;
	err = rehearse(office, arena, file, options->store.data, &rehearsal, why);
	if (!err) {
		value_set(arena, context, "people", rehearsal.people);
		value_set_text(arena, context, "file", rehearsal.sign_ins_path);
		say_text("cli.init.rehearsal", context);
	}
	office_close(office);
	return err;
}

static enum err create(struct arena *arena, const struct init_options *options, const struct program *program,
		       const char *address, struct fault *why)
{
	struct office_init init = {
		.address = address,
		.edition_path = options->edition,
		.base_url = options->base_url,
		.smtp_url = options->smtp,
		.mail_from = options->from,
		.rehearsal = options->rehearsal,
	};
	enum err err = ERR_OK;

	if (options->clock && !day_parse_instant(str_from(options->clock), &init.clock_ms))
		return fault_set(why, ERR_INVALID, "--clock %s is no time such as 2025-06-02T10:00:00+09:00",
				 options->clock);
	if (options->store.data)
		err = folder_make(options->store.data, 0700, why);
	if (!err)
		err = office_init(&init, why);
	if (err)
		return err;
	say_text("cli.init.done", NULL);
	return options->rehearsal ? rehearse_in(arena, options, program, address, why) : ERR_OK;
}

int cmd_init(const struct program *program, int argc, char **argv)
{
	struct init_options given = {.edition = NULL};
	const struct option_spec specs[] = {
		STORE_OPTION_SPECS(given.store),       {"edition", &given.edition, NULL}, {"clock", &given.clock, NULL},
		{"base-url", &given.base_url, NULL},   {"smtp", &given.smtp, NULL},       {"from", &given.from, NULL},
		{"rehearsal", NULL, &given.rehearsal},
	};
	struct options options = {.command = "init", .specs = specs, .count = COUNT(specs)};
	const char *address;
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	address = store_address(&arena, &given.store, "init");
	if (!address)
		return COMMAND_USAGE;
	if (!given.edition) {
		say_problem("cli.init", "init", "no_edition", "");
		return COMMAND_USAGE;
	}
	err = create(&arena, &given, program, address, &why);
	return err ? say_fault("init", err, &why) : COMMAND_DONE;
}
