/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/buf.h"
#include "codec/xml.h"
#include "test.h"

static void assert_refused(const char *text, enum err expected, const char *words)
{
	const struct xml_node *root = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(xml_decode(&arena, str_from(text), "f.xml", &root, &why), expected);
	assert_null(root);
	if (!strstr(why.text, words))
		fail_msg("\"%s\" does not hold \"%s\"", why.text, words);
}

static void elements_know_their_place_attributes_and_text(void **state)
{
	const struct xml_node *root, *item;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		xml_decode(&arena,
			   STR("<?xml version='1.0'?>\n<list kind='a&amp;b'>\n  <item n=\"1\">x &lt;<!-- c -->y"
			       "<![CDATA[<z>]]></item>\n  <item/>\n</list>"),
			   "f", &root, NULL),
		ERR_OK);
	assert_string_equal(root->name, "list");
	assert_string_equal(xml_attribute(root, "kind"), "a&b");
	assert_null(xml_attribute(root, "other"));
	item = xml_child(root, "item");
	assert_int_equal(item->line, 3);
	assert_int_equal(item->column, 3);
	assert_string_equal(item->text, "x <y<z>");
	assert_string_equal(item->next->text, "");
	assert_int_equal(item->next->attribute_count, 0);
	assert_null(item->next->next);
	assert_null(xml_child(root, "none"));
}

static void text_around_children_is_joined(void **state)
{
	const struct xml_node *root;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(xml_decode(&arena, STR("<a>one<b>inside</b> two<b/></a>"), "f", &root, NULL), ERR_OK);
	assert_string_equal(root->text, "one two");
	assert_string_equal(root->first->text, "inside");
}

static void other_encodings_become_utf8(void **state)
{
	const struct xml_node *root;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		xml_decode(&arena, STR("<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe9</a>"), "f", &root, NULL),
		ERR_OK);
	assert_string_equal(root->text, "\xc3\xa9");
	assert_refused("<?xml version='1.0' encoding='EUC-JP'?><a/>", ERR_INVALID, "unknown encoding");
	assert_refused("<a>\xff</a>", ERR_INVALID, "f.xml:1:4: not well-formed");
}

static void nothing_is_expanded_or_fetched(void **state)
{
	const struct xml_node *root;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_refused("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", ERR_INVALID, "DTD with declarations");
	assert_refused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", ERR_INVALID, "DTD");
	assert_refused("<!DOCTYPE a SYSTEM 'http://127.0.0.1/x.dtd'>\n<a>&x;</a>", ERR_INVALID, "f.xml:2:");
	assert_refused("<a>&x;</a>", ERR_INVALID, "undefined entity");
	assert_refused("<a b='&x;'/>", ERR_INVALID, "undefined entity");
	assert_int_equal(xml_decode(&arena, STR("<!DOCTYPE a>\n<a>&#65;</a>"), "f", &root, NULL), ERR_OK);
	assert_string_equal(root->text, "A");
}

static void broken_xml_is_named_with_its_line(void **state)
{
	assert_refused("", ERR_INVALID, "f.xml:1:1: no element found");
	assert_refused("<a>\n<b></a>", ERR_INVALID, "f.xml:2:");
	assert_refused("<a/><b/>", ERR_INVALID, "junk");
	assert_refused("<a x='1' x='2'/>", ERR_INVALID, "duplicate attribute");
}

static void size_and_depth_have_limits(void **state)
{
	BUF_SCOPED text;

	buf_init(&text, 65536);
	for (int i = 0; i < 10000; i++)
		buf_add_text(&text, "<a>");
	assert_refused(buf_text(&text), ERR_TOO_LARGE, "nested too deep");
	buf_clear(&text);
	buf_add_text(&text, "<a");
	for (int i = 0; i <= XML_ATTRIBUTES_MAX; i++)
		buf_printf(&text, " a%d=''", i);
	buf_add_text(&text, "/>");
	assert_refused(buf_text(&text), ERR_TOO_LARGE, "too many attributes");
}

int test_xml(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_know_their_place_attributes_and_text),
		cmocka_unit_test(text_around_children_is_joined),
		cmocka_unit_test(other_encodings_become_utf8),
		cmocka_unit_test(nothing_is_expanded_or_fetched),
		cmocka_unit_test(broken_xml_is_named_with_its_line),
		cmocka_unit_test(size_and_depth_have_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
