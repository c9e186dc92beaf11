/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "knowledge/cpe/cpe.h"
#include "test.h"

static struct cpe parsed(struct arena *arena, const char *name)
{
	struct fault why = {.text = ""};
	struct cpe cpe;

	if (cpe_parse(arena, str_from(name), &cpe, &why))
		fail_msg("%s: %s", name, why.text);
	return cpe;
}

/* Both ways of writing the same name. */
static void assert_both(const char *uri, const char *formatted)
{
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, 4096);
	const char *const sources[] = {uri, formatted};
	for (int i = 0; i < 2; i++) {
		struct cpe cpe = parsed(&arena, sources[i]);
		buf_clear(&out);
		cpe_format(&out, &cpe);
		assert_string_equal(buf_text(&out), formatted);
		buf_clear(&out);
		cpe_format_uri(&out, &cpe);
		assert_string_equal(buf_text(&out), uri);
	}
}

/* NISTIR 7695, sections 6.1.2.4 and 6.2.2.3. */
static void the_examples_of_the_naming_standard(void **state)
{
	(void)state;
	assert_both("cpe:/a:microsoft:internet_explorer:8.0.6001:beta",
		    "cpe:2.3:a:microsoft:internet_explorer:8.0.6001:beta:*:*:*:*:*:*");
	assert_both("cpe:/a:microsoft:internet_explorer:8.%02:sp%01",
		    "cpe:2.3:a:microsoft:internet_explorer:8.*:sp?:*:*:*:*:*:*");
	assert_both("cpe:/a:hp:insight_diagnostics:7.4.0.1570:-:~~online~win2003~x64~",
		    "cpe:2.3:a:hp:insight_diagnostics:7.4.0.1570:-:*:*:online:win2003:x64:*");
	assert_both("cpe:/a:hp:openview_network_manager:7.51::~~~linux~~",
		    "cpe:2.3:a:hp:openview_network_manager:7.51:*:*:*:*:linux:*:*");
	assert_both("cpe:/a:foo%5cbar:big%24money_manager_2010:::~~special~ipod_touch~80gb~",
		    "cpe:2.3:a:foo\\\\bar:big\\$money_manager_2010:*:*:*:*:special:ipod_touch:80gb:*");
	assert_both("cpe:/o:cisco:ios:12.2%2831%29sb9a", "cpe:2.3:o:cisco:ios:12.2\\(31\\)sb9a:*:*:*:*:*:*:*");
	assert_both("cpe:/h:epson:xp-241:-", "cpe:2.3:h:epson:xp-241:-:*:*:*:*:*:*:*");
	assert_both("cpe:/a:v:p:%2d", "cpe:2.3:a:v:p:\\-:*:*:*:*:*:*:*");
}

static void assert_refused(const char *name, const char *reason)
{
	struct fault why = {.text = ""};
	struct cpe cpe;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(cpe_parse(&arena, str_from(name), &cpe, &why), ERR_INVALID);
	if (!strstr(why.text, reason))
		fail_msg("%s: %s", name, why.text);
}

static void a_wrong_name_is_refused_with_its_reason(void **state)
{
	char longest[CPE_NAME_MAX + 16] = "cpe:/a:";

	(void)state;
	assert_refused("", "begins with");
	assert_refused("cpe:2.3:a:v:p", "has 11 attributes");
	assert_refused("cpe:2.3:a:v:p:1:*:*:*:*:*:*:*:*", "no more than 11");
	assert_refused("cpe:2.3:x:v:p:1:*:*:*:*:*:*:*", "a, o or h");
	assert_refused("cpe:2.3:a:v::1:*:*:*:*:*:*:*", "empty");
	assert_refused("cpe:2.3:a:v:a*b:1:*:*:*:*:*:*:*", "wildcard");
	assert_refused("cpe:2.3:a:v:**:1:*:*:*:*:*:*:*", "wildcard");
	assert_refused("cpe:2.3:a:v:a b:1:*:*:*:*:*:*:*", "printable");
	assert_refused("cpe:2.3:a:v:p:1:*:*:*:*:*:*:x\\", "backslash");
	assert_refused("cpe:/a:v:p:%zz", "'%'");
	assert_refused("cpe:/a:v:p:%0", "'%'");
	assert_refused("cpe:/a:v:p:1:2:~a~b:c", "5 parts");
	assert_refused("cpe:/a:b:c:d:e:f:g:h", "at most 7");
	memset(longest + 7, 'a', sizeof(longest) - 8);
	assert_refused(longest, "at most");
}

static void assert_relation(const char *source, const char *target, enum cpe_relation expected)
{
	struct cpe_value a, b;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(cpe_value_parse(&arena, str_from(source), &a, NULL), ERR_OK);
	assert_int_equal(cpe_value_parse(&arena, str_from(target), &b, NULL), ERR_OK);
	enum cpe_relation got = cpe_value_compare(&a, &b);
	if (got != expected)
		fail_msg("%s, %s: %d", source, target, got);
}

/* NISTIR 7696, table 6-2, all rows. */
static void attributes_relate_as_the_table_says(void **state)
{
	(void)state;
	assert_relation("*", "*", CPE_EQUAL);
	assert_relation("*", "-", CPE_SUPERSET);
	assert_relation("*", "i", CPE_SUPERSET);
	assert_relation("*", "m*", CPE_UNDEFINED);
	assert_relation("-", "*", CPE_SUBSET);
	assert_relation("-", "-", CPE_EQUAL);
	assert_relation("-", "i", CPE_DISJOINT);
	assert_relation("-", "m?", CPE_UNDEFINED);
	assert_relation("i", "i", CPE_EQUAL);
	assert_relation("I", "i", CPE_EQUAL);
	assert_relation("i", "k", CPE_DISJOINT);
	assert_relation("i", "m*", CPE_UNDEFINED);
	assert_relation("i", "-", CPE_DISJOINT);
	assert_relation("i", "*", CPE_SUBSET);
	assert_relation("8.*", "8.0.6001", CPE_SUPERSET);
	assert_relation("8.*", "9.0", CPE_DISJOINT);
	assert_relation("m*", "*", CPE_SUBSET);
	assert_relation("m*", "-", CPE_DISJOINT);
	assert_relation("m*", "m*", CPE_UNDEFINED);
}

static void wildcards_stand_for_what_the_standard_says(void **state)
{
	(void)state;
	assert_relation("sp?", "sp2", CPE_SUPERSET);
	assert_relation("sp?", "sp", CPE_SUPERSET);
	assert_relation("sp?", "sp22", CPE_DISJOINT);
	assert_relation("sp??", "sp22", CPE_SUPERSET);
	assert_relation("?a", "ba", CPE_SUPERSET);
	assert_relation("*ab*", "xxabyy", CPE_SUPERSET);
	assert_relation("*ab*", "xxayy", CPE_DISJOINT);
	assert_relation("*\\(1\\)?", "12.2\\(1\\)a", CPE_SUPERSET);
	assert_relation("?\\+", "\\!\\+", CPE_SUPERSET);
	assert_relation("a\\*", "ab", CPE_DISJOINT);
	assert_relation("a\\*", "a\\*", CPE_EQUAL);
	assert_relation("???", "ab", CPE_SUPERSET);
	assert_relation("???", "abcd", CPE_DISJOINT);
}

/* NISTIR 7696, table 6-3. */
static void names_relate_by_all_their_attributes(void **state)
{
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	struct cpe any = parsed(&arena, "cpe:2.3:a:adobe:*:9.*:*:pallas_athena:*:*:*:*:*");
	struct cpe reader = parsed(&arena, "cpe:2.3:a:adobe:reader:9.3.2:-:-:*:*:*:*:*");
	struct cpe wide = parsed(&arena, "cpe:/a:adobe:reader"), exact = parsed(&arena, "cpe:/a:Adobe:Reader:9.3.2");
	struct cpe other = parsed(&arena, "cpe:/a:adobe:reader:::~~~linux~~");

	assert_int_equal(cpe_compare(&any, &reader), CPE_DISJOINT);
	assert_int_equal(cpe_compare(&wide, &exact), CPE_SUPERSET);
	assert_int_equal(cpe_compare(&exact, &wide), CPE_SUBSET);
	assert_int_equal(cpe_compare(&exact, &exact), CPE_EQUAL);
	assert_int_equal(cpe_compare(&exact, &other), CPE_UNDEFINED);
}

int test_cpe(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_examples_of_the_naming_standard),
		cmocka_unit_test(a_wrong_name_is_refused_with_its_reason),
		cmocka_unit_test(attributes_relate_as_the_table_says),
		cmocka_unit_test(wildcards_stand_for_what_the_standard_says),
		cmocka_unit_test(names_relate_by_all_their_attributes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
