/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/json.h"
#include "report/finding_words.h"
#include "test.h"

struct desk {
	struct arena arena;
	const struct texts *texts;
};

static int set_up(void **state)
{
	static struct desk desk;

	arena_init(&desk.arena);
	*state = &desk;
	return texts_load(&desk.texts, NULL) != ERR_OK;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;

	arena_release(&desk->arena);
	return 0;
}

/* What is said of a finding of a check without words of its own. */
static const char *said(struct desk *desk, const char *remedy, const char *details, const char *part)
{
	struct finding finding = {.check = "no-such-check",
				  .verdict = VERDICT_BAD,
				  .target = "www.example.jp",
				  .address = "192.0.2.1",
				  .port = 443,
				  .variant = "",
				  .remedy = remedy};
	struct value *value;

	assert_int_equal(json_decode(&desk->arena, str_from(details), &value, NULL), ERR_OK);
	finding.details = value;
	return finding_words_get(desk->texts, &desk->arena, LANG_EN, &finding, part);
}

static void a_remedy_gives_the_words_that_a_check_has_not(void **state)
{
	assert_string_equal(said(*state, "update:nginx", "{\"product\":\"nginx\"}", "title"), "Update nginx");
	assert_non_null(strstr(said(*state, "update:nginx", "{}", "technician"), "systemctl restart nginx"));
	assert_null(strstr(said(*state, "update:nginx", "{}", "do_self"), "systemctl"));
}

static void a_product_without_words_has_those_of_its_kind(void **state)
{
	assert_string_equal(said(*state, "update:unheard_of", "{\"product\":\"Unheard Of\"}", "title"),
			    "Update Unheard Of");
	assert_non_null(strstr(said(*state, "update:unheard_of", "{\"product\":\"Unheard Of\"}", "do_self"),
			       "update Unheard Of to a version"));
}

static void a_product_of_a_family_has_the_words_of_the_family(void **state)
{
	assert_non_null(strstr(said(*state, "update:windows_server_2019", "{}", "do_self"), "Windows Update"));
	assert_non_null(strstr(said(*state, "update:exchange_server", "{}", "do_self"), "cumulative update"));
}

static void a_device_has_the_menus_of_its_maker(void **state)
{
	assert_non_null(strstr(said(*state, "admin-page:synology_dsm", "{}", "do_self"), "QuickConnect"));
	assert_non_null(strstr(said(*state, "admin-page:yamaha_rt_rtx", "{}", "technician"), "httpd host lan"));
	assert_non_null(strstr(said(*state, "admin-page:idrac", "{}", "do_self"), "Internet side (WAN)"));
}

static void a_remedy_names_its_object_where_the_details_name_no_product(void **state)
{
	assert_string_equal(said(*state, "update:unheard_of", "{}", "title"), "Update unheard_of");
}

static void the_mended_version_is_named_when_it_is_known(void **state)
{
	assert_non_null(strstr(said(*state, "update:nginx", "{\"fixed_in\":\"1.25.3\"}", "do_self"), "from 1.25.3 on"));
	assert_null(strstr(said(*state, "update:nginx", "{}", "do_self"), "mended"));
}

static void what_nobody_wrote_is_seen(void **state)
{
	assert_string_equal(said(*state, "", "{}", "do_self"), "[finding.no-such-check.do_self]");
	assert_string_equal(said(*state, "no-such-deed", "{}", "do_self"), "[finding.no-such-check.do_self]");
}

int test_finding_words(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_remedy_gives_the_words_that_a_check_has_not),
		cmocka_unit_test(a_product_without_words_has_those_of_its_kind),
		cmocka_unit_test(a_product_of_a_family_has_the_words_of_the_family),
		cmocka_unit_test(a_device_has_the_menus_of_its_maker),
		cmocka_unit_test(a_remedy_names_its_object_where_the_details_name_no_product),
		cmocka_unit_test(the_mended_version_is_named_when_it_is_known),
		cmocka_unit_test(what_nobody_wrote_is_seen),
	};

	return cmocka_run_group_tests_name("finding words", tests, set_up, tear_down);
}
