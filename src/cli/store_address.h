/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two ways in which a person names the store: --data DIR for one machine, --database URL for PostgreSQL.
 */
#ifndef TENKEN_CLI_STORE_ADDRESS_H
#define TENKEN_CLI_STORE_ADDRESS_H

#include "cli/options.h"
#include "usecases/open_office.h"

struct store_options {
	const char *data;
	const char *database;
	const char *knowledge; /* a folder whose knowledge/ is used instead of that of data */
};

#define STORE_OPTION_SPECS(store)                                                                                      \
	{"data", &(store).data, NULL},                                                                                 \
	{                                                                                                              \
		"database", &(store).database, NULL                                                                    \
	}

/* NULL, and the problem is said, unless exactly one was given. */
const char *store_address(struct arena *arena, const struct store_options *options, const char *command);

/* Opens the office there; on failure says why and returns the exit status in *ret_status. */
struct office *store_open_office(struct arena *arena, const struct store_options *options, const char *command,
				 const struct check *checks, bool read_only, int *ret_status);

#endif
