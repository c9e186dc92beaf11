/* SPDX-License-Identifier: Apache-2.0 */
#include "base/buf.h"
#include "base/count.h"
#include "records/spf_syntax.h"
#include "test.h"

static bool is_sound(const char *text)
{
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	return spf_syntax_parse(&arena, str_from(text), &record, NULL);
}

static void a_record_is_known_by_its_first_word(void **state)
{
	assert_true(spf_syntax_is_record(STR("v=spf1")));
	assert_true(spf_syntax_is_record(STR("V=SPF1 -all")));
	assert_false(spf_syntax_is_record(STR("v=spf10 -all")));
	assert_false(spf_syntax_is_record(STR("v=spf1-all")));
	assert_false(spf_syntax_is_record(STR(" v=spf1 -all")));
	assert_false(spf_syntax_is_record(STR("\"v=spf1 -all\"")));
	assert_false(spf_syntax_is_record(STR("spf2.0/pra -all")));
	assert_false(spf_syntax_is_record(STR("v=spf")));
}

static void terms_are_read_with_their_qualifiers_and_domains(void **state)
{
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(
		spf_syntax_parse(&arena,
				 STR("v=spf1  a/24 mx:mail.example.jp//64 ?include:_spf.example.com ip4:192.0.2.0/24"
				     " redirect=x.example.jp ~ALL "),
				 &record, NULL));
	assert_int_equal(record.count, 6);
	assert_int_equal(record.terms[0].kind, SPF_A);
	assert_int_equal(record.terms[0].domain.n, 0);
	assert_true(str_is(record.terms[1].domain, "mail.example.jp"));
	assert_int_equal(record.terms[2].qualifier, '?');
	assert_int_equal(record.terms[2].kind, SPF_INCLUDE);
	assert_int_equal(record.terms[4].kind, SPF_REDIRECT);
	assert_int_equal(spf_syntax_all(&record)->qualifier, '~');
	assert_null(spf_syntax_redirect(&record)); /* "all" makes it void */
}

static void a_redirect_counts_where_nothing_says_all(void **state)
{
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(spf_syntax_parse(&arena, STR("v=spf1 redirect=_spf.example.jp"), &record, NULL));
	assert_true(str_is(spf_syntax_redirect(&record)->domain, "_spf.example.jp"));
	assert_null(spf_syntax_all(&record));
}

static void assert_refused(const char *const *wrong, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_sound(wrong[i]))
			fail_msg("%s is taken", wrong[i]);
}

static void what_receivers_refuse_is_refused(void **state)
{
	static const char *const wrong[] = {
		"v=spf1 ipv4:192.0.2.1",
		"v=spf1 ip4:192.0.2.256",
		"v=spf1 ip4:192.0.2.0/33",
		"v=spf1 ip4:mail.example.jp",
		"v=spf1 ip4:2001:db8::1",
		"v=spf1 ip6:192.0.2.1",
		"v=spf1 ip6:2001:db8::/129",
		"v=spf1 ip6::1", /* the address ::1 needs a colon more */
		"v=spf1 include",
		"v=spf1 include:",
		"v=spf1 include:example",
		"v=spf1 include:192.0.2.1",
		"v=spf1 -all:example.jp",
		"v=spf1 --all",
		"v=spf1 a:example..jp",
		"v=spf1 mx/33",
		"v=spf1 a//129",
		"v=spf1 all.",
		"v=spf1 -alll",
		"v=spf1 -all; ",
		"v=spf1 redirect=",
		"v=spf1 exp=a.jp exp=b.jp",
		"v=spf1 redirect=a.jp redirect=a.jp",
		"v=spf1 include:https://a.jp/",
		"v=spf1 v=spf1 \xe3\x83\xa1",
		"v=spf1 ip4:192.0.2.1,192.0.2.2",
		"v=spf1 a\tmx",
		"v=spf1 ip4:192.0.2.0/032",
		"v=spf1 ip4:192.0.2.0/",
		"v=spf1 ip4",
		"v=spf1 ip4.192.0.2.1",
		"v=spf1 ip6:2001:db8::/",
		"v=spf1 mx/",
		"v=spf1 mx//",
		"v=spf1 a/24/64",
		"v=spf1 a:example.jp//64/24",
		"v=spf1 a:example.jp/24/64",
		"v=spf1 include/24",
		"v=spf1 include:example.-jp",
		"v=spf1 include:example.jp-",
		"v=spf1 include:example.7",
		"v=spf1 include:example.j_p",
		"v=spf1 include:.example.jp",
		"v=spf1 include:.jp",
		"v=spf1 include:exa\x7fmple.jp",
		"v=spf1 redirect=example",
		"v=spf1 exp=a.jp redirect=a.jp exp=a.jp",
		"v=spf1 9x=y",
		"v=spf1 x!y=z",
	};

	assert_refused(wrong, COUNT(wrong));
}

/* RFC 7208, section 7.1 */
static void a_macro_that_the_grammar_does_not_know_is_refused(void **state)
{
	static const char *const wrong[] = {
		"v=spf1 exists:%{x}.jp",  "v=spf1 exists:%(i).jp",
		"v=spf1 exists:%{i",      "v=spf1 exists:%",
		"v=spf1 exists:%{",       "v=spf1 exists:%{i.jp",
		"v=spf1 exists:%{d0}.jp", "v=spf1 exists:%{d1234}.jp",
		"v=spf1 exists:%{dx}.jp", "v=spf1 exists:%{c}.jp", /* only an explanation knows c, r and t */
		"v=spf1 exists:%{i}.7",   "v=spf1 x=%{y}",
	};

	assert_refused(wrong, COUNT(wrong));
}

static void what_looks_strange_and_is_right_is_taken(void **state)
{
	static const char *const right[] = {
		"v=spf1",
		"v=spf1 a:example.jp/24//64 -all",
		"v=spf1 a:foo:bar/baz.example.jp mx:a/24.example.jp/24 -all", /* a slash is a letter of a label (7.1) */
		"v=spf1 a/0 mx//0 ptr",
		"v=spf1 ip6:2001:db8::/32 ip6:::1 -all",
		"v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all",
		"v=spf1 exists:%{i}._i.%{d}._d.espf.agari.com include:%{d}.x.example.com -all",
		"v=spf1 exists:%{l1r+-}._spf.%{d} a:%{d}/24",
		"v=spf1 a:%{d./}.example.jp/24//64",
		"v=spf1 include:example.jp. -all",
		"v=spf1 exp=explain._spf.%{d} -all",
		"v=spf1 moo.cow-far_out=man:dog/cat -all",
		"v=spf1 unknown=%{c} -all",
		"v=spf1 ip4=192.0.2.1 include=example.jp", /* modifiers that nobody knows, by the grammar */
		"v=spf1 +mx:mail.example.xn--q9jyb4c -all",
		"v=spf1 ip4:192.0.2.0/32 ip4:192.0.2.0/0 ip4:192.0.2.1 ip6:2001:db8::/128 ip6:::/0",
		"v=spf1 mx/32 a//128 a:example.jp/9",
		"v=spf1 exists:%{d1}.%{d127}.%{D}.%{dR}.jp include:%%.%_.%-.example.jp",
		"v=spf1 exists:%{s}.%{l}.%{o}.%{d}.%{i}.%{p}.%{v}.%{h}",
		"v=spf1 exists:%{i.-+,/_=}",
		"v=spf1 ptr:example.jp exp=a.jp redirect=b.jp",
		"v=spf1 include:a~b.example.j9 include:a!b.example.9j",
		"v=spf1 x= x=y z9-_.=%{c}%{r}%{t}",
	};

	for (size_t i = 0; i < COUNT(right); i++)
		if (!is_sound(right[i]))
			fail_msg("%s is refused", right[i]);
}

static void a_name_that_is_built_from_the_mail_is_known(void **state)
{
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(spf_syntax_parse(&arena,
				     STR("v=spf1 include:%{d}.example.com include:example.com exists:a%%b.example.com"),
				     &record, NULL));
	assert_true(record.terms[0].has_macro);
	assert_false(record.terms[1].has_macro);
}

static void the_caps_hold(void **state)
{
	BUF_SCOPED text;
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	buf_init(&text, 100000);
	buf_add_text(&text, "v=spf1");
	for (int i = 0; i < SPF_TERMS_MAX; i++)
		buf_add_text(&text, " a");
	assert_true(spf_syntax_parse(&arena, buf_str(&text), &record, NULL));
	buf_add_text(&text, " a");
	assert_false(spf_syntax_parse(&arena, buf_str(&text), &record, NULL));
	buf_clear(&text);
	buf_add_text(&text, "v=spf1 a");
	while (text.size < SPF_RECORD_MAX)
		buf_add_byte(&text, ' ');
	assert_true(spf_syntax_parse(&arena, buf_str(&text), &record, NULL));
	buf_add_byte(&text, ' ');
	assert_false(spf_syntax_parse(&arena, buf_str(&text), &record, NULL));
}

static void each_mechanism_has_its_kind_and_each_qualifier_its_sign(void **state)
{
	static const enum spf_kind kinds[] = {SPF_INCLUDE, SPF_A,      SPF_MX,  SPF_PTR,   SPF_IP4,
					      SPF_IP6,     SPF_EXISTS, SPF_EXP, SPF_OTHER, SPF_ALL};
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(
		spf_syntax_parse(&arena,
				 STR("v=spf1 +include:a.jp -a ~mx ?ptr ip4:192.0.2.1 ip6:::1 exists:a.jp exp=a.jp x=y "
				     "-all"),
				 &record, NULL));
	assert_int_equal(record.count, COUNT(kinds));
	for (size_t i = 0; i < record.count; i++) {
		assert_int_equal(record.terms[i].kind, kinds[i]);
		assert_int_equal(record.terms[i].qualifier, "+-~?+++++-"[i]);
	}
	assert_true(str_is(record.terms[7].domain, "a.jp"));
}

static void a_network_wider_than_anybodys_is_marked(void **state)
{
	static const bool is_wide[] = {false, true, true, true, false, false};
	struct spf_record record;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(spf_syntax_parse(&arena, STR("v=spf1 a/8 a/7 mx/24//0 ip4:0.0.0.0/0 ip6:2001:db8::/32 -all"),
				     &record, NULL));
	for (size_t i = 0; i < record.count; i++)
		assert_int_equal(record.terms[i].is_wide, is_wide[i]);
}

static void the_term_at_fault_is_named(void **state)
{
	struct spf_record record = {.count = 7};
	struct str wrong;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_false(spf_syntax_parse(&arena, STR("v=spf1 a ip5:192.0.2.1 -all"), &record, &wrong));
	assert_true(str_is(wrong, "ip5:192.0.2.1"));
	assert_false(spf_syntax_parse(&arena, STR("v=spf2 a"), &record, &wrong));
	assert_true(str_is(wrong, "v=spf2 a"));
	assert_int_equal(record.count, 7);
}

int test_spf_syntax(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_is_known_by_its_first_word),
		cmocka_unit_test(terms_are_read_with_their_qualifiers_and_domains),
		cmocka_unit_test(a_redirect_counts_where_nothing_says_all),
		cmocka_unit_test(what_receivers_refuse_is_refused),
		cmocka_unit_test(a_macro_that_the_grammar_does_not_know_is_refused),
		cmocka_unit_test(what_looks_strange_and_is_right_is_taken),
		cmocka_unit_test(a_name_that_is_built_from_the_mail_is_known),
		cmocka_unit_test(each_mechanism_has_its_kind_and_each_qualifier_its_sign),
		cmocka_unit_test(a_network_wider_than_anybodys_is_marked),
		cmocka_unit_test(the_term_at_fault_is_named),
		cmocka_unit_test(the_caps_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
