/* SPDX-License-Identifier: Apache-2.0 */
/* From whom servers are rented: what an edition may say, and which names are there. */
#include "programme/hoster.h"

#include <string.h>

#include "codec/yaml.h"
#include "programme/reader.h"
#include "test.h"

static enum err read_yaml(struct arena *arena, const char *text, struct edition *edition, struct fault *why)
{
	struct reader reader = {.arena = arena, .name = "edition.yaml", .source = str_from(text)};
	struct value *root = NULL;

	if (yaml_decode(arena, str_from(text), "edition.yaml", &root, why))
		return ERR_INVALID;
	hoster_read(&reader, root, edition);
	return reader_finish(&reader, why);
}

#define HOSTER(url, domains)                                                                                           \
	"hosters:\n  - name: {ja: 甲, en: A}\n    url: \"" url "\"\n    domains: " domains                             \
	"\n    text: {ja: 尋ねる, en: Ask}\n"

static void a_host_is_there_by_its_name(void **state)
{
	struct edition edition = {0};
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(read_yaml(&arena, HOSTER("https://example.jp/", "[example.jp, example.net]"), &edition, &why),
			 ERR_OK);
	assert_int_equal(edition.hoster_count, 1);
	assert_true(hoster_has(&edition.hosters[0], STR("shop.Example.JP")));
	assert_true(hoster_has(&edition.hosters[0], STR("example.net")));
	assert_false(hoster_has(&edition.hosters[0], STR("notexample.jp")));
	assert_false(hoster_has(&edition.hosters[0], STR("")));
}

static void what_is_no_page_or_no_domain_is_refused_with_its_line(void **state)
{
	static const struct {
		const char *text, *said;
	} rows[] = {
		{HOSTER("javascript:alert(1)", "[example.jp]"),
		 "edition.yaml:3:11: \"javascript:alert(1)\" is no address"},
		{HOSTER("https://example.jp/", "[\"a b\"]"), "this is no domain, such as example.jp"},
		{HOSTER("https://example.jp/", "[a.jp, b.jp, c.jp, d.jp, e.jp, f.jp, g.jp, h.jp, i.jp]"),
		 "this list has 9 items, expected at most 8"},
	};
	struct edition edition = {0};
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(read_yaml(&arena, rows[i].text, &edition, &why), ERR_INVALID);
		if (!strstr(why.text, rows[i].said))
			fail_msg("%s", why.text);
	}
}

int test_hoster(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_host_is_there_by_its_name),
		cmocka_unit_test(what_is_no_page_or_no_domain_is_refused_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
