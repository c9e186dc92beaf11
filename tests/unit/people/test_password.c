/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "people/password.h"
#include "test.h"

static void the_right_password_and_no_other_is_right(void **state)
{
	char hash[PASSWORD_HASH_SIZE];
	bool is_right = false;

	assert_int_equal(password_hash(STR("correct horse battery"), hash, NULL), ERR_OK);
	assert_non_null(strstr(hash, "$argon2id$v=19$m=19456,t=2,p=1$"));
	assert_int_equal(password_verify(STR("correct horse battery"), hash, &is_right, NULL), ERR_OK);
	assert_true(is_right);
	assert_int_equal(password_verify(STR("correct horse batterz"), hash, &is_right, NULL), ERR_OK);
	assert_false(is_right);
	is_right = true;
	assert_int_equal(password_verify(STR(""), hash, &is_right, NULL), ERR_OK);
	assert_false(is_right);
}

static void two_hashes_of_one_password_differ(void **state)
{
	char one[PASSWORD_HASH_SIZE], two[PASSWORD_HASH_SIZE];

	assert_int_equal(password_hash(STR("correct horse battery"), one, NULL), ERR_OK);
	assert_int_equal(password_hash(STR("correct horse battery"), two, NULL), ERR_OK);
	assert_string_not_equal(one, two);
}

static void nobody_has_no_password(void **state)
{
	bool is_right = true;

	assert_int_equal(password_verify(STR("anything at all"), NULL, &is_right, NULL), ERR_OK);
	assert_false(is_right);
	is_right = true;
	assert_int_equal(password_verify(STR("anything at all"), "not a hash", &is_right, NULL), ERR_OK);
	assert_false(is_right);
}

static void a_hash_of_another_cost_is_renewed(void **state)
{
	char hash[PASSWORD_HASH_SIZE];
	char *cost;

	assert_int_equal(password_hash(STR("correct horse battery"), hash, NULL), ERR_OK);
	assert_false(password_needs_rehash(hash));
	cost = strstr(hash, "t=2");
	assert_non_null(cost);
	cost[2] = '1';
	assert_true(password_needs_rehash(hash));
	assert_true(password_needs_rehash("x"));
}

static void empty_and_endless_passwords_are_refused(void **state)
{
	static char endless[PASSWORD_BYTES_MAX + 1];
	char hash[PASSWORD_HASH_SIZE];
	bool is_right = true;
	struct fault why;

	memset(endless, 'a', sizeof(endless));
	assert_int_equal(password_hash(STR(""), hash, &why), ERR_INVALID);
	assert_int_equal(password_hash(str_of(endless, sizeof(endless)), hash, &why), ERR_INVALID);
	assert_int_equal(password_verify(str_of(endless, sizeof(endless)), NULL, &is_right, NULL), ERR_OK);
	assert_false(is_right);
}

static void a_new_password_is_judged_by_length_and_not_by_its_signs(void **state)
{
	struct str name = STR("hanako.sato");
	static char endless[PASSWORD_BYTES_MAX + 1];

	memset(endless, 'a', sizeof(endless));
	assert_int_equal(password_judge(STR("elevenchars"), name), PASSWORD_PROBLEM_SHORT);
	assert_int_equal(password_judge(STR("twelve chars"), name), PASSWORD_PROBLEM_NONE);
	assert_int_equal(password_judge(STR("十二文字のあいことばです"), name), PASSWORD_PROBLEM_NONE);
	assert_int_equal(password_judge(STR("みじかいあいことば"), name), PASSWORD_PROBLEM_SHORT);
	assert_int_equal(password_judge(str_of(endless, sizeof(endless)), name), PASSWORD_PROBLEM_LONG);
	assert_int_equal(password_judge(str_of(endless, 100), name), PASSWORD_PROBLEM_UNIFORM);
	assert_int_equal(password_judge(str_of(endless, PASSWORD_BYTES_MAX), name), PASSWORD_PROBLEM_UNIFORM);
	assert_int_equal(password_judge(STR("aaaaaaaaaaab"), name), PASSWORD_PROBLEM_NONE);
	assert_int_equal(password_judge(STR("Hanako.Sato@Example"), STR("hanako.sato@example")), PASSWORD_PROBLEM_NAME);
	assert_string_equal(password_problem_name(PASSWORD_PROBLEM_SHORT), "short");
}

int test_password(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_right_password_and_no_other_is_right),
		cmocka_unit_test(two_hashes_of_one_password_differ),
		cmocka_unit_test(nobody_has_no_password),
		cmocka_unit_test(a_hash_of_another_cost_is_renewed),
		cmocka_unit_test(empty_and_endless_passwords_are_refused),
		cmocka_unit_test(a_new_password_is_judged_by_length_and_not_by_its_signs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
