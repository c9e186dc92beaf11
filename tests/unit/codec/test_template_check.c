/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/template_check.h"
#include "test.h"

static const struct value_key target_keys[] = {{"host", VALUE_TEXT, NULL}, {0}};
static const struct value_key case_keys[] = {{"company", VALUE_TEXT, NULL}, {"due", VALUE_TEXT, NULL}, {0}};
static const struct value_key page_keys[] = {
	{NULL, VALUE_MAP, case_keys},
	{"targets", VALUE_LIST, target_keys},
	{"reasons", VALUE_LIST, NULL},
	{"owner", VALUE_MAP, case_keys},
	{0},
};
static const struct value_key layout_keys[] = {{"base", VALUE_TEXT, NULL}, {0}};
static const struct value_key *const scopes[] = {layout_keys, page_keys};

static struct template *compile(struct arena *arena, const char *name, const char *source)
{
	struct template *template;
	struct fault why = {0};

	if (template_compile(arena, name, str_from(source), &template, &why))
		fail_msg("%s", why.text);
	return template;
}

/* A partial "row", a text "due" that is wrong in English only, two texts that begin with "mark.". */
static const struct {
	const char *key, *ja, *en;
} texts[] = {
	{"due", "{{due}}", "by\n{{deu}}"},
	{"mark.good", "{{company}}", "{{company}}"},
	{"mark.host", "{{host}}", "{{host}}"},
};
#define TEXTS (COUNT(texts))

static const struct template *find_partial(const void *context, struct str name)
{
	return str_is(name, "row") ? compile((struct arena *)context, "row", "<{{host}}>") : NULL;
}

static const struct template *find_text(const void *context, enum lang lang, struct str key)
{
	for (size_t i = 0; i < TEXTS; i++)
		if (str_is(key, texts[i].key))
			return compile((struct arena *)context, "text", lang == LANG_EN ? texts[i].en : texts[i].ja);
	return NULL;
}

static struct str find_key(const void *context, struct str prefix, size_t index)
{
	for (size_t i = 0; i < TEXTS; i++)
		if (str_eq(str_head(str_from(texts[i].key), prefix.n), prefix) && index-- == 0)
			return str_from(texts[i].key);
	return (struct str){NULL, 0};
}

static enum err check(const char *source, struct fault *why)
{
	ARENA_SCOPED arena;
	const struct template_source found = {find_partial, find_text, &arena};
	const struct template_names names = {&found, find_key, scopes, 2, NULL};

	arena_init(&arena);
	return template_check(compile(&arena, "page", source), &names, why);
}

static void assert_known(const char *source)
{
	struct fault why;

	if (check(source, &why))
		fail_msg("%s", why.text);
}

static void assert_refused(const char *source, const char *fault)
{
	struct fault why = {0};

	assert_int_equal(check(source, &why), ERR_INVALID);
	assert_string_equal(why.text, fault);
}

static void what_is_declared_may_be_named_where_it_can_be_seen(void **state)
{
	assert_known("{{base}} {{company}} {{owner.company}} {{#owner}}{{due}}{{/owner}}");
	assert_known("{{#targets}}{{host}} of {{company}}{{/targets}}{{^targets}}{{due}}{{/targets}}");
	assert_known("{{#reasons}}{{.}}{{/reasons}}");
	assert_refused("a\n{{compnay}}", "page:2: nothing here has the name \"compnay\"");
	assert_refused("{{host}}", "page:1: nothing here has the name \"host\"");
	assert_refused("{{owner.host}}", "page:1: nothing here has the name \"owner.host\"");
	assert_refused("{{.}}", "page:1: nothing here has the name \".\"");
}

static void a_section_that_is_rarely_shown_is_read_too(void **state)
{
	assert_refused("{{#due}}\n{{deu}}\n{{/due}}", "page:2: nothing here has the name \"deu\"");
	assert_refused("{{^due}}{{deu}}{{/due}}", "page:1: nothing here has the name \"deu\"");
	assert_refused("{{#deu}}{{/deu}}", "page:1: nothing here has the name \"deu\"");
}

static void a_list_cannot_be_written_as_a_word(void **state)
{
	assert_refused("{{targets}}", "page:1: this is no single value: \"targets\"");
	assert_refused("{{owner}}", "page:1: this is no single value: \"owner\"");
}

static void partials_are_read_with_the_names_around_them(void **state)
{
	assert_known("{{#targets}}{{>row}}{{/targets}}");
	assert_refused("{{>row}}", "page:1: row:1: nothing here has the name \"host\"");
	assert_refused("{{>gone}}", "page:1: there is no text or partial \"gone\"");
}

static void texts_are_read_in_both_languages(void **state)
{
	assert_refused("{{t:due}}", "page:1: text:2: nothing here has the name \"deu\"");
	assert_refused("{{t:gone}}", "page:1: there is no text or partial \"gone\"");
}

static void a_key_that_a_value_ends_may_lead_to_each_text_of_its_beginning(void **state)
{
	assert_known("{{#targets}}{{t:mark.{{host}}}}{{/targets}}");
	assert_refused("{{t:mark.{{due}}}}", "page:1: text:1: nothing here has the name \"host\"");
	assert_refused("{{t:mark.{{deu}}}}", "page:1: nothing here has the name \"deu\"");
	assert_refused("{{t:gone.{{due}}}}", "page:1: no text begins with \"gone.\"");
}

int test_template_check(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_declared_may_be_named_where_it_can_be_seen),
		cmocka_unit_test(a_section_that_is_rarely_shown_is_read_too),
		cmocka_unit_test(a_list_cannot_be_written_as_a_word),
		cmocka_unit_test(partials_are_read_with_the_names_around_them),
		cmocka_unit_test(texts_are_read_in_both_languages),
		cmocka_unit_test(a_key_that_a_value_ends_may_lead_to_each_text_of_its_beginning),
	};

	return cmocka_run_group_tests_name("template check", tests, NULL, NULL);
}
