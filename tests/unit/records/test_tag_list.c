/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/count.h"
#include "records/tag_list.h"
#include "test.h"

static void tags_are_read_without_the_blanks_around_them(void **state)
{
	struct tag_list list;

	assert_true(tag_list_parse(STR(" v = DMARC1 ;p=none;\trua=mailto:a@b.jp, mailto:c@d.jp ; "), &list, NULL));
	assert_int_equal(list.count, 3);
	assert_true(str_is(tag_list_get(&list, "v"), "DMARC1"));
	assert_true(str_is(tag_list_get(&list, "rua"), "mailto:a@b.jp, mailto:c@d.jp"));
	assert_null(tag_list_get(&list, "P").p); /* names count by case */
}

static void an_empty_value_is_not_an_absent_one(void **state)
{
	struct tag_list list;

	assert_true(tag_list_parse(STR("v=DKIM1;;p="), &list, NULL));
	assert_non_null(tag_list_get(&list, "p").p);
	assert_int_equal(tag_list_get(&list, "p").n, 0);
	assert_null(tag_list_get(&list, "k").p);
}

static void what_is_no_list_is_refused(void **state)
{
	struct tag_list list;
	struct str wrong;

	assert_false(tag_list_parse(STR("v=DMARC1; p=none; p=reject"), &list, &wrong));
	assert_true(str_is(wrong, "p=reject"));
	assert_false(tag_list_parse(STR("v=DMARC1; none"), &list, NULL));
	assert_false(tag_list_parse(STR("v=DMARC1; =none"), &list, NULL));
	assert_false(tag_list_parse(STR("v=DMARC1; p=\xef\xbd\x8e"), &list, NULL));
	assert_false(tag_list_parse(STR("v=DMARC1; p p=none"), &list, NULL));
}

static void the_caps_hold(void **state)
{
	BUF_SCOPED text;
	struct tag_list list;

	buf_init(&text, 20000);
	for (int i = 0; i < TAG_LIST_MAX; i++)
		buf_printf(&text, "t%d=x;", i);
	assert_true(tag_list_parse(buf_str(&text), &list, NULL));
	assert_int_equal(list.count, TAG_LIST_MAX);
	buf_add_text(&text, "one=more");
	assert_false(tag_list_parse(buf_str(&text), &list, NULL));
	buf_clear(&text);
	buf_add_text(&text, "v=x;");
	while (text.size < TAG_LIST_BYTES_MAX)
		buf_add_byte(&text, ' ');
	assert_true(tag_list_parse(buf_str(&text), &list, NULL));
	buf_add_byte(&text, ' ');
	assert_false(tag_list_parse(buf_str(&text), &list, NULL));
}

static void a_record_that_was_meant_is_known(void **state)
{
	assert_true(tag_list_has_version(STR("v=DMARC1;p=none"), "DMARC1"));
	assert_true(tag_list_has_version(STR("V = dmarc1 ; p=none"), "DMARC1"));
	assert_true(tag_list_has_version(STR("v=DMARC1 p=none"), "DMARC1"));
	assert_false(tag_list_has_version(STR("v=DMARC10; p=none"), "DMARC1"));
	assert_false(tag_list_has_version(STR("v=spf1 -all"), "DMARC1"));
	assert_false(tag_list_has_version(STR(""), "DMARC1"));
}

/* RFC 6376, section 3.2: a name is a letter and then letters, digits and underscores; a value is visible ASCII and
 * blanks. */
static void a_tag_has_a_name_and_a_visible_value(void **state)
{
	static const char *const good[] = {"A_9=!", "z=~", "v=a b", "v=a==", "n=!\t~"};
	static const char *const bad[] = {"9a=x",   "_a=x",   "a-b=x",           "a.b=x",
					  "a=\x7f", "a=\x01", "a=b\xe3\x81\x82", "a b=x"};
	struct tag_list list;

	for (size_t i = 0; i < COUNT(good); i++)
		if (!tag_list_parse(str_from(good[i]), &list, NULL))
			fail_msg("%s is refused", good[i]);
	for (size_t i = 0; i < COUNT(bad); i++)
		if (tag_list_parse(str_from(bad[i]), &list, NULL))
			fail_msg("%s is taken", bad[i]);
}

static void a_version_ends_where_its_word_ends(void **state)
{
	assert_true(tag_list_has_version(STR("v=DKIM1"), "DKIM1"));
	assert_false(tag_list_has_version(STR("v=DKIM"), "DKIM1"));
	assert_false(tag_list_has_version(STR("v"), "DKIM1"));
	assert_false(tag_list_has_version(STR("x=DKIM1"), "DKIM1"));
	assert_false(tag_list_has_version(STR("v=DKIM1a"), "DKIM1"));
}

int test_tag_list(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tags_are_read_without_the_blanks_around_them),
		cmocka_unit_test(an_empty_value_is_not_an_absent_one),
		cmocka_unit_test(what_is_no_list_is_refused),
		cmocka_unit_test(a_tag_has_a_name_and_a_visible_value),
		cmocka_unit_test(a_version_ends_where_its_word_ends),
		cmocka_unit_test(the_caps_hold),
		cmocka_unit_test(a_record_that_was_meant_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
