/* SPDX-License-Identifier: Apache-2.0 */
#include "people/actor.h"
#include "test.h"

static void a_person_is_one_in_every_role(void **state)
{
	const struct actor expert = {.role = ROLE_EXPERT, .person_id = 7, .name = "田中 守"};

	assert_int_equal(actor_kind(&expert), ACTOR_PERSON);
}

static void a_company_is_one_under_every_name(void **state)
{
	const struct actor company = {.role = ROLE_COMPANY, .case_id = 3, .name = actor_program().name};

	assert_int_equal(actor_kind(&company), ACTOR_COMPANY);
}

static void the_program_is_neither(void **state)
{
	const struct actor program = actor_program();

	assert_int_equal(actor_kind(&program), ACTOR_PROGRAM);
}

static void each_kind_reads_back_what_it_is_called(void **state)
{
	for (int kind = ACTOR_PERSON; kind <= ACTOR_PROGRAM; kind++) {
		enum actor_kind read;

		assert_true(actor_kind_parse(str_from(actor_kind_name((enum actor_kind)kind)), &read));
		assert_int_equal(read, kind);
	}
}

static void an_unknown_kind_is_refused(void **state)
{
	enum actor_kind read = ACTOR_COMPANY;

	assert_false(actor_kind_parse(STR("system"), &read));
	assert_false(actor_kind_parse(STR(""), &read));
	assert_int_equal(read, ACTOR_COMPANY);
}

int test_actor(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_is_one_in_every_role),
		cmocka_unit_test(a_company_is_one_under_every_name),
		cmocka_unit_test(the_program_is_neither),
		cmocka_unit_test(each_kind_reads_back_what_it_is_called),
		cmocka_unit_test(an_unknown_kind_is_refused),
	};

	return cmocka_run_group_tests_name("actor", tests, NULL, NULL);
}
