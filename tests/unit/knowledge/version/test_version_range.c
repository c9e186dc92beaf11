/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_range.h"
#include "test.h"

/* The criteria's version and update ("1.2:p1"), the bounds in the order of the struct (NULL for none). */
static bool matches(const char *named, const char *const bounds[4], const char *version)
{
	struct version_range range;
	ARENA_SCOPED arena;

	arena_init(&arena);
	const char *name = arena_printf(&arena, "cpe:2.3:a:v:p:%s:*:*:*:*:*:*", named);
	assert_int_equal(cpe_parse(&arena, str_from(name), &range.criteria, NULL), ERR_OK);
	range.start_including = str_from(bounds[0]);
	range.start_excluding = str_from(bounds[1]);
	range.end_including = str_from(bounds[2]);
	range.end_excluding = str_from(bounds[3]);
	range.has_ports = false;
	return version_range_matches(&range, str_from(version));
}

static bool openssh_matches(const char *update, const char *end_including, const char *end_excluding,
			    const char *version)
{
	struct version_range range = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(cpe_parse(&arena,
				   str_from(arena_printf(&arena, "cpe:2.3:a:openbsd:openssh:*:%s:*:*:*:*:*:*", update)),
				   &range.criteria, NULL),
			 ERR_OK);
	range.end_including = str_from(end_including);
	range.end_excluding = str_from(end_excluding);
	range.has_ports = version_range_has_ports(&range.criteria);
	return version_range_matches(&range, str_from(version));
}

static const char *const none[4];

static void a_star_without_bounds_names_all(void **state)
{
	(void)state;
	assert_true(matches("*:*", none, "1.2"));
	assert_true(matches("*:*", none, ""));
	assert_true(matches("*:*", none, "-"));
}

static void not_applicable_names_only_itself(void **state)
{
	(void)state;
	assert_true(matches("-:*", none, "-"));
	assert_false(matches("-:*", none, "1.0"));
	assert_false(matches("1.0:*", none, "-"));
}

static void bounds_include_and_exclude(void **state)
{
	static const char *const half_open[] = {"1.0.2", NULL, NULL, "1.0.2k"};
	static const char *const closed[] = {NULL, "1.0", "2.0", NULL};

	(void)state;
	assert_true(matches("*:*", half_open, "1.0.2"));
	assert_true(matches("*:*", half_open, "1.0.2j"));
	assert_false(matches("*:*", half_open, "1.0.2k"));
	assert_false(matches("*:*", half_open, "1.0.2-beta1"));
	assert_false(matches("*:*", half_open, "1.1"));
	assert_false(matches("*:*", closed, "1.0.0"));
	assert_true(matches("*:*", closed, "1.0.1"));
	assert_true(matches("*:*", closed, "2.0.0"));
	assert_false(matches("*:*", closed, "2.0.1"));
	assert_true(matches("*:*", closed, "1.10"));
	assert_false(matches("*:*", closed, ""));
	assert_false(matches("*:*", closed, "-"));
}

static void a_version_names_itself_however_written(void **state)
{
	(void)state;
	assert_true(matches("1.2:*", none, "1.2.0"));
	assert_true(matches("1.2:*", none, "v1.2"));
	assert_false(matches("1.2:*", none, "1.2.1"));
	assert_false(matches("1.2:*", none, "1.20"));
	assert_false(matches("1.2:*", none, ""));
	assert_true(matches("12.2\\(33\\)sxi4:*", none, "12.2(33)SXI4"));
	assert_true(matches("1.2\\+b1:*", none, "1.2+b1"));
	assert_false(matches("1.2\\+b1:*", none, "1.2"));
}

static void the_update_narrows_the_version(void **state)
{
	(void)state;
	assert_true(matches("9.2:*", none, "9.2p1"));
	assert_true(matches("9.2:p1", none, "9.2p1"));
	assert_false(matches("9.2:p2", none, "9.2p1"));
	assert_false(matches("9.2:p1", none, "9.2"));
	assert_true(matches("9.2:-", none, "9.2"));
	assert_false(matches("9.2:-", none, "9.2p1"));
	assert_true(matches("2.0:rc1", none, "2.0-rc1"));
	assert_true(matches("1.9.5:patch1", none, "1.9.5p1"));
	assert_true(matches("8:update_291", none, "8u291"));
	assert_false(matches("1.0.2:*", none, "1.0.2k"));
}

static void wildcards_in_the_version(void **state)
{
	(void)state;
	assert_true(matches("8.*:*", none, "8.0.6001"));
	assert_false(matches("8.*:*", none, "9.0"));
	assert_true(matches("1.?:*", none, "1.4"));
	assert_false(matches("1.?:*", none, "1.44"));
}

static void a_port_belongs_to_its_release(void **state)
{
	static const char *const versions[] = {"7.7p1", "7.7-p1", "7.7", "7.6p1"};

	for (size_t i = 0; i < COUNT(versions); i++)
		assert_true(openssh_matches("*", "7.7", NULL, versions[i]));
	assert_false(openssh_matches("*", "7.7", NULL, "7.8p1"));
	assert_false(openssh_matches("*", NULL, "7.7", "7.7p1"));
	assert_true(openssh_matches("*", NULL, "7.7", "7.6p2"));
	assert_false(openssh_matches("*", "7.7p1", NULL, "7.7p2"));
}

static void each_product_that_openbsd_ports_has_ports(void **state)
{
	static const struct {
		const char *product;
		bool has_ports;
	} products[] = {{"openssh", true}, {"opensmtpd", true}, {"openntpd", true}, {"ntp", false}, {"bind", false}};

	for (size_t i = 0; i < COUNT(products); i++) {
		struct cpe name;
		ARENA_SCOPED arena;

		arena_init(&arena);
		assert_int_equal(
			cpe_parse(&arena,
				  str_from(arena_printf(&arena, "cpe:2.3:a:x:%s:*:*:*:*:*:*:*:*", products[i].product)),
				  &name, NULL),
			ERR_OK);
		assert_int_equal(version_range_has_ports(&name), products[i].has_ports);
	}
}

static void the_update_of_all_versions_belongs_to_the_last(void **state)
{
	assert_true(openssh_matches("p2", "7.2", NULL, "7.2p2"));
	assert_true(openssh_matches("p2", "7.2", NULL, "7.2-p1"));
	assert_true(openssh_matches("p2", "7.2", NULL, "7.1p1"));
	assert_false(openssh_matches("p2", "7.2", NULL, "7.2p3"));
}

/* "p15" is the fifteenth patch of NTP 4.2.8. */
static void a_patch_is_later_than_its_release(void **state)
{
	static const char *const up_to[] = {NULL, NULL, "4.2.8", NULL};

	assert_false(matches("*:*", up_to, "4.2.8p15"));
	assert_true(matches("*:*", up_to, "4.2.8"));
}

int test_version_range(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_star_without_bounds_names_all),
		cmocka_unit_test(not_applicable_names_only_itself),
		cmocka_unit_test(bounds_include_and_exclude),
		cmocka_unit_test(a_version_names_itself_however_written),
		cmocka_unit_test(the_update_narrows_the_version),
		cmocka_unit_test(wildcards_in_the_version),
		cmocka_unit_test(a_port_belongs_to_its_release),
		cmocka_unit_test(each_product_that_openbsd_ports_has_ports),
		cmocka_unit_test(the_update_of_all_versions_belongs_to_the_last),
		cmocka_unit_test(a_patch_is_later_than_its_release),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
