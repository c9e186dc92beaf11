/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "test.h"
#include "web/pages/post/mail_link.h"

#define BASE "https://check.example.jp"

static void assert_link(const char *text, const char *link)
{
	struct str found;
	struct str before = mail_link_find(str_from(text), BASE, &found);

	if (!str_is(found, link))
		fail_msg("in \"%s\" the link is \"%.*s\"", text, (int)found.n, found.n ? found.p : "");
	assert_int_equal(before.n, found.n ? (size_t)(found.p - text) : strlen(text));
}

static void a_page_of_ours_is_a_link(void **state)
{
	assert_link("Open " BASE "/enter/abc-_x.y now", BASE "/enter/abc-_x.y");
	assert_link(BASE "/my?next=%2Fmy", BASE "/my?next=%2Fmy");
	assert_link("<" BASE "/my>", BASE "/my");
	assert_link("(" BASE "/my)", BASE "/my");
	assert_link(BASE "/\xe3\x80\x82", BASE "/");
}

static void what_only_begins_like_our_address_is_none(void **state)
{
	assert_link(BASE ".evil.example/enter/x", "");
	assert_link(BASE "@evil.example/enter/x", "");
	assert_link(BASE ":8443/enter/x", "");
	assert_link(BASE "-evil.example/enter/x", "");
	assert_link(BASE "//evil.example", "");
	assert_link(BASE "\\evil.example", "");
	assert_link(BASE "?next=x", "");
	assert_link(BASE, "");
	assert_link("", "");
	assert_link("https://evil.example/", "");
}

static void a_false_one_does_not_hide_the_next(void **state)
{
	assert_link(BASE ".evil.example/ " BASE "/my", BASE "/my");
}

int test_mail_link(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_page_of_ours_is_a_link),
		cmocka_unit_test(what_only_begins_like_our_address_is_none),
		cmocka_unit_test(a_false_one_does_not_hide_the_next),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
