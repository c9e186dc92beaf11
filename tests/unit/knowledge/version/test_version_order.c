/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_order.h"
#include "test.h"

static int order(enum version_scheme scheme, const char *a, const char *b)
{
	int forth = version_order(scheme, str_from(a), str_from(b));

	assert_int_equal(version_order(scheme, str_from(b), str_from(a)), -forth);
	return forth;
}

/* Each is older than the next; NULL ends the row. */
static void assert_rising(enum version_scheme scheme, const char *const *row)
{
	for (size_t i = 0; row[i]; i++) {
		assert_int_equal(order(scheme, row[i], row[i]), 0);
		for (size_t j = i + 1; row[j]; j++) {
			if (order(scheme, row[i], row[j]) != -1)
				fail_msg("%s is not older than %s", row[i], row[j]);
		}
	}
}

#define RISING(scheme, ...) assert_rising(scheme, (const char *const[]){__VA_ARGS__, NULL})

static void assert_same(enum version_scheme scheme, const char *a, const char *b)
{
	if (order(scheme, a, b) != 0)
		fail_msg("%s is not the same as %s", a, b);
}

static void upstream_numbers_count_as_numbers(void **state)
{
	(void)state;
	RISING(VERSION_AUTO, "1.2", "1.9", "1.10", "1.10.1", "2", "10", "99999999999999999999",
	       "100000000000000000000");
	assert_same(VERSION_AUTO, "1.2", "1.2.0");
	assert_same(VERSION_AUTO, "1.2", "v1.2");
	assert_same(VERSION_AUTO, "1.2", "Version 1.2");
	assert_same(VERSION_AUTO, "1.02", "1.2");
	assert_same(VERSION_AUTO, "1.2.3+build.5", "1.2.3");
	RISING(VERSION_AUTO, "2019-12-31", "2020-01-05", "2020-01-10", "2020-02-01", "2021");
	RISING(VERSION_AUTO, "20200101", "20200102");
}

static void letters_and_patch_levels_come_behind_the_release(void **state)
{
	(void)state;
	RISING(VERSION_AUTO, "1.0.1u", "1.0.2-beta1", "1.0.2", "1.0.2a", "1.0.2k", "1.0.2z", "1.0.2za", "1.0.2zb",
	       "1.1.0", "1.1.0a");
	RISING(VERSION_AUTO, "9.2", "9.2p1", "9.2p2", "9.2p10", "9.3");
	RISING(VERSION_AUTO, "1.9.5", "1.9.5p1", "1.9.5p2", "1.9.6");
	RISING(VERSION_AUTO, "6.9.12", "6.9.12-4", "6.9.12-22", "6.9.13");
	RISING(VERSION_AUTO, "1.8.0", "1.8.0_291", "1.8.0_301");
	RISING(VERSION_AUTO, "12.2(33)sxi", "12.2(33)sxi4", "12.2(33)sxi10", "12.2(33)sxj", "12.2(34)", "12.4");
	assert_same(VERSION_AUTO, "9.2p1", "9.2-patch1");
	assert_same(VERSION_AUTO, "8u291", "8 update 291");
}

static void what_comes_before_the_release_is_older(void **state)
{
	(void)state;
	RISING(VERSION_AUTO, "1.0-dev", "1.0-alpha", "1.0-alpha2", "1.0a3", "1.0-beta", "1.0b2", "1.0-M1", "1.0-pre1",
	       "1.0-rc1", "1.0.rc.2", "1.0RC10", "1.0", "1.0-1", "1.0p1", "1.0.0.1");
	RISING(VERSION_AUTO, "1.0~git", "1.0", "1.0git");
	assert_same(VERSION_AUTO, "1.0.0rc1", "1.0-rc-1");
	assert_same(VERSION_AUTO, "2.0.Final", "2.0");
}

static void debian_order_follows_the_policy(void **state)
{
	(void)state;
	RISING(VERSION_DPKG, "~~", "~~a", "~", "", "a");
	RISING(VERSION_DPKG, "1.0~beta1~svn1245", "1.0~beta1", "1.0", "1.0-1", "1.0a", "1.0+b1", "1:0.1");
	RISING(VERSION_DPKG, "1:9.2p1-2", "1:9.2p1-2+deb12u2", "1:9.2p1-2+deb12u3", "1:9.2p1-2+deb12u10");
	RISING(VERSION_DPKG, "7.6-0", "7.6p2-4", "1:1.0");
	RISING(VERSION_DPKG, "1.2.3-1~bpo11+1", "1.2.3-1");
	assert_same(VERSION_DPKG, "1.0", "1.0-0");
	assert_same(VERSION_DPKG, "0:1.0", "1.0");
	assert_same(VERSION_DPKG, "1.00", "1.0");
}

static void rpm_order_knows_tilde_and_caret(void **state)
{
	(void)state;
	RISING(VERSION_RPM, "1.0~rc1", "1.0~rc1^git1", "1.0~rc2", "1.0", "1.0^git1~pre", "1.0^git1", "1.0^git2",
	       "1.0.1");
	RISING(VERSION_RPM, "1.0^20160101", "1.0^20160101^git1", "1.0^20160102", "1.0.1");
	RISING(VERSION_RPM, "6.0", "6.0.rc1");
	RISING(VERSION_RPM, "xyz10", "xyz10.1", "10xyz", "10.1xyz");
	RISING(VERSION_RPM, "8.0p1-9.el8", "8.0p1-13.el8", "8.0p1-13.el8_6.1", "1:1.0-1");
	assert_same(VERSION_RPM, "2_0", "2.0");
	assert_same(VERSION_RPM, "a+", "a_");
	assert_same(VERSION_RPM, "2.001", "2.1");
}

static void semver_order_is_that_of_section_11(void **state)
{
	(void)state;
	RISING(VERSION_SEMVER, "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
	       "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "2.0.0", "2.1.0", "2.1.1");
	assert_same(VERSION_SEMVER, "1.0.0+20130313144700", "1.0.0+exp.sha.5114f85");
	assert_same(VERSION_SEMVER, "v1.2", "1.2.0");
}

static void an_update_is_told_from_the_version(void **state)
{
	(void)state;
	assert_true(str_is(version_without_update(STR("9.2p1")), "9.2"));
	assert_true(str_is(version_without_update(STR("1.0-rc1")), "1.0"));
	assert_true(str_is(version_without_update(STR("1.0.2k")), "1.0.2k"));
	assert_true(str_is(version_without_update(STR("6.9.12-22")), "6.9.12-22"));
	assert_true(str_is(version_without_update(STR("")), ""));
}

int test_version_order(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(upstream_numbers_count_as_numbers),
		cmocka_unit_test(letters_and_patch_levels_come_behind_the_release),
		cmocka_unit_test(what_comes_before_the_release_is_older),
		cmocka_unit_test(debian_order_follows_the_policy),
		cmocka_unit_test(rpm_order_knows_tilde_and_caret),
		cmocka_unit_test(semver_order_is_that_of_section_11),
		cmocka_unit_test(an_update_is_told_from_the_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
