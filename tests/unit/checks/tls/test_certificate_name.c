/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/certificate_name.h"
#include "test.h"

static bool stands(const char *shown, const char *host)
{
	return certificate_name_stands_for(str_from(shown), str_from(host));
}

static void a_name_stands_for_itself_in_any_case(void **state)
{
	assert_true(stands("www.example.jp", "WWW.Example.JP"));
	assert_true(stands("www.example.jp", "www.example.jp."));
	assert_false(stands("example.jp", "www.example.jp"));
	assert_false(stands("www.example.jp", "example.jp"));
	assert_false(stands("", ""));
}

static void a_star_stands_for_one_whole_label(void **state)
{
	assert_true(stands("*.example.jp", "www.example.jp"));
	assert_false(stands("*.example.jp", "example.jp"));
	assert_false(stands("*.example.jp", "a.b.example.jp"));
	assert_false(stands("*.example.jp", ".example.jp"));
	assert_false(stands("w*.example.jp", "www.example.jp"));
	assert_false(stands("www.*.jp", "www.example.jp"));
	assert_false(stands("*.*.jp", "www.example.jp"));
	assert_false(stands("*.jp", "example.jp"));
	assert_false(stands("*", "jp"));
}

static void japanese_names_count_in_their_a_label_form(void **state)
{
	assert_true(stands("xn--eckwd4c7cu47r2wf.jp", "XN--eckwd4c7cu47r2wf.jp"));
	assert_false(stands("点検.jp", "点検.jp"));
}

static void an_address_stands_only_for_itself(void **state)
{
	assert_true(stands("192.0.2.1", "192.0.2.1"));
	assert_true(stands("2001:DB8:0:0:0:0:0:1", "2001:db8::1"));
	assert_false(stands("2001:DB8:0:0:0:0:0:1", "2001:db8::2"));
	assert_false(stands("*.0.2.1", "192.0.2.1"));
	assert_true(stands("2001:db8::1", "2001:DB8::1"));
	assert_true(certificate_name_is_address(STR("192.0.2.1")));
	assert_true(certificate_name_is_address(STR("2001:db8::1")));
	assert_false(certificate_name_is_address(STR("1.example.jp")));
	assert_false(certificate_name_is_address(STR("")));
}

int test_certificate_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_stands_for_itself_in_any_case),
		cmocka_unit_test(a_star_stands_for_one_whole_label),
		cmocka_unit_test(japanese_names_count_in_their_a_label_form),
		cmocka_unit_test(an_address_stands_only_for_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
