/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A command of the program: "tenken serve ...". All of them stand in main/command_table.c. A command reads its
 * options, calls use cases and says what happened; it knows no store and no socket.
 */
#ifndef TENKEN_CLI_COMMAND_H
#define TENKEN_CLI_COMMAND_H

#include "jobs/worker.h"
#include "web/route.h"

/* What the commands end with (docs/man/tenken.1). */
enum command_exit {
	COMMAND_DONE = 0,
	COMMAND_FAILED = 1, /* it was understood but could not be done, or audit found a difference */
	COMMAND_USAGE = 2,  /* the words or the input are wrong; standard error says what and where */
};

struct check;

/* The tables of main/, which only main/ names. */
struct program {
	const struct route *routes;
	size_t route_count;
	const struct job_kind *jobs;
	const struct check *checks;
};

struct command {
	const char *name; /* "serve", "edition check"; NULL ends the table */
	int (*run)(const struct program *program, int argc,
		   char **argv); /* argv[0] is the first word behind the name */
};

int cmd_init(const struct program *program, int argc, char **argv);
int cmd_serve(const struct program *program, int argc, char **argv);
int cmd_web(const struct program *program, int argc, char **argv);
int cmd_work(const struct program *program, int argc, char **argv);
int cmd_diagnose(const struct program *program, int argc, char **argv);
int cmd_edition_check(const struct program *program, int argc, char **argv);
int cmd_report(const struct program *program, int argc, char **argv);
int cmd_findings_export(const struct program *program, int argc, char **argv);
int cmd_observations_import(const struct program *program, int argc, char **argv);
int cmd_findings_diff(const struct program *program, int argc, char **argv);
int cmd_judge(const struct program *program, int argc, char **argv);
int cmd_knowledge_fingerprint(const struct program *program, int argc, char **argv);
int cmd_knowledge_import(const struct program *program, int argc, char **argv);
int cmd_audit_verify(const struct program *program, int argc, char **argv);
int cmd_knowledge_cvss(const struct program *program, int argc, char **argv);
int cmd_knowledge_match(const struct program *program, int argc, char **argv);
int cmd_knowledge_update(const struct program *program, int argc, char **argv);
int cmd_knowledge_status(const struct program *program, int argc, char **argv);
int cmd_knowledge_order(const struct program *program, int argc, char **argv);
int cmd_knowledge_rejudge(const struct program *program, int argc, char **argv);
int cmd_knowledge_range(const struct program *program, int argc, char **argv);
int cmd_person_add(const struct program *program, int argc, char **argv);
int cmd_setting(const struct program *program, int argc, char **argv);
int cmd_template_disable(const struct program *program, int argc, char **argv);
int cmd_template_enable(const struct program *program, int argc, char **argv);
int cmd_template_explain(const struct program *program, int argc, char **argv);
int cmd_template_lint(const struct program *program, int argc, char **argv);
int cmd_version(const struct program *program, int argc, char **argv);

/* Finds the command that the words name (the longest name wins) and runs it; "--help" without a command lists all. */
int command_dispatch(const struct command *table, const struct program *program, int argc, char **argv);

#endif
