/* SPDX-License-Identifier: Apache-2.0 */
#include "library/own_knowledge.h"

#include "calendar/day.h"
#include "test.h"

struct given {
	struct arena arena;
	const struct catalog *catalog;
};

static int begin(void **state)
{
	static struct given given;
	struct fault why = {ERR_OK, ""};

	arena_init(&given.arena);
	if (own_knowledge_load(&given.arena, &given.catalog, &why))
		fail_msg("%s", why.text);
	*state = &given;
	return 0;
}

static int end(void **state)
{
	arena_release(&((struct given *)*state)->arena);
	return 0;
}

/* The release that a version of a product belongs to; fails the test when there is none. */
static struct catalog_release release_of(const struct given *given, char part, const char *vendor, const char *name,
					 const char *version)
{
	struct catalog_product product;
	struct catalog_release release = {.cycle = STR("")};

	assert_true(catalog_find_product_by_cpe(given->catalog, part, str_from(vendor), str_from(name), &product));
	assert_true(catalog_find_release(given->catalog, &product, str_from(version), &release));
	return release;
}

static int64_t day(int year, int month, int of_month)
{
	int64_t result = 0;

	assert_true(day_from_civil((struct civil){year, month, of_month}, &result));
	return result;
}

static void every_product_has_a_name_to_be_found_by_and_a_release(void **state)
{
	static const char *const wanted[] = {
		"nginx", "apache-http-server", "php",     "openssl", "iis",   "msexchange", "debian", "centos",
		"mysql", "wordpress",          "fortios", "bind",    "samba", "exim"};
	const struct given *given = *state;
	struct catalog_source_state source = catalog_source_state(given->catalog, CATALOG_SOURCE_EOL);

	assert_true(source.records >= 60);
	assert_true(source.details >= source.records);
	for (size_t i = 0; i < COUNT(wanted); i++) {
		struct catalog_product product;
		assert_true(catalog_find_product(given->catalog, str_from(wanted[i]), &product));
		assert_true(product.release_count > 0);
	}
}

static void a_version_belongs_to_the_cycle_that_it_begins_with(void **state)
{
	const struct given *given = *state;
	struct catalog_release php = release_of(given, 'a', "php", "php", "7.4.33");

	assert_true(str_is(php.cycle, "7.4"));
	assert_int_equal(php.eol, CATALOG_LIFE_DATED);
	assert_int_equal(php.eol_day, day(2022, 11, 28));
	assert_true(str_is(release_of(given, 'a', "igor_sysoev", "nginx", "1.18.0").cycle, "1.18"));
	assert_int_equal(release_of(given, 'a', "isc", "bind", "9.11.4").eol, CATALOG_LIFE_ENDED);
	assert_int_equal(release_of(given, 'a', "samba", "samba", "4.1.17").eol, CATALOG_LIFE_ENDED);
}

static void extended_support_is_told_apart(void **state)
{
	const struct given *given = *state;
	struct catalog_release debian = release_of(given, 'o', "debian", "debian_linux", "12");

	assert_true(str_is(debian.label, "12 (Bookworm)"));
	assert_int_equal(debian.extended, CATALOG_LIFE_DATED);
	assert_true(debian.extended_day > debian.eol_day);
}

static void a_product_whose_name_is_its_release_needs_no_version(void **state)
{
	const struct given *given = *state;
	struct catalog_release windows = release_of(given, 'o', "microsoft", "windows_server_2012", "");

	assert_int_equal(windows.eol_day, day(2023, 10, 10));
	assert_int_equal(release_of(given, 'o', "microsoft", "windows_server_2012", "r2").eol_day, windows.eol_day);
}

static void exchange_is_found_by_year_and_by_build(void **state)
{
	const struct given *given = *state;

	assert_int_equal(release_of(given, 'a', "microsoft", "exchange_server", "2013").eol_day,
			 release_of(given, 'a', "microsoft", "exchange_server", "15.0.1497.48").eol_day);
	assert_int_equal(release_of(given, 'a', "microsoft", "exchange_server", "15.2.2562.17").eol,
			 CATALOG_LIFE_SUPPORTED);
	assert_int_equal(release_of(given, 'a', "microsoft", "exchange_server", "15.2.1544.4").eol_day,
			 day(2025, 10, 14));
}

int test_own_knowledge(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_product_has_a_name_to_be_found_by_and_a_release),
		cmocka_unit_test(a_version_belongs_to_the_cycle_that_it_begins_with),
		cmocka_unit_test(extended_support_is_told_apart),
		cmocka_unit_test(a_product_whose_name_is_its_release_needs_no_version),
		cmocka_unit_test(exchange_is_found_by_year_and_by_build),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
