/* SPDX-License-Identifier: Apache-2.0 */
/* What must hold for every row of the roof's tables, whoever adds one. */
#include <string.h>

#include "codec/texts.h"
#include "main/check_table.h"
#include "main/command_table.h"
#include "main/job_table.h"
#include "main/route_table.h"
#include "measures/assignment.h"
#include "test.h"

static bool is_under(const struct route *route, const char *folder)
{
	size_t size = strlen(folder);

	return strncmp(route->pattern, folder, size) == 0 && (route->pattern[size] == '/' || !route->pattern[size]);
}

/* Of the company's folder: how it gets a link, and what is left to say when its session has ended. None shows a case.
 */
static bool is_before_the_door(const struct route *route)
{
	static const char *const open[] = {"/my", "/my/link", "/my/link/sent", "/my/withdrawn"};

	for (size_t i = 0; i < COUNT(open); i++)
		if (strcmp(route->pattern, open[i]) == 0)
			return true;
	return false;
}

/* Folders of pages, and the roles that may be in any of their rows. */
static void a_page_of_a_role_is_for_that_role_only(void **state)
{
	static const struct {
		const char *folder;
		unsigned roles;
	} folders[] = {
		{"/my", ROLE_COMPANY},          {"/desk", ROLE_STAFF},
		{"/approve", ROLE_TOKYO},       {"/expert", ROLE_EXPERT},
		{"/admin", ROLE_ADMINISTRATOR}, {"/diagnosis", ROLE_SECRETARIAT | ROLE_DIAGNOSIS},
	};

	for (size_t i = 0; i < route_count; i++)
		for (size_t k = 0; k < COUNT(folders); k++)
			if (is_under(&route_table[i], folders[k].folder) && !is_before_the_door(&route_table[i]) &&
			    (route_table[i].roles & ~(folders[k].roles | ROUTE_ENDS_SESSION | ROUTE_UPLOAD)))
				fail_msg("%s may be opened by more than it should", route_table[i].pattern);
}

/* The administrator of the machine and the diagnosis company see no page of cases. */
static void cases_are_for_those_who_work_on_them(void **state)
{
	for (size_t i = 0; i < route_count; i++)
		if (strstr(route_table[i].pattern, "/cases"))
			assert_int_equal(route_table[i].roles & ~(unsigned)(ROLE_SECRETARIAT | ROLE_TOKYO), 0);
}

/* A witness proves itself by its signature. */
static void a_visitor_changes_nothing_but_by_applying_coming_in_and_witnessing(void **state)
{
	static const char *const open[] = {
		"/calls/:call/apply", "/calls/:call/invited", "/sign-in", "/sign-out", "/enter", "/my/link",
		"/received",          "/log/cosignature",     "/resume",  "/join"};

	for (size_t i = 0; i < route_count; i++) {
		bool is_open = false;
		if (route_table[i].method != METHOD_POST || !(route_table[i].roles & ROLE_VISITOR))
			continue;
		for (size_t k = 0; k < COUNT(open); k++)
			is_open = is_open || is_under(&route_table[i], open[k]);
		if (!is_open)
			fail_msg("a visitor may send %s", route_table[i].pattern);
	}
}

static void every_check_has_somebody_who_mends_it(void **state)
{
	for (const struct check *check = check_table; *check->id; check++)
		if (!assignment_knows(check->id))
			fail_msg("measures/assignment.c has no row for %s", check->id);
}

static void every_command_has_a_name_and_only_one_row(void **state)
{
	for (size_t i = 0; command_table[i].name; i++) {
		assert_non_null(command_table[i].run);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(command_table[i].name, command_table[k].name);
	}
}

static const char *help_of(const struct texts *texts, struct arena *arena, enum lang lang, const char *command)
{
	char *key = arena_printf(arena, "cli.help.%s", command);

	for (char *c = key; *c; c++)
		if (*c == ' ')
			*c = '_';
	return texts_get(texts, arena, lang, key, NULL);
}

static void demand_option(const struct texts *texts, const char *command, const char *option)
{
	ARENA_SCOPED arena;
	const char *named;

	arena_init(&arena);
	named = arena_printf(&arena, "--%.*s", (int)strcspn(option, "="), option);
	for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++)
		if (!strstr(help_of(texts, &arena, lang, command), named))
			fail_msg("the help of %s does not know %s", command, named);
}

static void every_option_of_a_command_stands_in_its_help(void **state)
{
	const struct texts *texts;

	assert_int_equal(texts_load(&texts, NULL), ERR_OK);
	for (const struct command *command = command_table; command->name; command++) {
		/* the help of web says that its options are those of serve */
		const char *teller = strcmp(command->name, "web") == 0 ? "serve" : command->name;
		for (size_t i = 0; i < COMMAND_OPTIONS_MAX && command->options[i]; i++)
			demand_option(texts, teller, command->options[i]);
		if (command->opens != COMMAND_OPENS_NOTHING) {
			demand_option(texts, teller, "data");
			demand_option(texts, teller, "database");
		}
	}
}

static void every_job_has_a_lease_and_an_end(void **state)
{
	for (size_t i = 0; job_table[i].name; i++) {
		assert_true(job_table[i].lease_s >= 10);
		assert_true(job_table[i].attempts_max >= 1);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(job_table[i].name, job_table[k].name);
	}
}

int test_tables(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_of_a_role_is_for_that_role_only),
		cmocka_unit_test(cases_are_for_those_who_work_on_them),
		cmocka_unit_test(a_visitor_changes_nothing_but_by_applying_coming_in_and_witnessing),
		cmocka_unit_test(every_check_has_somebody_who_mends_it),
		cmocka_unit_test(every_command_has_a_name_and_only_one_row),
		cmocka_unit_test(every_option_of_a_command_stands_in_its_help),
		cmocka_unit_test(every_job_has_a_lease_and_an_end),
	};

	return cmocka_run_group_tests_name("tables", tests, NULL, NULL);
}
