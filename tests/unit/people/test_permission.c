/* SPDX-License-Identifier: Apache-2.0 */
#include "people/permission.h"
#include "test.h"

static const struct permission_case of = {.case_id = 12, .checked_by = 2, .expert_id = 5};

static const struct actor visitor = {.role = ROLE_VISITOR};
static const struct actor program = {.role = ROLE_SECRETARIAT, .name = "system"};
static const struct actor company = {.role = ROLE_COMPANY, .case_id = 12};
static const struct actor neighbour = {.role = ROLE_COMPANY, .case_id = 13};
static const struct actor secretariat = {.role = ROLE_SECRETARIAT, .person_id = 2};
static const struct actor tokyo = {.role = ROLE_TOKYO, .person_id = 3};
static const struct actor expert = {.role = ROLE_EXPERT, .person_id = 5};
static const struct actor other_expert = {.role = ROLE_EXPERT, .person_id = 6};
static const struct actor diagnosis = {.role = ROLE_DIAGNOSIS, .person_id = 7};
static const struct actor administrator = {.role = ROLE_ADMINISTRATOR, .person_id = 8};

static const struct actor *const everybody[] = {&visitor, &program, &company,      &neighbour, &secretariat,
						&tokyo,   &expert,  &other_expert, &diagnosis, &administrator};

/* One letter a row of everybody: y may, n may not. */
static void assert_may(bool (*may)(const struct actor *, const struct permission_case *), const char *expected)
{
	for (size_t i = 0; i < COUNT(everybody); i++)
		assert_int_equal(may(everybody[i], &of) ? 'y' : 'n', expected[i]);
}

static void each_deed_has_its_roles(void **state)
{
	/*                                          visitor, program, company, neighbour, secretariat,
	 *                                          tokyo, expert, other expert, diagnosis, administrator */
	assert_may(permission_may_see_case, "nnynyyynnn");
	assert_may(permission_may_check_case, "nnnnynnnnn");
	assert_may(permission_may_approve_case, "nnnnnynnnn");
	assert_may(permission_may_decline_case, "nnnnyynnnn");
	assert_may(permission_may_withdraw_case, "nnynynnnnn");
	assert_may(permission_may_answer_case, "nnynynnnnn");
	assert_may(permission_may_authorise_targets, "nnynnnnnnn");
	assert_may(permission_may_see_targets, "nnynynynyn");
	assert_may(permission_may_run_diagnosis, "nnnnynnnyn");
	assert_may(permission_may_read_report, "nnnnynynnn");
	assert_may(permission_may_release_report, "nnnnynnnnn");
	assert_may(permission_may_assign_expert, "nnnnynnnnn");
	for (size_t i = 0; i < COUNT(everybody); i++)
		assert_int_equal(permission_may_enter_application(everybody[i]),
				 everybody[i]->role == ROLE_SECRETARIAT);
}

static void who_checked_a_case_does_not_approve_it(void **state)
{
	struct actor moved_to_tokyo = {.role = ROLE_TOKYO, .person_id = 2};
	struct permission_case unchecked = {.case_id = 12};

	assert_false(permission_may_approve_case(&moved_to_tokyo, &of));
	assert_true(permission_may_approve_case(&tokyo, &of));
	assert_false(permission_may_approve_case(&tokyo, &unchecked));
}

static void a_company_reads_its_own_report_once_released(void **state)
{
	struct permission_case released = of;

	released.is_report_released = true;
	assert_true(permission_may_read_report(&company, &released));
	assert_false(permission_may_read_report(&neighbour, &released));
	assert_false(permission_may_read_report(&tokyo, &released));
}

static void nobody_is_the_company_of_no_case(void **state)
{
	struct permission_case none = {0};
	struct actor lost = {.role = ROLE_COMPANY};
	struct actor unborn = {.role = ROLE_EXPERT};

	assert_false(permission_may_see_case(&lost, &none));
	assert_false(permission_may_see_case(&unborn, &none));
}

static void mails_and_people_have_their_keepers(void **state)
{
	for (size_t i = 0; i < COUNT(everybody); i++) {
		assert_int_equal(permission_may_read_mail(everybody[i]), everybody[i] == &secretariat);
		assert_int_equal(permission_may_manage_people(everybody[i]), everybody[i] == &administrator);
	}
}

/* Before the check there is nothing of Tokyo's to decide; the secretariat may decline at once. */
static void tokyo_declines_what_another_has_checked(void **state)
{
	struct actor moved_to_tokyo = {.role = ROLE_TOKYO, .person_id = 2};
	struct permission_case unchecked = {.case_id = 12};

	assert_true(permission_may_decline_case(&tokyo, &of));
	assert_false(permission_may_decline_case(&moved_to_tokyo, &of));
	assert_false(permission_may_decline_case(&tokyo, &unchecked));
	assert_true(permission_may_decline_case(&secretariat, &unchecked));
}

/* An official or an administrator publishes what another person proposed. */
static void who_proposed_a_change_of_the_call_does_not_publish_it(void **state)
{
	assert_true(permission_may_propose_edition(&secretariat) && permission_may_propose_edition(&administrator));
	assert_false(permission_may_propose_edition(&tokyo) || permission_may_propose_edition(&company));
	assert_true(permission_may_publish_edition(&tokyo, secretariat.person_id));
	assert_true(permission_may_publish_edition(&administrator, secretariat.person_id));
	assert_false(permission_may_publish_edition(&administrator, administrator.person_id));
	assert_false(permission_may_publish_edition(&secretariat, administrator.person_id));
}

int test_permission(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_deed_has_its_roles),
		cmocka_unit_test(who_checked_a_case_does_not_approve_it),
		cmocka_unit_test(a_company_reads_its_own_report_once_released),
		cmocka_unit_test(nobody_is_the_company_of_no_case),
		cmocka_unit_test(mails_and_people_have_their_keepers),
		cmocka_unit_test(who_proposed_a_change_of_the_call_does_not_publish_it),
		cmocka_unit_test(tokyo_declines_what_another_has_checked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
