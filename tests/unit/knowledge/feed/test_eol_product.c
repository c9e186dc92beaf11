/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/feed/eol_product.h"

#include <string.h>

#include "codec/json.h"
#include "test.h"
#include "unit/knowledge/catalog_fixture.h"

struct given {
	struct arena arena;
	struct catalog_build *build;
	struct fixture fixture;
	struct fault why;
};

static int begin(void **state)
{
	static struct given given;

	given = (struct given){.build = catalog_build_new(NULL, CATALOG_SOURCE_EOL)};
	arena_init(&given.arena);
	*state = &given;
	return 0;
}

static int end(void **state)
{
	struct given *given = *state;

	catalog_build_free(given->build);
	if (given->fixture.catalog)
		fixture_release(&given->fixture);
	arena_release(&given->arena);
	return 0;
}

static enum err add(struct given *given, const char *id, const char *json)
{
	struct value *value;

	assert_int_equal(json_decode(&given->arena, str_from(json), &value, NULL), ERR_OK);
	return eol_product_add(given->build, value, str_from(id), 0, &given->why);
}

static void finish(struct given *given)
{
	fixture_finish(given->build, 0, &given->fixture);
	given->build = NULL;
}

static struct catalog_release first_of(const struct given *given, const char *id)
{
	struct catalog_product product;

	assert_true(catalog_find_product(given->fixture.catalog, str_from(id), &product));
	assert_true(product.release_count > 0);
	return catalog_release_at(given->fixture.catalog, &product, 0);
}

static void a_product_file_is_read(void **state)
{
	struct given *given = *state;
	struct catalog_release release;
	struct catalog_product product;

	assert_int_equal(
		add(given, "",
		    "{\"product\":\"web\",\"title\":\"Web\",\"identifiers\":[{\"purl\":\"x\"},{\"cpe\":\"cpe:/"
		    "a:acme:web\"}],"
		    "\"releases\":[{\"releaseCycle\":\"2\",\"codename\":\"Ant\",\"releaseLabel\":\"Web "
		    "__RELEASE_CYCLE__ '__CODENAME__'\",\"eol\":\"2024-02-29\",\"eoes\":false,\"latest\":\"2.9\"}]}"),
		ERR_OK);
	finish(given);
	release = first_of(given, "web");
	assert_true(str_is(release.label, "Web 2 'Ant'"));
	assert_true(str_is(release.latest, "2.9"));
	assert_int_equal(release.eol, CATALOG_LIFE_DATED);
	assert_int_equal(release.extended, CATALOG_LIFE_SUPPORTED);
	assert_true(catalog_find_product_by_cpe(given->fixture.catalog, 'a', STR("acme"), STR("web"), &product));
}

static void the_first_version_of_the_api_is_read(void **state)
{
	struct given *given = *state;
	struct catalog_release release;
	struct catalog_product product;

	assert_int_equal(
		add(given, "",
		    "{\"name\":\"web\",\"label\":\"Web\",\"identifiers\":[{\"type\":\"cpe\",\"id\":\"cpe:2.3:a:acme:"
		    "web\"}],\"releases\":[{\"name\":\"2\",\"label\":\"2\",\"releaseDate\":\"2020-01-01\",\"isEol\":"
		    "true,\"eolFrom\":null,\"latest\":{\"name\":\"2.9\"}}]}"),
		ERR_OK);
	finish(given);
	release = first_of(given, "web");
	assert_int_equal(release.eol, CATALOG_LIFE_ENDED);
	assert_int_equal(release.extended, CATALOG_LIFE_UNKNOWN);
	assert_int_equal(release.release_day, 18262);
	assert_true(str_is(release.label, ""));
	assert_true(str_is(release.latest, "2.9"));
	assert_true(catalog_find_product_by_cpe(given->fixture.catalog, 'a', STR("acme"), STR("web"), &product));
}

static void the_old_api_needs_to_be_told_the_product(void **state)
{
	struct given *given = *state;
	const char *cycles = "[{\"cycle\":\"2\",\"eol\":false,\"extendedSupport\":true}]";

	assert_int_equal(add(given, "", cycles), ERR_INVALID);
	assert_int_equal(add(given, "web", cycles), ERR_OK);
	finish(given);
	assert_int_equal(first_of(given, "web").eol, CATALOG_LIFE_SUPPORTED);
	assert_int_equal(first_of(given, "web").extended, CATALOG_LIFE_ENDED);
}

static void what_is_no_product_is_refused_and_leaves_nothing(void **state)
{
	static const char *const bad[] = {
		"1",
		"{}",
		"{\"product\":\"../x\",\"releases\":[]}",
		"{\"product\":\"web\"}",
		"{\"product\":\"web\",\"releases\":[1]}",
		"{\"product\":\"web\",\"releases\":[{\"releaseCycle\":\"1\",\"eol\":\"2024-02-30\"}]}",
		"{\"product\":\"web\",\"releases\":[{\"releaseCycle\":\"1\",\"eol\":7}]}",
	};
	struct given *given = *state;

	for (size_t i = 0; i < COUNT(bad); i++)
		assert_int_equal(add(given, "", bad[i]), ERR_INVALID);
	assert_string_equal(given->why.text, "web: release 1: \"eol\" is neither true, false nor a day");
	finish(given);
	assert_int_equal(catalog_source_state(given->fixture.catalog, CATALOG_SOURCE_EOL).records, 0);
}

#define GIVEN(test) cmocka_unit_test_setup_teardown(test, begin, end)

int test_eol_product(void)
{
	const struct CMUnitTest tests[] = {
		GIVEN(a_product_file_is_read),
		GIVEN(the_first_version_of_the_api_is_read),
		GIVEN(the_old_api_needs_to_be_told_the_product),
		GIVEN(what_is_no_product_is_refused_and_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
