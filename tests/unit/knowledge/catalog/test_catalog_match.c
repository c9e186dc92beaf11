/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test.h"
#include "unit/knowledge/catalog_fixture.h"

#define RECORD(id, nodes)                                                                                              \
	"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"" id "\"}},\"lastModifiedDate\":\"2021-06-28T18:03Z\","                 \
	"\"configurations\":{\"nodes\":[" nodes "]}}"
#define NODE(operator, children, rows)                                                                                 \
	"{\"operator\":\"" operator"\",\"children\":[" children "],\"cpe_match\":[" rows "]}"
#define ROW(vulnerable, name, bounds) "{\"vulnerable\":" vulnerable ",\"cpe23Uri\":\"cpe:2.3:" name "\"" bounds "}"

#define WINDOWS ROW("false", "o:microsoft:windows:-:*:*:*:*:*:*:*", "")
#define LINUX   ROW("false", "o:linux:linux_kernel:-:*:*:*:*:*:*:*", "")

static const char *const records[] = {
	RECORD("CVE-2021-0001",
	       NODE("OR", "",
		    ROW("true", "a:acme:web:*:*:*:*:*:*:*:*",
			",\"versionEndExcluding\":\"2.4.50\"") "," ROW("true", "a:acme:web:3.0:*:*:*:*:*:*:*", ""))),
	RECORD("CVE-2021-0002",
	       NODE("AND", NODE("OR", "", ROW("true", "a:acme:web:*:*:*:*:*:*:*:*", "")) "," NODE("OR", "", WINDOWS),
		    "")),
	RECORD("CVE-2021-10000", NODE("OR", "", ROW("true", "a:acme:web:*:*:*:*:*:wordpress:*:*", ""))),
	RECORD("CVE-2021-0004", NODE("OR", "", ROW("true", "a:acme:web:9.2:p1:*:*:*:*:*:*", ""))),
	RECORD("CVE-2021-0005",
	       NODE("AND", NODE("OR", "", "") "," NODE("OR", "", ROW("true", "a:acme:lone:1.0:*:*:*:*:*:*:*", "")),
		    "")),
	RECORD("CVE-2021-0006", NODE("OR", "", ROW("true", "a:acme:no\\\\!de\\\\:x:1.0:*:*:*:*:*:*:*", ""))),
	RECORD("CVE-2021-0007", NODE("OR", "", ROW("true", "a:acme:wild*:*:*:*:*:*:*:*:*", ""))),
	NULL,
};

struct given {
	struct fixture fixture;
	struct arena arena;
};

static int open_given(void **state)
{
	static struct given given;

	memset(&given, 0, sizeof(given));
	fixture_of(NULL, records, &given.fixture);
	*state = &given;
	return 0;
}

static int close_given(void **state)
{
	struct given *given = *state;

	fixture_release(&given->fixture);
	arena_release(&given->arena);
	return 0;
}

#define MATCHES(name, platform, expected)                                                                              \
	assert_string_equal(fixture_match(&given->fixture, &given->arena, "cpe:2.3:" name, platform), expected)

static void a_range_names_what_is_in_it(void **state)
{
	struct given *given = *state;

	MATCHES("a:acme:web:2.4.49:*:*:*:*:*:*:*", NULL, "CVE-2021-0001 CVE-2021-0002?");
	MATCHES("a:acme:web:2.4.50:*:*:*:*:*:*:*", NULL, "CVE-2021-0002?");
	MATCHES("a:acme:web:3.0:*:*:*:*:*:*:*", NULL, "CVE-2021-0001 CVE-2021-0002?");
	MATCHES("a:acme:other:3.0:*:*:*:*:*:*:*", NULL, "");
	MATCHES("o:acme:web:3.0:*:*:*:*:*:*:*", NULL, "");
}

static void a_condition_is_open_until_a_platform_of_its_part_is_named(void **state)
{
	struct given *given = *state;

	MATCHES("a:acme:web:5:*:*:*:*:*:*:*", NULL, "CVE-2021-0002?");
	MATCHES("a:acme:web:5:*:*:*:*:*:*:*", "cpe:2.3:o:microsoft:windows:-:*:*:*:*:*:*:*", "CVE-2021-0002");
	MATCHES("a:acme:web:5:*:*:*:*:*:*:*", "cpe:2.3:o:microsoft:windows:*:*:*:*:*:*:*:*", "CVE-2021-0002?");
	MATCHES("a:acme:web:5:*:*:*:*:*:*:*", "cpe:2.3:o:linux:linux_kernel:6.1:*:*:*:*:*:*:*", "");
	MATCHES("a:acme:web:5:*:*:*:*:*:*:*", "cpe:2.3:h:acme:box:-:*:*:*:*:*:*:*", "CVE-2021-0002?");
}

static void what_is_a_condition_only_is_never_a_match(void **state)
{
	struct given *given = *state;

	MATCHES("o:microsoft:windows:-:*:*:*:*:*:*:*", NULL, "");
	MATCHES("o:microsoft:windows:-:*:*:*:*:*:*:*", "cpe:2.3:a:acme:web:5:*:*:*:*:*:*:*", "");
}

static void editions_are_compared_as_the_standard_says(void **state)
{
	struct given *given = *state;

	MATCHES("a:acme:web:5:*:*:*:*:wordpress:*:*", NULL, "CVE-2021-0002? CVE-2021-10000");
	MATCHES("a:acme:web:5:*:*:*:*:drupal:*:*", NULL, "CVE-2021-0002?");
}

static void open_editions_match_on_condition_when_asked_for(void **state)
{
	struct given *given = *state;
	struct cpe cpe;
	struct catalog_question question = {.name = &cpe, .with_open_editions = true};
	struct catalog_matches matches;

	assert_int_equal(cpe_parse(&given->arena, STR("cpe:/a:acme:web:5"), &cpe, NULL), ERR_OK);
	catalog_match(given->fixture.catalog, &given->arena, &question, &matches);
	assert_int_equal(matches.count, 2);
	assert_string_equal(matches.items[1].cve.id, "CVE-2021-10000");
	assert_true(matches.items[1].is_conditional);
}

static void updates_are_part_of_a_version(void **state)
{
	struct given *given = *state;

	MATCHES("a:acme:web:9.2:p1:*:*:*:*:*:*", NULL, "CVE-2021-0002? CVE-2021-0004");
	MATCHES("a:acme:web:9.2p1:*:*:*:*:*:*:*", NULL, "CVE-2021-0002? CVE-2021-0004");
	MATCHES("a:acme:web:9.2:p2:*:*:*:*:*:*", NULL, "CVE-2021-0002?");
}

static void a_group_without_rows_asks_for_nothing(void **state)
{
	struct given *given = *state;

	MATCHES("a:acme:lone:1.0:*:*:*:*:*:*:*", NULL, "CVE-2021-0005");
}

static void names_with_escapes_and_wildcards_are_found(void **state)
{
	struct given *given = *state;

	MATCHES("a:acme:no\\!de\\:x:1.0:*:*:*:*:*:*:*", NULL, "CVE-2021-0006");
	MATCHES("a:acme:wilderness:7:*:*:*:*:*:*:*", NULL, "CVE-2021-0007");
	assert_string_equal(fixture_match(&given->fixture, &given->arena, "cpe:/a:acme:wilderness", NULL),
			    "CVE-2021-0007");
}

static void an_unknown_version_is_taken_in_by_all_versions_only(void **state)
{
	struct given *given = *state;

	MATCHES("a:acme:web:*:*:*:*:*:*:*:*", NULL, "CVE-2021-0002?");
}

static void a_match_tells_where_the_range_ends(void **state)
{
	struct given *given = *state;
	struct cpe cpe;
	struct catalog_question question = {.name = &cpe};
	struct catalog_matches matches;

	assert_int_equal(cpe_parse(&given->arena, STR("cpe:/a:acme:web:2.0"), &cpe, NULL), ERR_OK);
	catalog_match(given->fixture.catalog, &given->arena, &question, &matches);
	assert_true(str_is(matches.items[0].fixed_in, "2.4.50"));
	assert_true(str_is(matches.items[0].last_affected, ""));
}

int test_catalog_match(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_range_names_what_is_in_it),
		cmocka_unit_test(a_condition_is_open_until_a_platform_of_its_part_is_named),
		cmocka_unit_test(what_is_a_condition_only_is_never_a_match),
		cmocka_unit_test(editions_are_compared_as_the_standard_says),
		cmocka_unit_test(open_editions_match_on_condition_when_asked_for),
		cmocka_unit_test(updates_are_part_of_a_version),
		cmocka_unit_test(a_group_without_rows_asks_for_nothing),
		cmocka_unit_test(names_with_escapes_and_wildcards_are_found),
		cmocka_unit_test(an_unknown_version_is_taken_in_by_all_versions_only),
		cmocka_unit_test(a_match_tells_where_the_range_ends),
	};

	return cmocka_run_group_tests(tests, open_given, close_given);
}
