/* SPDX-License-Identifier: Apache-2.0 */
/* The compiled catalog as a run of bytes: what is whole answers, what is damaged is refused. */
#include <string.h>

#include "test.h"
#include "unit/knowledge/catalog_fixture.h"

struct given {
	struct arena arena;
	struct fixture fixture;
};

static int begin(void **state)
{
	static struct given given;

	arena_init(&given.arena);
	fixture_of_all(&given.fixture);
	*state = &given;
	return 0;
}

static int end(void **state)
{
	struct given *given = *state;

	fixture_release(&given->fixture);
	arena_release(&given->arena);
	return 0;
}

static void a_whole_catalog_answers_from_every_source(void **state)
{
	struct given *given = *state;
	const struct catalog *catalog = given->fixture.catalog;
	struct catalog_cve cve;
	struct catalog_product product;
	struct catalog_release release;
	struct str vendor, name;

	assert_string_equal(fixture_match(&given->fixture, &given->arena, "cpe:2.3:a:acme:web:2.4:*:*:*:*:*:*:*", NULL),
			    "CVE-2024-0001?");
	assert_string_equal(
		fixture_match(&given->fixture, &given->arena, "cpe:2.3:a:acme:mail_server:1.1:*:*:*:*:*:*:*", NULL),
		"CVE-2024-0003");
	assert_true(catalog_find_cve(catalog, STR("CVE-2024-0001"), &cve));
	assert_true(cve.is_exploited && cve.is_used_by_ransomware && cve.has_epss && cve.has_cvss);
	assert_true(cve.epss > 0.49 && cve.epss < 0.51);
	assert_true(catalog_find_product_by_cpe(catalog, 'a', STR("acme"), STR("web"), &product));
	assert_true(catalog_find_release(catalog, &product, STR("1.3"), &release));
	assert_int_equal(release.extended_day, 19365);
	assert_true(catalog_find_japanese_name(catalog, STR("acme"), STR("web"), &vendor, &name));
	assert_true(str_is(name, "ウェブ"));
	assert_int_equal(catalog_find_debian_fix(catalog, STR("acme-web"), STR("bookworm"), STR("CVE-2024-0001")).fix,
			 CATALOG_FIX_AT);
}

static enum err open_again(struct str bytes)
{
	const struct catalog *catalog;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return catalog_open(&arena, bytes, &catalog, NULL);
}

static void a_catalog_that_is_cut_anywhere_is_refused(void **state)
{
	struct given *given = *state;
	struct str bytes = given->fixture.bytes;

	assert_int_equal(open_again(bytes), ERR_OK);
	for (size_t size = 0; size < bytes.n; size++)
		assert_int_equal(open_again(str_head(bytes, size)), ERR_CORRUPT);
}

static void a_catalog_with_one_changed_byte_is_refused(void **state)
{
	struct given *given = *state;
	struct str bytes = given->fixture.bytes;
	char *changed = arena_alloc(&given->arena, bytes.n);

	memcpy(changed, bytes.p, bytes.n);
	for (size_t i = 0; i < bytes.n; i++) {
		for (unsigned bit = 0; bit < 8; bit += 7) {
			changed[i] = (char)(bytes.p[i] ^ (1 << bit));
			assert_int_not_equal(open_again(str_of(changed, bytes.n)), ERR_OK);
		}
		changed[i] = bytes.p[i];
	}
}

static void a_catalog_of_another_format_says_so(void **state)
{
	struct given *given = *state;
	struct str bytes = given->fixture.bytes;
	char *changed = arena_alloc(&given->arena, bytes.n);

	memcpy(changed, bytes.p, bytes.n);
	((struct catalog_header *)(void *)changed)->format++;
	assert_int_equal(open_again(str_of(changed, bytes.n)), ERR_UNSUPPORTED);
}

int test_catalog_file(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_catalog_answers_from_every_source),
		cmocka_unit_test(a_catalog_that_is_cut_anywhere_is_refused),
		cmocka_unit_test(a_catalog_with_one_changed_byte_is_refused),
		cmocka_unit_test(a_catalog_of_another_format_says_so),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
