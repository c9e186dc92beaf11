/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/json.h"
#include "codec/template.h"
#include "test.h"

struct library {
	struct template *row, *loop, *hello, *choice_a;
};

static const struct template *find_partial(const void *context, struct str name)
{
	const struct library *library = context;

	return str_is(name, "row") ? library->row : str_is(name, "loop") ? library->loop : NULL;
}

static const struct template *find_text(const void *context, enum lang lang, struct str key)
{
	const struct library *library = context;

	return str_is(key, "hello") ? library->hello : str_is(key, "choice.a") ? library->choice_a : NULL;
}

static struct template *compile(struct arena *arena, const char *source)
{
	struct template *template;
	struct fault why = {0};

	if (template_compile(arena, "t", str_from(source), &template, &why))
		fail_msg("%s", why.text);
	return template;
}

static enum err render(const char *source, const char *json, enum template_syntax syntax, struct buf *out,
		       struct fault *why)
{
	struct library library;
	struct template_source found = {find_partial, find_text, &library};
	struct value *context;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	library.row = compile(&arena, "<{{.}}>");
	library.loop = compile(&arena, "{{>loop}}");
	library.hello = compile(&arena, "Hello {{name}}");
	library.choice_a = compile(&arena, "first");
	assert_int_equal(json_decode(&arena, str_from(json), &context, NULL), ERR_OK);
	buf_init(out, 10000);
	err = template_render(compile(&arena, source), &found, syntax, LANG_EN, context, out, why);
	return err;
}

static void assert_html(const char *source, const char *json, const char *expected)
{
	struct fault why = {0};
	BUF_SCOPED out;

	if (render(source, json, TEMPLATE_HTML, &out, &why))
		fail_msg("%s", why.text);
	assert_string_equal(buf_text(&out), expected);
}

static void html_is_escaped_and_plain_text_is_not(void **state)
{
	BUF_SCOPED out;

	assert_html("{{a}}", "{\"a\":\"<b>&\\\"'\"}", "&lt;b&gt;&amp;&quot;&#39;");
	assert_int_equal(render("{{a}}", "{\"a\":\"<b>\"}", TEMPLATE_PLAIN, &out, NULL), ERR_OK);
	assert_string_equal(buf_text(&out), "<b>");
}

static void sections_repeat_enter_or_vanish(void **state)
{
	assert_html("{{#l}}({{.}}){{/l}}", "{\"l\":[1,2,3]}", "(1)(2)(3)");
	assert_html("{{#m}}{{x}}{{y}}{{/m}}", "{\"m\":{\"x\":1},\"y\":2}", "12");
	assert_html("{{#l}}a{{/l}}{{^l}}none{{/l}}", "{\"l\":[]}", "none");
	assert_html("{{#m.x}}yes{{/m.x}}{{#m.z.w}}no{{/m.z.w}}", "{\"m\":{\"x\":true}}", "yes");
}

static void a_tag_alone_on_its_line_leaves_no_line(void **state)
{
	assert_html("a\n{{#l}}\n- {{.}}\n{{/l}}\n{{! gone }}\nb\n", "{\"l\":[1,2]}", "a\n- 1\n- 2\nb\n");
	assert_html("a {{#l}}x{{/l}}\nb", "{\"l\":true}", "a x\nb");
}

static void partials_and_texts_see_the_context(void **state)
{
	assert_html("{{#l}}{{>row}}{{/l}}", "{\"l\":[\"a\",\"b\"]}", "<a><b>");
	assert_html("{{t:hello}}!", "{\"name\":\"<A>\"}", "Hello &lt;A&gt;!");
	assert_html("{{t:choice.{{which}}}}", "{\"which\":\"a\"}", "first");
}

static void a_name_that_is_not_given_is_seen(void **state)
{
	assert_html("a {{gone}} b {{m.gone}}", "{\"m\":{}}", "a {{gone}} b {{m.gone}}");
	assert_html("({{empty}}{{none}})", "{\"empty\":\"\",\"none\":null}", "()");
}

static void what_is_missing_is_named(void **state)
{
	struct fault why = {0};
	BUF_SCOPED out;

	assert_int_equal(render("{{t:gone}}", "{}", TEMPLATE_HTML, &out, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, "gone"));
}

static void endless_partials_end(void **state)
{
	BUF_SCOPED out;

	assert_int_equal(render("{{>loop}}", "{}", TEMPLATE_HTML, &out, NULL), ERR_TOO_LARGE);
}

static void a_broken_template_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *source, *place;
	} broken[] = {{"a\n{{#x}}", "t:2"}, {"{{/x}}", "t:1"}, {"{{#a}}\n{{/b}}", "t:2"}, {"\n\n{{a", "t:3"},
		      {"{{a b}}", "t:1"},   {"{{}}", "t:1"},   {"{{t:}}", "t:1"},         {"{{t:a.{{}}}}", "t:1"}};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(broken); i++) {
		struct template *template;
		struct fault why = {0};
		assert_int_equal(template_compile(&arena, "t", str_from(broken[i].source), &template, &why),
				 ERR_INVALID);
		if (!str_starts(str_from(why.text), broken[i].place))
			fail_msg("%s: %s", broken[i].source, why.text);
	}
}

int test_template(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(html_is_escaped_and_plain_text_is_not),
		cmocka_unit_test(sections_repeat_enter_or_vanish),
		cmocka_unit_test(a_tag_alone_on_its_line_leaves_no_line),
		cmocka_unit_test(partials_and_texts_see_the_context),
		cmocka_unit_test(a_name_that_is_not_given_is_seen),
		cmocka_unit_test(what_is_missing_is_named),
		cmocka_unit_test(endless_partials_end),
		cmocka_unit_test(a_broken_template_is_refused_with_its_line),
	};
	return cmocka_run_group_tests_name("template", tests, NULL, NULL);
}
