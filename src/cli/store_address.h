/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two ways in which a person names the store: --data DIR for one machine, --database URL for PostgreSQL.
 */
#ifndef TENKEN_CLI_STORE_ADDRESS_H
#define TENKEN_CLI_STORE_ADDRESS_H

#include "cli/command.h"
#include "usecases/office_open.h"

/* NULL, and the problem is said (command_refuse), unless exactly one was given. */
const char *store_address(struct command_call *call);

/* The folder in which the store is a file, links followed when it is named by --database; NULL where there is none. */
const char *store_address_folder(const struct command_call *call);

/* The file of the key that signs the log: of the option "log-key", else DATA/log.key; NULL where neither says. */
const char *store_address_log_key(const struct command_call *call);

/* Opens the office there into call->office, with the knowledge of --data unless the option "knowledge" names another
 * folder. Without an address the office stays NULL and the problem is said. */
MUST_USE enum err store_address_open(struct command_call *call, bool read_only, struct fault *why);

#endif
