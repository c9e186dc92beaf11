/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A command of the program: "tenken serve ...". All of them stand in main/command_table.c: a row says which options and
 * words a command takes and what it opens. dispatch_run reads them, opens and closes the office and says what went
 * wrong; the command calls use cases and says what happened. It knows no store and no socket.
 */
#ifndef TENKEN_CLI_COMMAND_H
#define TENKEN_CLI_COMMAND_H

#include "base/arena.h"
#include "base/fault.h"
#include "jobs/worker.h"
#include "web/route.h"

/* What the commands end with (docs/man/tenken.1). */
enum command_exit {
	COMMAND_DONE = 0,
	COMMAND_FAILED = 1, /* it was understood but could not be done, or audit found a difference */
	COMMAND_USAGE = 2,  /* the words or the input are wrong; standard error says what and where */
};

struct check;
struct office;

/* The tables of main/, which only main/ names. */
struct program {
	const struct route *routes;
	size_t route_count;
	const struct job_kind *jobs;
	const struct check *checks;
};

#define COMMAND_OPTIONS_MAX 10
#define COMMAND_WORDS_MAX   1000

/* All but the first bring the options "data", "database" and "log-key", which name the store and the key of its log
 * (store_address.h). */
enum command_opens {
	COMMAND_OPENS_NOTHING,
	COMMAND_OPENS_READER, /* the office, only to read, also beside a running server */
	COMMAND_OPENS_WRITER, /* the office */
	COMMAND_OPENS_ITSELF, /* the command opens it when its time has come, with store_address_open */
};

struct command_call;

struct command {
	const char *name; /* "edition check": names the help and the messages; NULL ends the table */
	const char *options[COMMAND_OPTIONS_MAX]; /* "json"; "data=" takes a value, "data=!" has to be given */
	size_t words_min, words_max;              /* beside the options; at most COMMAND_WORDS_MAX */
	enum command_opens opens;

	/* An error is said by dispatch_run, with the exit status that fits it. */
	enum err (*run)(struct command_call *call, struct fault *why);
};

/* One run of a command. */
struct command_call {
	const struct program *program;
	const struct command *command;
	struct arena *arena;   /* lives until the command ends */
	struct office *office; /* NULL while nothing is open; closed when the command ends */
	const char *words[COMMAND_WORDS_MAX];
	size_t word_count;
	const char *values[COMMAND_OPTIONS_MAX]; /* of the options of the row; "" of a flag; NULL: not given */
	const char *data, *database, *log_key;   /* of a command that opens */
	int status;                              /* what the program ends with when the command returns no error */
};

/* What was given for an option of the row: NULL, or "" for command_text, when nothing was. */
const char *command_value(const struct command_call *call, const char *option);
const char *command_text(const struct command_call *call, const char *option);
bool command_flag(const struct command_call *call, const char *option);

/* Says the text "GROUP.PROBLEM" with {{what}}; the program ends with COMMAND_USAGE. Always ERR_OK, for return. */
enum err command_refuse(struct command_call *call, const char *group, const char *problem, const char *what);

/* Writes out standard output: the program ends with COMMAND_FAILED when that fails. */
void command_end_output(struct command_call *call);

enum err cmd_anonymise(struct command_call *call, struct fault *why);
enum err cmd_audit_check_proof(struct command_call *call, struct fault *why);
enum err cmd_audit_head(struct command_call *call, struct fault *why);
enum err cmd_audit_key(struct command_call *call, struct fault *why);
enum err cmd_audit_prove(struct command_call *call, struct fault *why);
enum err cmd_audit_replay(struct command_call *call, struct fault *why);
enum err cmd_audit_verify(struct command_call *call, struct fault *why);
enum err cmd_calendar(struct command_call *call, struct fault *why);
enum err cmd_case_erase(struct command_call *call, struct fault *why);
enum err cmd_invitations(struct command_call *call, struct fault *why);
enum err cmd_case_list(struct command_call *call, struct fault *why);
enum err cmd_case_show(struct command_call *call, struct fault *why);
enum err cmd_backup(struct command_call *call, struct fault *why);
enum err cmd_bounce(struct command_call *call, struct fault *why);
enum err cmd_corporate_number(struct command_call *call, struct fault *why);
enum err cmd_diagnose(struct command_call *call, struct fault *why);
enum err cmd_edition_add(struct command_call *call, struct fault *why);
enum err cmd_edition_check(struct command_call *call, struct fault *why);
enum err cmd_edition_close(struct command_call *call, struct fault *why);
enum err cmd_edition_list(struct command_call *call, struct fault *why);
enum err cmd_edition_new(struct command_call *call, struct fault *why);
enum err cmd_edition_publish(struct command_call *call, struct fault *why);
enum err cmd_questionnaire_score(struct command_call *call, struct fault *why);
enum err cmd_effect(struct command_call *call, struct fault *why);
enum err cmd_eligibility(struct command_call *call, struct fault *why);
enum err cmd_findings_diff(struct command_call *call, struct fault *why);
enum err cmd_findings_export(struct command_call *call, struct fault *why);
enum err cmd_init(struct command_call *call, struct fault *why);
enum err cmd_judge(struct command_call *call, struct fault *why);
enum err cmd_key(struct command_call *call, struct fault *why);
enum err cmd_knowledge_affected(struct command_call *call, struct fault *why);
enum err cmd_knowledge_cvss(struct command_call *call, struct fault *why);
enum err cmd_knowledge_fingerprint(struct command_call *call, struct fault *why);
enum err cmd_knowledge_import(struct command_call *call, struct fault *why);
enum err cmd_knowledge_match(struct command_call *call, struct fault *why);
enum err cmd_knowledge_order(struct command_call *call, struct fault *why);
enum err cmd_knowledge_range(struct command_call *call, struct fault *why);
enum err cmd_knowledge_reindex(struct command_call *call, struct fault *why);
enum err cmd_knowledge_rejudge(struct command_call *call, struct fault *why);
enum err cmd_knowledge_status(struct command_call *call, struct fault *why);
enum err cmd_knowledge_update(struct command_call *call, struct fault *why);
enum err cmd_observations_import(struct command_call *call, struct fault *why);
enum err cmd_person_add(struct command_call *call, struct fault *why);
enum err cmd_person_reset(struct command_call *call, struct fault *why);
enum err cmd_person_invite(struct command_call *call, struct fault *why);
enum err cmd_person_disable(struct command_call *call, struct fault *why);
enum err cmd_person_enable(struct command_call *call, struct fault *why);
enum err cmd_person_password(struct command_call *call, struct fault *why);
enum err cmd_registry_import(struct command_call *call, struct fault *why);
enum err cmd_plan(struct command_call *call, struct fault *why);
enum err cmd_report(struct command_call *call, struct fault *why);
enum err cmd_restore(struct command_call *call, struct fault *why);
enum err cmd_serve(struct command_call *call, struct fault *why);
enum err cmd_setting(struct command_call *call, struct fault *why);
enum err cmd_template_disable(struct command_call *call, struct fault *why);
enum err cmd_template_enable(struct command_call *call, struct fault *why);
enum err cmd_template_explain(struct command_call *call, struct fault *why);
enum err cmd_template_lint(struct command_call *call, struct fault *why);
enum err cmd_visits_check(struct command_call *call, struct fault *why);
enum err cmd_visits_propose(struct command_call *call, struct fault *why);
enum err cmd_version(struct command_call *call, struct fault *why);
enum err cmd_web(struct command_call *call, struct fault *why);
enum err cmd_work(struct command_call *call, struct fault *why);

#endif
