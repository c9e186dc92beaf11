/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/store_address.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>

#include "cli/options.h"

const char *store_address(struct command_call *call)
{
	if (!call->data == !call->database) {
		command_refuse(call, "cli.store", call->data ? "both" : "none", "");
		return NULL;
	}
	return call->database ? call->database : arena_printf(call->arena, "sqlite:%s/tenken.db", call->data);
}

const char *store_address_folder(const struct command_call *call)
{
	struct str path = str_from(call->database);
	const char *folder = NULL;
	char *real;

	if (!call->database)
		return call->data;
	real = realpath(str_starts(path, "sqlite:") ? call->database + strlen("sqlite:") : call->database, NULL);
	if (real)
		folder = arena_strdup(call->arena, dirname(real));
	free(real);
	return folder;
}

const char *store_address_log_key(const struct command_call *call)
{
	if (call->log_key || !call->data)
		return call->log_key;
	return arena_printf(call->arena, "%s/log.key", call->data);
}

/* Commands that run no diagnosis have no such options. */
static const char *value_if_known(const struct command_call *call, const char *option)
{
	return options_find(call->command, str_from(option)) < COMMAND_OPTIONS_MAX ? command_value(call, option) : NULL;
}

enum err store_address_open(struct command_call *call, bool read_only, struct fault *why)
{
	struct office_open open = {.address = store_address(call),
				   .checks = call->program->checks,
				   .log_key = store_address_log_key(call),
				   .mailbox = value_if_known(call, "mailbox"),
				   .knowledge = value_if_known(call, "knowledge"),
				   .probe = {.may_lack_landlock = value_if_known(call, "without-landlock") != NULL},
				   .read_only = read_only};

	if (!open.knowledge)
		open.knowledge = call->data;
	return open.address ? office_open(&open, &call->office, why) : ERR_OK;
}
