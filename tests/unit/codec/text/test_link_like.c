/* SPDX-License-Identifier: Apache-2.0 */
/* What mail programs make links of, and names that only look a little like it. */
#include "codec/text/link_like.h"
#include "test.h"

static bool is_link(const char *text)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	return link_like_stands_in(&arena, str_from(text));
}

static void what_becomes_a_link_is_found_in_any_dress(void **state)
{
	static const char *const links[] = {
		"緊急 http://evil.example/verify をご確認",
		"HTTPS://EVIL.EXAMPLE",
		"ｈｔｔｐ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ",
		"evil.example/verify",
		"evil.com",
		"株式会社Evil.Comをご確認",
		"ｅｖｉｌ．ｊｐ",
		"evil。jp",
		"evil｡jp",
		"例え.jp",
		"bit.ly/3abc",
		"t.co/x",
		"x.com",
		"evil.co.jp",
		"evil.museum",
		"a.xn--fiqs8s",
		"www.evil",
		"taro@evil.example",
		"mailto:taro",
		"tel:0312345678",
		"\\\\evil\\share",
		"192.0.2.7",
		"192.0.2.7/x",
		"(evil.jp)",
		"dr.evil.com",
		"mr.help",
		"St.Computer",
		"mrs.xyz",
		"t.yamada/x",
		"x@t.yamada",
		"evil.t.museum",
		"Booking.com Japan株式会社",
	};

	for (size_t i = 0; i < COUNT(links); i++)
		if (!is_link(links[i]))
			fail_msg("\"%s\" is taken for no link", links[i]);
}

static void names_of_companies_and_people_are_no_links(void **state)
{
	static const char *const names[] = {
		"こだま印刷株式会社",
		"ABC Co.,Ltd.",
		"ABC Co., Ltd.",
		"ABC Co.Ltd",
		"株式会社Ａ．Ｂ．Ｃ",
		"J. Front",
		"T.Yamada",
		"A.T.Kearney",
		"St. Marc",
		"Dr.ストレッチ",
		"株式会社No.1",
		"Vol.2スタジオ",
		"Y.M.C.A",
		"エー・ビー．シー",
		"カフェ…tokyo",
		"チーム@東京",
		"Re:Start",
		"1.5倍",
		"Ver.1.2.3",
		"A. B.",
		".",
		"..",
		"",
		"株式会社 http",
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (is_link(names[i]))
			fail_msg("\"%s\" is taken for a link", names[i]);
}

int test_link_like(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_becomes_a_link_is_found_in_any_dress),
		cmocka_unit_test(names_of_companies_and_people_are_no_links),
	};

	return cmocka_run_group_tests_name("link_like", tests, NULL, NULL);
}
