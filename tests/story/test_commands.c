/* SPDX-License-Identifier: Apache-2.0 */
/* The commands as a person at a terminal meets them: exit status, standard output, standard error. */
#include "story/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define EDITION        "programmes/tokyo-r7"
#define EDITION_BEFORE "programmes/tokyo-r6"

static const char *const commands[] = {"init",
				       "serve",
				       "web",
				       "work",
				       "diagnose",
				       "judge",
				       "findings diff",
				       "findings export",
				       "observations import",
				       "report",
				       "anonymise",
				       "effect",
				       "backup",
				       "restore",
				       "edition new",
				       "bounce",
				       "calendar",
				       "corporate-number",
				       "eligibility",
				       "questionnaire score",
				       "plan",
				       "registry import",
				       "key",
				       "setting",
				       "edition check",
				       "edition add",
				       "edition list",
				       "edition publish",
				       "edition close",
				       "case list",
				       "case show",
				       "invitations",
				       "audit check-proof",
				       "audit verify",
				       "person add",
				       "person invite",
				       "person reset",
				       "person disable",
				       "person enable",
				       "person password",
				       "knowledge affected",
				       "knowledge fingerprint",
				       "knowledge import",
				       "knowledge match",
				       "knowledge reindex",
				       "knowledge rejudge",
				       "knowledge status",
				       "knowledge update",
				       "template disable",
				       "template enable",
				       "template explain",
				       "template lint",
				       "visits check",
				       "visits propose",
				       "version"};

/* "edition check" is two words of the command line. */
static int run_command(struct scene *scene, const char *command, const char *argument, struct process *ret_process)
{
	const char *space = strchr(command, ' ');
	const char *first = space ? arena_strndup(&scene->arena, command, (size_t)(space - command)) : command;

	if (space)
		return RUN(scene, ret_process, TENKEN, first, space + 1, argument);
	return RUN(scene, ret_process, TENKEN, first, argument);
}

static void every_command_explains_itself(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "--help"), 0);
	for (size_t i = 0; i < COUNT(commands); i++) {
		struct process help;
		assert_non_null(strstr(process_out(scene, &process), commands[i]));
		assert_int_equal(run_command(scene, commands[i], "--help", &help), 0);
		assert_non_null(
			strstr(process_out(scene, &help), arena_printf(&scene->arena, "tenken %s", commands[i])));
		assert_string_equal(process_err(scene, &help), "");
	}
}

static void what_no_command_knows_is_a_wrong_use(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "sevre"), 2);
	assert_non_null(strstr(process_err(scene, &process), "sevre"));
	for (size_t i = 0; i < COUNT(commands); i++) {
		assert_int_equal(run_command(scene, commands[i], "--no-such-option", &process), 2);
		assert_non_null(strstr(process_err(scene, &process), "--no-such-option"));
		assert_string_equal(process_out(scene, &process), "");
	}
}

static void a_good_edition_is_good(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "check", EDITION), 0);
	assert_non_null(strstr(process_out(scene, &process), "tokyo_r7"));
}

/* As ./run begins: last year's call is over and has its cases, this year's is open. */
static void a_rehearsal_may_begin_with_the_call_of_the_year_before(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, NULL, TENKEN, "init", "--data", scene->data, "--edition", EDITION, "--earlier",
			     EDITION_BEFORE, "--rehearsal"),
			 2);
	assert_int_equal(RUN(scene, NULL, TENKEN, "init", "--data", scene->data, "--edition", EDITION, "--earlier",
			     EDITION_BEFORE, "--rehearsal", "--clock", "2025-06-02T10:00:00+09:00"),
			 0);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "list", "--json", "--data", scene->data), 0);
	assert_non_null(strstr(process_out(scene, &process),
			       "\"id\":\"tokyo_r6\",\"receipt_prefix\":\"R6-\",\"state\":\"closed\""));
	assert_int_equal(RUN(scene, &process, TENKEN, "case", "list", "--json", "--data", scene->data), 0);
	assert_non_null(strstr(process_out(scene, &process), "\"receipt\":\"R6-0004\""));
	assert_non_null(strstr(process_out(scene, &process), "\"receipt\":\"R7-0012\""));
	/* Nobody has to ring an invented company about its receipt. */
	assert_int_equal(RUN(scene, &process, TENKEN, "case", "show", "R7-0012", "--json", "--data", scene->data), 0);
	assert_non_null(strstr(process_out(scene, &process), "\"mail_confirmed\""));
	assert_int_equal(RUN(scene, NULL, TENKEN, "audit", "verify", "--data", scene->data), 0);
}

/* A second call comes into the store of the first, and goes. */
static void an_edition_is_added_published_and_closed_at_the_terminal(void **state)
{
	struct scene *scene = *state;
	const char *data = arena_printf(&scene->arena, "%s/editions", scene->dir);
	const char *folder = arena_printf(&scene->arena, "%s/r8", scene->dir);
	struct process process;

	assert_int_equal(
		system(arena_printf(&scene->arena,
				    "cp -r " EDITION " %s && sed -i 's/tokyo_r7/tokyo_r8/; s/R7-/R8-/' %s/edition.yaml",
				    folder, folder)),
		0);
	assert_int_equal(RUN(scene, &process, TENKEN, "init", "--data", data, "--edition", EDITION), 0);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "publish", "tokyo_r8", "--data", data), 2);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "check", folder, "--data", data), 0);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "add", folder, "--data", data), 0);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "publish", "tokyo_r8", "--data", data), 0);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "publish", "tokyo_r8", "--data", data), 1);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "close", "tokyo_r7", "--data", data), 0);
	assert_int_equal(RUN(scene, &process, TENKEN, "edition", "list", "--json", "--data", data), 0);
	assert_non_null(strstr(process_out(scene, &process),
			       "\"id\":\"tokyo_r7\",\"receipt_prefix\":\"R7-\",\"state\":\"closed\""));
	assert_non_null(strstr(process_out(scene, &process),
			       "\"id\":\"tokyo_r8\",\"receipt_prefix\":\"R8-\",\"state\":\"published\""));
	assert_int_equal(RUN(scene, &process, TENKEN, "case", "list", "--json", "--data", data), 0);
	assert_string_equal(process_out(scene, &process), "[]\n");
	assert_int_equal(RUN(scene, &process, TENKEN, "case", "show", "R8-0001", "--data", data), 2);
}

/* A copy of the edition with one line of a file replaced, and the number of that line. */
static const char *spoil(struct scene *scene, const char *name, const char *line, const char *instead, int *ret_number)
{
	const char *folder = arena_printf(&scene->arena, "%s/spoilt", scene->dir);
	char *text = read_whole(&scene->arena, arena_printf(&scene->arena, EDITION "/%s", name));
	char *at = strstr(text, line);
	FILE *file;

	assert_int_equal(system(arena_printf(&scene->arena, "rm -rf %s && cp -r " EDITION " %s", folder, folder)), 0);
	file = fopen(arena_printf(&scene->arena, "%s/%s", folder, name), "w");
	assert_non_null(at);
	assert_non_null(file);
	*ret_number = 1;
	for (const char *p = text; p < at; p++)
		*ret_number += *p == '\n';
	fprintf(file, "%.*s%s%s", (int)(at - text), text, instead, at + strlen(line));
	assert_int_equal(fclose(file), 0);
	return folder;
}

static void a_wrong_edition_is_refused_with_file_line_and_column(void **state)
{
	static const char *const mistakes[][3] = {
		{"edition.yaml", "answer_days: 10", "answer_days: ten"},
		{"edition.yaml", "answer_days: 10", "answer_dayz: 10"},
		{"edition.yaml", "opens: 2025-05-29", "opens: 2025-05-32"},
		{"edition.yaml", "fiscal_year: 2025", "fiscal_year: ["},
		{"edition.yaml", "places: 45", "places: -1"},
		{"forms/application.yaml", "kind: kana", "kind: katakana"},
		{"mails/receipt.yaml", "{{>footer}}", "{{>foot}}"},
		{"shared/options.yaml", "score: 4", "score: 5"},
	};
	struct scene *scene = *state;

	for (size_t i = 0; i < COUNT(mistakes); i++) {
		int number, line = 0, column = 0;
		const char *folder = spoil(scene, mistakes[i][0], mistakes[i][1], mistakes[i][2], &number), *message;
		const char *path = arena_printf(&scene->arena, "%s/%s", folder, mistakes[i][0]);
		struct process process;
		assert_int_equal(RUN(scene, &process, TENKEN, "edition", "check", folder), 2);
		message = strstr(process_err(scene, &process), path);
		assert_non_null(message);
		assert_int_equal(sscanf(message + strlen(path), ":%d:%d: ", &line, &column), 2);
		assert_in_range(line, number, number + 2); /* an open bracket is missed later */
		assert_true(column >= 1);
		assert_string_equal(process_out(scene, &process), "");
	}
}

static void a_wrong_edition_makes_no_store(void **state)
{
	struct scene *scene = *state;
	struct stat status;
	int number;
	const char *path = spoil(scene, "edition.yaml", "places: 45", "places: many", &number);

	assert_int_equal(RUN(scene, NULL, TENKEN, "init", "--data", scene->data, "--edition", path), 2);
	assert_int_not_equal(stat(arena_printf(&scene->arena, "%s/tenken.db", scene->data), &status), 0);
}

static void a_store_is_made_once(void **state)
{
	struct scene *scene = *state;
	struct process process;

	scene_init(scene, NULL);
	assert_int_equal(RUN(scene, &process, TENKEN, "init", "--data", scene->data, "--edition", EDITION), 1);
	assert_non_null(strstr(process_err(scene, &process), "nothing was changed"));
}

static void the_sign_ins_of_a_rehearsal_are_for_its_owner_only(void **state)
{
	struct scene *scene = *state;
	const char *path = arena_printf(&scene->arena, "%s/sign-ins.txt", scene->data);
	struct stat status;

	scene_init(scene, NULL);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	assert_non_null(strstr(read_whole(&scene->arena, path), "secretariat"));
	assert_int_equal(stat(scene->data, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
}

static void an_audit_finds_nothing_also_beside_a_running_server(void **state)
{
	struct scene *scene = *state;
	struct process server, audit;

	scene_init(scene, NULL);
	assert_int_equal(RUN(scene, &audit, TENKEN, "audit", "verify", "--data", scene->data), 0);
	server = scene_serve(scene, NULL);
	assert_int_equal(RUN(scene, &audit, TENKEN, "audit", "verify", "--data", scene->data), 0);
	assert_non_null(strstr(process_out(scene, &audit), "12"));
	process_stop(&server);
}

static void a_clock_of_its_own_is_for_rehearsals(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(RUN(scene, NULL, TENKEN, "init", "--data", scene->data, "--edition", EDITION, "--clock",
			     "2025-06-02T10:00:00+09:00"),
			 2);
}

static void a_report_that_is_not_there_is_not_written(void **state)
{
	struct scene *scene = *state;
	const char *path = arena_printf(&scene->arena, "%s/report.pdf", scene->dir);
	struct stat status;

	scene_init(scene, NULL);
	assert_int_not_equal(
		RUN(scene, NULL, TENKEN, "report", "--data", scene->data, "--case", "R7-0001", "--output", path), 0);
	assert_int_not_equal(
		RUN(scene, NULL, TENKEN, "report", "--data", scene->data, "--letter", "--out", path, "R7-0001"), 0);
	assert_int_equal(RUN(scene, NULL, TENKEN, "report", "--data", scene->data, "--out", path, "R7-0001"), 2);
	assert_int_not_equal(stat(path, &status), 0);
}

static const char *write_file(struct scene *scene, const char *name, const char *text)
{
	const char *path = arena_printf(&scene->arena, "%s/%s", scene->dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

#define FINDING(verdict, priority, port)                                                                               \
	"{\"check\":\"cleartext-login\",\"verdict\":\"" verdict "\",\"priority\":" priority                            \
	",\"confidence\":\"confirmed\",\"target\":\"www.example.jp\",\"address\":\"192.0.2.1\",\"port\":" port         \
	",\"variant\":\"telnet\",\"evidence\":\"\",\"details\":{}}\n"

static void two_files_of_findings_are_compared(void **state)
{
	struct scene *scene = *state;
	struct process process;
	const char *before = write_file(scene, "before", FINDING("bad", "\"P1\"", "23") FINDING("bad", "\"P2\"", "24"));
	const char *after = write_file(scene, "after", FINDING("good", "null", "23") FINDING("bad", "\"P1\"", "25"));

	assert_int_equal(RUN(scene, &process, TENKEN, "findings", "diff", before, after), 0);
	assert_non_null(
		strstr(process_out(scene, &process), "1 new, 0 more urgent, 0 as before, 0 better, 1 fixed, 1 "));
	assert_int_equal(RUN(scene, &process, TENKEN, "findings", "diff", "--json", before, after), 0);
	assert_non_null(strstr(process_out(scene, &process), "{\"change\":\"new\",\"before\":null,"));
	assert_non_null(strstr(process_out(scene, &process), "{\"change\":\"fixed\","));
	assert_int_equal(RUN(scene, &process, TENKEN, "findings", "diff", before, write_file(scene, "bad", "\n{}\n")),
			 2);
	assert_non_null(strstr(process_err(scene, &process), "bad:2: "));
}

static void reports_of_other_tools_are_judged_like_our_own(void **state)
{
	struct scene *scene = *state;
	struct process process;
	const char *scan =
		write_file(scene, "scan.xml",
			   "<?xml version=\"1.0\"?>\n<!DOCTYPE nmaprun>\n<nmaprun start=\"1748826000\"><host>"
			   "<address addr=\"192.0.2.1\" addrtype=\"ipv4\"/><ports><port protocol=\"tcp\" "
			   "portid=\"23\"><state state=\"open\"/></port></ports></host></nmaprun>");

	assert_int_equal(RUN(scene, &process, TENKEN, "observations", "import", "nmap", scan), 0);
	assert_non_null(strstr(process_out(scene, &process), "\"kind\":\"port.open\",\"target\":\"192.0.2.1\""));
	assert_int_equal(RUN(scene, &process, TENKEN, "observations", "import", "nmap", scan, "--target", "a,b"), 0);
	assert_string_equal(process_out(scene, &process), "");
	assert_int_equal(
		RUN(scene, NULL, TENKEN, "observations", "import", "nmap", write_file(scene, "no.xml", "<a/>")), 2);
	assert_int_equal(RUN(scene, NULL, TENKEN, "observations", "import", "other", scan), 2);
	assert_int_equal(RUN(scene, NULL, TENKEN, "findings", "export", "--format", "pdf"), 2);
}

/* Without a language in the environment it speaks English. */
static void holidays_and_business_days_are_listed(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "calendar", "2026"), 0);
	assert_non_null(
		strstr(process_out(scene, &process), "2026-09-22\tHoliday\n2026-09-23\tAutumnal Equinox Day\n"));
	assert_int_equal(RUN(scene, &process, TENKEN, "calendar", "--business-days", "2025-12-26", "2026-01-06",
			     "--edition", EDITION),
			 0);
	assert_string_equal(process_out(scene, &process), "2025-12-26\n2026-01-05\n2026-01-06\n");
	assert_int_equal(RUN(scene, &process, TENKEN, "calendar", "1979"), 2);
	assert_non_null(strstr(process_err(scene, &process), "1979 is no year"));
	assert_int_equal(RUN(scene, &process, TENKEN, "calendar", "--business-days", "2025-02-29", "2026-01-06",
			     "--edition", EDITION),
			 2);
	assert_non_null(strstr(process_err(scene, &process), "2025-02-29 is no day"));
}

static void a_corporate_number_is_checked(void **state)
{
	struct scene *scene = *state;
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "corporate-number", "7000012050002", "7000012050003", "x"), 0);
	assert_string_equal(process_out(scene, &process), "7000012050002\tvalid\n7000012050003\tinvalid\nx\tinvalid\n");
}

static void answers_are_judged_by_the_call(void **state)
{
	struct scene *scene = *state;
	struct process process;
	const char *out;

	scene_give(scene, "{\"organisation\": \"company\", \"industry\": \"76\", \"employees\": 51,"
			  " \"capital\": 50000001, \"prefecture\": \"東京都\"}");
	assert_int_equal(RUN(scene, &process, TENKEN, "eligibility", "--edition", EDITION), 0);
	out = process_out(scene, &process);
	assert_non_null(strstr(out, "{\"result\":\"ineligible\""));
	assert_non_null(
		strstr(out, "\"clause\":\"2-1\",\"law\":\"中小企業基本法第2条第1項第4号\",\"verdict\":\"ineligible\""));
	assert_non_null(strstr(out, "\"reason\":\"in_prefecture\",\"inputs\":{\"prefecture\":\"tokyo\"}"));
	scene_give(scene, "{\"employees\": \"51\"}");
	assert_int_equal(RUN(scene, &process, TENKEN, "eligibility", "--edition", EDITION), 2);
	assert_non_null(strstr(process_err(scene, &process), "\"employees\""));
}

static void a_pre_interview_is_scored_and_answered_with_measures(void **state)
{
	struct scene *scene = *state;
	struct process process;
	const char *out;

	scene_give(scene, "{\"malware\": \"yes\", \"uses_wifi\": \"no\", \"lunch\": \"yes\"}");
	assert_int_equal(RUN(scene, &process, TENKEN, "questionnaire", "score", "--edition", EDITION), 0);
	out = process_out(scene, &process);
	assert_non_null(strstr(out, "{\"topic\":2,\"area\":\"basics\",\"score\":100,\"worst\":\"yes\"}"));
	assert_non_null(strstr(out, "{\"topic\":9,\"area\":\"people\",\"score\":null,\"worst\":\"not_asked\"}"));
	assert_non_null(strstr(out, "{\"id\":\"backup\",\"topic\":11,\"because\":\"unknown\""));
	assert_null(strstr(out, "\"id\":\"malware\""));
	assert_non_null(strstr(process_err(scene, &process), "lunch"));
	scene_give(scene, "[1]");
	assert_int_equal(RUN(scene, &process, TENKEN, "questionnaire", "score", "--edition", EDITION), 2);
}

static void a_plan_joins_answers_and_findings_and_says_why(void **state)
{
	struct scene *scene = *state;
	struct process process;
	const char *answers = write_file(scene, "answers.json",
					 "{\"uses_remote\": \"yes\", \"remote_updates\": \"yes\", \"lunch\": 1}");
	const char *findings = write_file(
		scene, "findings.jsonl",
		"{\"check\":\"end-of-life\",\"verdict\":\"bad\",\"priority\":\"P2\",\"confidence\":\"likely\","
		"\"target\":\"vpn.example.jp\",\"address\":\"192.0.2.1\",\"port\":443,\"variant\":\"\","
		"\"evidence\":\"FortiOS 5.6\",\"details\":{},\"remedy\":\"update:fortios\"}\n");
	const char *out;

	assert_int_equal(RUN(scene, &process, TENKEN, "plan", "--answers", answers, "--findings", findings, "--edition",
			     EDITION),
			 0);
	out = process_out(scene, &process);
	assert_non_null(
		strstr(out, "{\"place\":1,\"id\":\"device_replace\",\"stage\":\"month_1\",\"priority\":\"P2\""));
	assert_non_null(strstr(out, "\"evidence\":\"FortiOS 5.6\""));
	assert_non_null(
		strstr(out, "{\"id\":\"device_old\",\"said\":[{\"question\":\"remote_updates\",\"answer\":\"yes\"}]"));
	assert_non_null(strstr(process_err(scene, &process), "lunch"));
	assert_int_equal(RUN(scene, &process, TENKEN, "plan", "--edition", EDITION), 2);
	assert_int_equal(RUN(scene, &process, TENKEN, "plan", "--answers", findings, "--findings", answers, "--edition",
			     EDITION),
			 2);
}

#define VISITS                                                                                                         \
	"{\"rules\":{\"visit_minutes\":90,\"gap_days\":7},\"experts\":[{\"id\":\"mori\",\"area\":\"east\",\"slots\":[" \
	"{\"from\":\"2025-07-01T10:00:00+09:00\",\"until\":\"2025-07-01T12:00:00+09:00\"}]}],\"companies\":["          \
	"{\"id\":\"first\",\"area\":\"east\",\"visits\":1},{\"id\":\"second\",\"area\":\"east\",\"visits\":1}]}"

static void visits_are_proposed_and_the_proposal_is_checked(void **state)
{
	struct scene *scene = *state;
	const char *path = write_file(scene, "visits.json", VISITS), *out;
	struct process process;
	char *value;

	assert_int_equal(RUN(scene, &process, TENKEN, "visits", "propose", "--input", path), 0);
	out = process_out(scene, &process);
	assert_non_null(strstr(out, "\"assignment\":[{\"company\":\"first\",\"expert\":\"mori\""));
	assert_non_null(strstr(out, "\"without\":[{\"company\":\"second\",\"reason\":\"taken\"}]"));
	write_file(scene, "visits.json", out);
	assert_int_equal(RUN(scene, &process, TENKEN, "visits", "check", path), 0);
	assert_non_null(
		strstr(process_out(scene, &process), "{\"good\":true,\"value\":4,\"bound\":4,\"optimal\":true}"));
	value = strstr(out, "\"reason\":\"taken\"");
	memcpy(value, "\"reason\":\"area\" ", strlen("\"reason\":\"taken\""));
	write_file(scene, "visits.json", out);
	assert_int_equal(RUN(scene, &process, TENKEN, "visits", "check", path), 1);
	assert_non_null(strstr(process_out(scene, &process), "the reason of \\\"second\\\" is \\\"taken\\\""));
	write_file(scene, "visits.json", "{\"rules\":{}}");
	assert_int_equal(RUN(scene, &process, TENKEN, "visits", "propose", "--input", path), 2);
	assert_non_null(strstr(process_err(scene, &process), "\"visit_minutes\" has to be a whole number"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(every_command_explains_itself),
		SCENE(what_no_command_knows_is_a_wrong_use),
		SCENE(a_pre_interview_is_scored_and_answered_with_measures),
		SCENE(a_plan_joins_answers_and_findings_and_says_why),
		SCENE(holidays_and_business_days_are_listed),
		SCENE(a_corporate_number_is_checked),
		SCENE(answers_are_judged_by_the_call),
		SCENE(a_good_edition_is_good),
		SCENE(a_rehearsal_may_begin_with_the_call_of_the_year_before),
		SCENE(an_edition_is_added_published_and_closed_at_the_terminal),
		SCENE(a_wrong_edition_is_refused_with_file_line_and_column),
		SCENE(a_wrong_edition_makes_no_store),
		SCENE(a_store_is_made_once),
		SCENE(the_sign_ins_of_a_rehearsal_are_for_its_owner_only),
		SCENE(an_audit_finds_nothing_also_beside_a_running_server),
		SCENE(a_clock_of_its_own_is_for_rehearsals),
		SCENE(a_report_that_is_not_there_is_not_written),
		SCENE(two_files_of_findings_are_compared),
		SCENE(reports_of_other_tools_are_judged_like_our_own),
		SCENE(visits_are_proposed_and_the_proposal_is_checked),
	};

	return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
