/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "measures/assignment.h"
#include "test.h"

static enum assignment_group group_of(const char *check, int port, const char *remedy)
{
	const struct finding finding = {.check = check, .verdict = VERDICT_BAD, .port = port, .remedy = remedy};

	return assignment_of(&finding).group;
}

static void a_check_belongs_to_whom_can_mend_it(void **state)
{
	assert_int_equal(group_of("rdp-exposed", 3389, "close:3389"), ASSIGNMENT_NETWORK);
	assert_int_equal(group_of("adb-exposed", 5555, NULL), ASSIGNMENT_NETWORK);
	assert_int_equal(group_of("zone-transfer", 53, "dns-settings"), ASSIGNMENT_DOMAIN);
	assert_int_equal(group_of("security-headers", 443, "web-headers"), ASSIGNMENT_WEB);
}

static void a_certificate_goes_to_whom_its_port_belongs(void **state)
{
	assert_int_equal(group_of("tls-certificate-expiry", 443, "certificate"), ASSIGNMENT_WEB);
	assert_int_equal(group_of("tls-certificate-expiry", 993, "certificate"), ASSIGNMENT_MAIL);
	assert_int_equal(group_of("outdated-tls", 25, "tls-settings"), ASSIGNMENT_MAIL);
	assert_int_equal(group_of("outdated-tls", 8443, "tls-settings"), ASSIGNMENT_SERVER);
	assert_int_equal(group_of("rdp-exposed", 25, NULL), ASSIGNMENT_NETWORK); /* whatever its port */
}

static void a_program_goes_to_whom_it_belongs(void **state)
{
	assert_int_equal(group_of("known-vulnerability", 443, "update:wordpress"), ASSIGNMENT_WEB);
	assert_int_equal(group_of("known-vulnerability", 443, "update:nginx"), ASSIGNMENT_SERVER);
	assert_int_equal(group_of("end-of-life", 443, "replace:rt-ac68u"), ASSIGNMENT_NETWORK);
	assert_int_equal(group_of("end-of-life", 443, NULL), ASSIGNMENT_SERVER);
}

static void an_unknown_check_goes_to_whom_runs_the_servers(void **state)
{
	assert_int_equal(group_of("no-such-check", 443, NULL), ASSIGNMENT_SERVER);
	assert_false(assignment_knows("no-such-check"));
	assert_true(assignment_knows("zone-transfer"));
}

static void groups_are_named_and_found_by_name(void **state)
{
	enum assignment_group group;

	for (int i = 0; i < ASSIGNMENT_GROUPS; i++) {
		assert_true(assignment_group_parse(str_from(assignment_group_name((enum assignment_group)i)), &group));
		assert_int_equal(group, i);
	}
	assert_false(assignment_group_parse(str_from("president"), &group));
}

/* A missing header is no machine lost, whoever reports it. */
static void what_another_tool_says_is_as_bad_as_its_priority(void **state)
{
	struct finding finding = {.check = "other-tool-report", .verdict = VERDICT_BAD, .priority = PRIORITY_P2};

	assert_int_equal(assignment_of(&finding).harm, ASSIGNMENT_TAKEOVER);
	finding.priority = PRIORITY_P3;
	assert_int_equal(assignment_of(&finding).harm, ASSIGNMENT_CLUE);
	finding.check = "rdp-exposed";
	assert_int_equal(assignment_of(&finding).harm, ASSIGNMENT_RANSOM);
}

int test_assignment(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_check_belongs_to_whom_can_mend_it),
		cmocka_unit_test(a_certificate_goes_to_whom_its_port_belongs),
		cmocka_unit_test(a_program_goes_to_whom_it_belongs),
		cmocka_unit_test(an_unknown_check_goes_to_whom_runs_the_servers),
		cmocka_unit_test(what_another_tool_says_is_as_bad_as_its_priority),
		cmocka_unit_test(groups_are_named_and_found_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
