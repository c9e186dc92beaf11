/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The program. The four tables beside this file are the product at a glance: every route, command, job and check.
 */
#include <signal.h>

#include "cli/dispatch.h"
#include "main/check_table.h"
#include "main/command_table.h"
#include "main/job_table.h"
#include "main/route_table.h"

int main(int argc, char **argv)
{
	const struct program program = {
		.routes = route_table,
		.route_count = route_count,
		.jobs = job_table,
		.checks = check_table,
	};

	signal(SIGPIPE, SIG_IGN); /* a reader that went away is an error of write(2), not the end of the program */
	return dispatch_run(command_table, &program, argc, argv);
}
