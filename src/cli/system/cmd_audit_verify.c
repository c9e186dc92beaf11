/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "usecases/system/audit.h"

int cmd_audit_verify(const struct program *program, int argc, char **argv)
{
	struct store_options store = {0};
	const struct option_spec specs[] = {STORE_OPTION_SPECS(store)};
	struct options options = {.command = "audit verify", .specs = specs, .count = 2};
	struct office *office;
	struct value *report;
	int status = COMMAND_DONE;
	struct fault why;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	office = store_open_office(&arena, &store, "audit verify", program->checks, true, &status);
	if (!office)
		return status;
	err = audit_verify(office, &arena, &report, &why);
	if (err) {
		status = say_fault("audit verify", err, &why);
	} else {
		say_text("cli.audit.report", report);
		status = value_count(value_get(report, "differences")) ? COMMAND_FAILED : COMMAND_DONE;
	}
	office_close(office);
	return status;
}
