/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "knowledge/cvss/cvss.h"
#include "test.h"

static bool is_score(double got, double expected)
{
	return fabs(got - expected) < 0.001;
}

static struct cvss_scores scores_of(const char *vector)
{
	struct fault why = {.text = ""};
	struct cvss cvss;

	if (cvss_parse(str_from(vector), &cvss, &why))
		fail_msg("%s: %s", vector, why.text);
	return cvss_score(&cvss);
}

static void assert_scores(const char *vector, double base, double temporal, double environmental)
{
	struct cvss_scores got = scores_of(vector);

	if (!is_score(got.base, base) || !is_score(got.temporal, temporal) ||
	    !is_score(got.environmental, environmental))
		fail_msg("%s: %.1f %.1f %.1f", vector, got.base, got.temporal, got.environmental);
}

/* CVSS v2 guide, section 3.3: CVE-2002-0392, CVE-2003-0818, CVE-2003-0062. */
static void v2_examples_of_the_standard(void **state)
{
	(void)state;
	assert_scores("AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", 7.8, 6.4, 9.2);
	assert_scores("AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L", 10.0, 8.3, 9.0);
	assert_scores("AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M", 6.2, 4.9, 7.5);
	assert_scores("(AV:N/AC:L/Au:N/C:N/I:N/A:N)", 0, 0, 0);
}

static void v3_scores_with_all_groups(void **state)
{
	(void)state;
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8, 9.8, 9.8);
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0, 10.0, 10.0);
	assert_scores("CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4, 6.4, 6.4);
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0, 0, 0);
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U", 9.8, 7.8, 7.8);
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MC:N/MI:N/MA:N", 9.8, 9.8, 0);
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H/E:X/RL:X/RC:R", 7.5, 7.2, 7.2);
}

static void what_nobody_said_of_an_environment_moves_no_score(void **state)
{
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H", 9.6, 9.6, 9.6);
	assert_scores("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H/MAV:N", 9.6, 9.6, 9.7);
	assert_scores("CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H", 9.6, 9.6, 9.6);
}

static void v4_scores_with_all_groups(void **state)
{
	(void)state;
	assert_scores("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10.0, 10.0, 10.0);
	assert_scores("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 9.3, 9.3, 9.3);
	assert_scores("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:L/VA:L/SC:N/SI:N/SA:N", 6.9, 6.9, 6.9);
	assert_scores("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0, 0, 0);
	assert_scores("CVSS:4.0/AV:A/AC:H/AT:N/PR:H/UI:A/VC:H/VI:H/VA:H/SC:L/SI:L/SA:L", 5.4, 5.4, 5.4);
	assert_scores("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/E:U", 9.3, 8.1, 8.1);
	assert_scores("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N/MSI:S/U:Red", 9.3, 9.3, 10.0);
}

static void severity_words_by_the_scale(void **state)
{
	(void)state;
	assert_string_equal(cvss_severity_name(cvss_severity_of(CVSS_V3_1, 0)), "NONE");
	assert_string_equal(cvss_severity_name(cvss_severity_of(CVSS_V3_1, 3.9)), "LOW");
	assert_string_equal(cvss_severity_name(cvss_severity_of(CVSS_V4_0, 4.0)), "MEDIUM");
	assert_string_equal(cvss_severity_name(cvss_severity_of(CVSS_V4_0, 8.9)), "HIGH");
	assert_string_equal(cvss_severity_name(cvss_severity_of(CVSS_V4_0, 9.0)), "CRITICAL");
	assert_string_equal(cvss_severity_name(cvss_severity_of(CVSS_V2, 10)), "HIGH");
	assert_string_equal(cvss_severity_name(cvss_severity_of(CVSS_V2, 0)), "LOW");
}

static void assert_refused(const char *vector, const char *reason)
{
	struct fault why = {.text = ""};
	struct cvss cvss;

	assert_int_equal(cvss_parse(str_from(vector), &cvss, &why), ERR_INVALID);
	if (!strstr(why.text, reason))
		fail_msg("%s: %s", vector, why.text);
}

static void a_wrong_vector_is_refused_with_its_reason(void **state)
{
	(void)state;
	assert_refused("", "unknown metric");
	assert_refused("CVSS:5.0/AV:N", "version");
	assert_refused("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", "A is missing");
	assert_refused("CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "AV is given twice");
	assert_refused("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/ZZ:N", "unknown metric \"ZZ\"");
	assert_refused("CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "AV has a value");
	assert_refused("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/", "unknown metric");
	assert_refused("CVSS:3.1/AV/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "AV has a value");
	assert_refused("cvss:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "unknown metric");
	assert_refused("CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", "AV is out of order");
	assert_refused("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:S/SA:H", "SI has a value");
}

int test_cvss(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(v2_examples_of_the_standard),
		cmocka_unit_test(v3_scores_with_all_groups),
		cmocka_unit_test(what_nobody_said_of_an_environment_moves_no_score),
		cmocka_unit_test(v4_scores_with_all_groups),
		cmocka_unit_test(severity_words_by_the_scale),
		cmocka_unit_test(a_wrong_vector_is_refused_with_its_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
