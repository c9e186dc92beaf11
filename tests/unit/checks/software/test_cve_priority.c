/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/cve_priority.h"
#include "test.h"

static struct catalog_cve with(enum cvss_version version, const char *vector)
{
	return (struct catalog_cve){.vector = str_from(vector), .has_cvss = *vector != '\0', .cvss_version = version};
}

#define WHOLE "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"

static void a_vector_tells_who_reaches_it_and_what_is_lost(void **state)
{
	static const struct {
		enum cvss_version version;
		const char *vector;
		enum exposure exposure;
		bool is_automatable;
		enum impact impact;
	} rows[] = {
		{CVSS_V3_1, WHOLE, EXPOSURE_OPEN, true, IMPACT_HIGH},
		{CVSS_V3_1, "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:N/A:H", EXPOSURE_OPEN, false, IMPACT_MEDIUM},
		{CVSS_V3_1, "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", EXPOSURE_CONTROLLED, false, IMPACT_LOW},
		{CVSS_V3_1, "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H", EXPOSURE_CONTROLLED, false, IMPACT_HIGH},
		{CVSS_V3_1, "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", EXPOSURE_SMALL, false, IMPACT_HIGH},
		{CVSS_V4_0, "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", EXPOSURE_OPEN, true,
		 IMPACT_HIGH},
		{CVSS_V4_0, "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N", EXPOSURE_OPEN, false,
		 IMPACT_LOW},
		{CVSS_V2, "AV:N/AC:L/Au:N/C:P/I:P/A:P", EXPOSURE_OPEN, true, IMPACT_MEDIUM},
		{CVSS_V2, "(AV:N/AC:L/Au:S/C:C/I:C/A:C)", EXPOSURE_CONTROLLED, false, IMPACT_HIGH},
		{CVSS_V2, "AV:N/AC:L/Au:N/C:P/I:N/A:N", EXPOSURE_OPEN, true, IMPACT_LOW},
		{CVSS_V3_1, "", EXPOSURE_OPEN, false, IMPACT_MEDIUM}, /* nothing is known */
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct catalog_cve cve = with(rows[i].version, rows[i].vector);
		struct priority_facts facts = cve_priority_facts(&cve);
		assert_int_equal(facts.exposure, rows[i].exposure);
		assert_int_equal(facts.is_automatable, rows[i].is_automatable);
		assert_int_equal(facts.impact, rows[i].impact);
		assert_int_equal(facts.exploitation, EXPLOITATION_NONE);
	}
}

static void what_cisa_says_goes_before_the_vector(void **state)
{
	struct catalog_cve cve = with(CVSS_V3_1, "CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N");

	cve.automatable = CATALOG_AUTOMATABLE_YES;
	cve.impact = CATALOG_IMPACT_TOTAL;
	assert_true(cve_priority_facts(&cve).is_automatable);
	assert_int_equal(cve_priority_facts(&cve).impact, IMPACT_HIGH);
	cve.is_exploited = true;
	assert_int_equal(cve_priority_facts(&cve).exploitation, EXPLOITATION_ACTIVE);
}

static void that_somebody_showed_how_raises_nothing(void **state)
{
	struct catalog_cve cve = with(CVSS_V3_1, WHOLE);

	cve.exploitation = CATALOG_EXPLOITATION_POC;
	assert_int_equal(cve_priority_facts(&cve).exploitation, EXPLOITATION_NONE);
}

static void epss_says_what_is_likely(void **state)
{
	struct catalog_cve cve = with(CVSS_V3_1, WHOLE);

	cve.has_epss = true;
	cve.epss = EXPLOITATION_EPSS - 0.01;
	assert_int_equal(cve_priority_decide(&cve, CONFIDENCE_CONFIRMED), PRIORITY_P3);
	cve.epss = EXPLOITATION_EPSS;
	assert_int_equal(cve_priority_decide(&cve, CONFIDENCE_CONFIRMED), PRIORITY_P2);
}

static void what_was_exploited_again_and_again_is_likely(void **state)
{
	struct catalog_cve cve = with(CVSS_V3_1, WHOLE);

	cve.product_exploited = EXPLOITATION_PRODUCT_TIMES - 1;
	cve.vendor_exploited = EXPLOITATION_VENDOR_TIMES - 1;
	assert_int_equal(cve_priority_facts(&cve).exploitation, EXPLOITATION_NONE);
	cve.product_exploited++;
	assert_int_equal(cve_priority_facts(&cve).exploitation, EXPLOITATION_LIKELY);
	cve.product_exploited = 0;
	cve.vendor_exploited++;
	assert_int_equal(cve_priority_facts(&cve).exploitation, EXPLOITATION_LIKELY);
}

/* Of a new CVE, EPSS knows little. */
static void a_low_epss_speaks_only_for_what_not_everybody_reaches(void **state)
{
	struct catalog_cve cve = with(CVSS_V3_1, WHOLE);

	cve.product_exploited = EXPLOITATION_PRODUCT_TIMES;
	cve.has_epss = true;
	assert_int_equal(cve_priority_facts(&cve).exploitation, EXPLOITATION_LIKELY);
	cve.vector = STR("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H");
	assert_int_equal(cve_priority_facts(&cve).exploitation, EXPLOITATION_NONE);
}

static void what_is_not_confirmed_is_first_only_when_it_is_in_kev(void **state)
{
	struct catalog_cve cve = with(CVSS_V3_1, WHOLE);

	cve.exploitation = CATALOG_EXPLOITATION_ACTIVE;
	assert_int_equal(cve_priority_decide(&cve, CONFIDENCE_CONFIRMED), PRIORITY_P1);
	assert_int_equal(cve_priority_decide(&cve, CONFIDENCE_LIKELY), PRIORITY_P2);
	cve.is_exploited = true;
	assert_int_equal(cve_priority_decide(&cve, CONFIDENCE_POSSIBLE), PRIORITY_P1);
}

int test_cve_priority(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vector_tells_who_reaches_it_and_what_is_lost),
		cmocka_unit_test(what_cisa_says_goes_before_the_vector),
		cmocka_unit_test(that_somebody_showed_how_raises_nothing),
		cmocka_unit_test(epss_says_what_is_likely),
		cmocka_unit_test(what_was_exploited_again_and_again_is_likely),
		cmocka_unit_test(a_low_epss_speaks_only_for_what_not_everybody_reaches),
		cmocka_unit_test(what_is_not_confirmed_is_first_only_when_it_is_in_kev),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
