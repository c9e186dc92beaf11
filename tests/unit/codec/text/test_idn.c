/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/idn.h"
#include "test.h"

static void assert_host(const char *typed, const char *expected)
{
	ARENA_SCOPED arena;
	const char *ascii;

	arena_init(&arena);
	ascii = idn_to_ascii(&arena, str_from(typed));
	if (expected && ascii)
		assert_string_equal(ascii, expected);
	else if (expected || ascii)
		fail_msg("\"%s\" gave \"%s\"", typed, ascii ? ascii : "nothing");
}

/* Compared with another encoder of punycode. */
static void names_beyond_ascii_are_encoded_label_by_label(void **state)
{
	assert_host("例え.jp", "xn--r8jz45g.jp");
	assert_host("www.ドメイン名例.jp", "www.xn--eckwd4c7cu47r2wf.jp");
	assert_host("Müller.de", "xn--mller-kva.de");
	assert_host("ファイブ・スター.jp", "xn--bckg7dya0ii3xka.jp");
	assert_host("点検。日本", "xn--f4v75n.xn--wgv71a");
}

static void widths_and_composition_do_not_make_another_host(void **state)
{
	assert_host("ﾃｽﾄ．ｊｐ", "xn--zckzah.jp");
	assert_host("mu\u0308ller.de", "xn--mller-kva.de");
	assert_host("WWW.Example.JP", "www.example.jp");
}

static void what_is_no_host_is_refused(void **state)
{
	static const char *const bad[] = {
		"",        ".",        "例え..jp",    ".例え.jp",   "例え.jp.", "例 え.jp",    "例え/x",
		"-例.jp",  "例-.jp",   "xn--例.jp",   "straße.de",  "ας.gr",    "a\u200db.jp", "❤.jp",
		"\u0308a", "例_え.jp", "例え.jp\xff", "例え.jp:80",
	};

	for (size_t i = 0; i < COUNT(bad); i++)
		assert_host(bad[i], NULL);
}

/* RFC 1035, section 2.3.4. */
static void a_label_has_63_bytes_at_most(void **state)
{
	ARENA_SCOPED arena;
	const char *label = "";

	arena_init(&arena);
	for (int i = 0; i < 63; i++)
		label = arena_printf(&arena, "%sa", label);
	assert_host(arena_printf(&arena, "%s.jp", label), arena_printf(&arena, "%s.jp", label));
	assert_host(arena_printf(&arena, "a%s.jp", label), NULL);
	assert_host(arena_printf(&arena, "%.56s例.jp", label), NULL);
	assert_host(arena_printf(&arena, "%s.%s.%s.%s", label, label, label, label), NULL);
}

int test_idn(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_beyond_ascii_are_encoded_label_by_label),
		cmocka_unit_test(widths_and_composition_do_not_make_another_host),
		cmocka_unit_test(what_is_no_host_is_refused),
		cmocka_unit_test(a_label_has_63_bytes_at_most),
	};
	return cmocka_run_group_tests_name("idn", tests, NULL, NULL);
}
