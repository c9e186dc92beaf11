/* SPDX-License-Identifier: Apache-2.0 */
/* What KEV says of products and vendors. */
#include "test.h"
#include "unit/knowledge/catalog_fixture.h"

#define RECORD(id, name)                                                                                               \
	"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"" id                                                                    \
	"\"}},\"configurations\":{\"nodes\":[{\"operator\":\"OR\",\"cpe_match\":["                                     \
	"{\"vulnerable\":true,\"cpe23Uri\":\"cpe:2.3:" name ":1.0:*:*:*:*:*:*:*\"},"                                   \
	"{\"vulnerable\":true,\"cpe23Uri\":\"cpe:2.3:" name ":1.1:*:*:*:*:*:*:*\"}]}]}}"

struct given {
	struct fixture described, exploited;
};

static void add_kev(struct catalog_build *build, const char *id, int32_t day, const char *vendor, const char *product)
{
	struct kev_row row = {.added_day = day,
			      .vendor = catalog_name_sum(str_from(vendor)),
			      .product = catalog_name_sum(str_from(product))};

	assert_true(cve_key_parse(str_from(id), &row.key));
	snapshot_batch_add(&build->snapshot, &row, 0);
}

static int begin(void **state)
{
	static const char *const records[] = {RECORD("CVE-2024-0001", "o:palo_alto:pan-os"),
					      RECORD("CVE-2024-0002", "o:palo_alto:pan-os"),
					      RECORD("CVE-2024-0003", "a:palo_alto:expedition"),
					      RECORD("CVE-2024-0004", "o:palo_alto:pan-os"),
					      RECORD("CVE-2024-0005", "a:acme:web"),
					      RECORD("CVE-2024-0006", "o:debian:debian_linux"),
					      NULL};
	static struct given given;
	struct catalog_build *build;

	fixture_of(NULL, records, &given.described);
	build = catalog_build_new(given.described.catalog, CATALOG_SOURCE_KEV);
	add_kev(build, "CVE-2024-0001", 100, "Palo Alto", "PAN-OS");
	add_kev(build, "CVE-2024-0002", 300, "Palo Alto", "PAN-OS");
	add_kev(build, "CVE-2024-0003", 200, "Palo Alto", "Expedition");
	add_kev(build, "CVE-2024-0006", 200, "Sudo", "Sudo");
	add_kev(build, "CVE-2020-9999", 50, "Acme Inc.", "n/a"); /* which nobody described, of no product */
	add_kev(build, "CVE-2020-9998", 60, "Acme", "Web");
	fixture_finish(build, 0, &given.exploited);
	*state = &given;
	return 0;
}

static int end(void **state)
{
	struct given *given = *state;

	fixture_release(&given->exploited);
	fixture_release(&given->described);
	return 0;
}

static void a_product_counts_each_of_its_cves_once(void **state)
{
	struct given *given = *state;
	struct catalog_history history;

	assert_true(catalog_find_history(given->exploited.catalog, STR("palo_alto"), STR("pan-os"), &history));
	assert_int_equal(history.times, 2);
	assert_int_equal(history.last_day, 300);
	assert_true(catalog_find_history(given->exploited.catalog, STR("palo_alto"), STR(""), &history));
	assert_int_equal(history.times, 3);
}

static void names_are_the_same_however_they_are_written(void **state)
{
	struct given *given = *state;
	struct catalog_history history;

	assert_true(catalog_find_history(given->exploited.catalog, STR("PaloAlto"), STR("PAN OS"), &history));
	assert_int_equal(history.times, 2);
}

static void kevs_own_names_count_where_nobody_describes_the_cve(void **state)
{
	struct given *given = *state;
	struct catalog_history history;
	struct catalog_cve cve;

	assert_true(catalog_find_history(given->exploited.catalog, STR("acme"), STR("web"), &history));
	assert_int_equal(history.times, 1);
	assert_false(catalog_find_history(given->exploited.catalog, STR("Acme Inc."), STR(""), &history));
	assert_true(catalog_find_cve(given->exploited.catalog, STR("CVE-2024-0005"), &cve));
	assert_int_equal(cve.product_exploited, 1);
}

static void a_distribution_of_others_programs_has_no_history(void **state)
{
	struct given *given = *state;
	struct catalog_history history;

	assert_true(catalog_find_history(given->exploited.catalog, STR("sudo"), STR("sudo"), &history));
	assert_false(catalog_find_history(given->exploited.catalog, STR("debian"), STR(""), &history));
}

static void a_cve_knows_what_befell_others_of_its_product(void **state)
{
	struct given *given = *state;
	struct catalog_cve cve;

	assert_true(catalog_find_cve(given->exploited.catalog, STR("CVE-2024-0004"), &cve));
	assert_false(cve.is_exploited);
	assert_int_equal(cve.product_exploited, 2);
	assert_int_equal(cve.vendor_exploited, 3);
	assert_true(catalog_find_cve(given->described.catalog, STR("CVE-2024-0004"), &cve));
	assert_int_equal(cve.vendor_exploited, 0);
}

int test_catalog_history(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_product_counts_each_of_its_cves_once),
		cmocka_unit_test(names_are_the_same_however_they_are_written),
		cmocka_unit_test(kevs_own_names_count_where_nobody_describes_the_cve),
		cmocka_unit_test(a_distribution_of_others_programs_has_no_history),
		cmocka_unit_test(a_cve_knows_what_befell_others_of_its_product),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
