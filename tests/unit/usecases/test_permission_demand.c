/* SPDX-License-Identifier: Apache-2.0 */
/* What a refusal says. */
#include "test.h"
#include "usecases/permission_demand.h"

static void a_no_names_the_role_and_the_deed(void **state)
{
	const struct actor actor = {.role = ROLE_EXPERT, .person_id = 1, .name = "x"};
	struct fault why = {.text = "untouched"};

	assert_int_equal(permission_demand(true, &actor, "check an application", &why), ERR_OK);
	assert_string_equal(why.text, "untouched");
	assert_int_equal(permission_demand(false, &actor, "check an application", &why), ERR_DENIED);
	assert_string_equal(why.text, "a person in the role expert may not check an application here");
}

static void the_program_has_no_role_to_be_named(void **state)
{
	const struct actor program = actor_program();
	struct fault why;

	assert_int_equal(permission_demand(false, &program, "read mails", &why), ERR_DENIED);
	assert_string_equal(why.text, "the program itself may not read mails");
}

int test_permission_demand(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_no_names_the_role_and_the_deed),
		cmocka_unit_test(the_program_has_no_role_to_be_named),
	};

	return cmocka_run_group_tests_name("permission_demand", tests, NULL, NULL);
}
