/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/day.h"
#include "cli/command.h"
#include "cli/say.h"
#include "cli/store_address.h"
#include "disk/folder.h"
#include "usecases/system/rehearse.h"

/* Fills the rehearsal and says where its sign-ins are. */
static enum err rehearse_in(struct command_call *call, const char *address, struct fault *why)
{
	const struct office_open open = {
		.address = address, .log_key = store_address_log_key(call), .checks = call->program->checks};
	const struct rehearse_plan plan = {command_value(call, "edition"), command_value(call, "earlier"),
					   command_value(call, "data")};
	struct value *context = value_map(call->arena);
	struct rehearsal rehearsal;
	enum err err;

	err = office_open(&open, &call->office, why);
	if (!err)
		err = rehearse(call->office, call->arena, &plan, &rehearsal, why);
	if (err)
		return err;
	value_set(call->arena, context, "people", rehearsal.people);
	value_set_text(call->arena, context, "file", rehearsal.sign_ins_path);
	say_text("cli.init.rehearsal", context);
	return ERR_OK;
}

static enum err create(struct command_call *call, const char *address, struct fault *why)
{
	const char *data = command_value(call, "data"), *clock = command_value(call, "clock"),
		   *earlier = command_value(call, "earlier");
	struct office_init init = {
		.address = address,
		.edition_path = earlier ? earlier : command_value(call, "edition"),
		.is_over = earlier != NULL,
		.base_url = command_value(call, "base-url"),
		.smtp_url = command_value(call, "smtp"),
		.mail_from = command_value(call, "from"),
		.log_key = store_address_log_key(call),
		.rehearsal = command_flag(call, "rehearsal"),
	};
	enum err err = ERR_OK;

	if (clock && !day_parse_instant(str_from(clock), &init.clock_ms))
		return fault_set(why, ERR_INVALID, "--clock %s is no time such as 2025-06-02T10:00:00+09:00", clock);
	if (earlier && !(init.rehearsal && clock))
		return fault_set(why, ERR_INVALID, "--earlier needs --rehearsal and --clock");
	if (data)
		err = folder_make(data, 0700, why);
	if (!err)
		err = office_init(&init, why);
	if (err)
		return err;
	say_text("cli.init.done", NULL);
	return init.rehearsal ? rehearse_in(call, address, why) : ERR_OK;
}

enum err cmd_init(struct command_call *call, struct fault *why)
{
	const char *address = store_address(call);

	if (!address)
		return ERR_OK;
	if (!command_value(call, "edition"))
		return command_refuse(call, "cli.init", "no_edition", "");
	return create(call, address, why);
}
