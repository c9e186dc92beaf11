/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/text/kanji_variant.h"
#include "codec/text/search_key.h"
#include "test.h"

struct pair {
	const char *one, *other;
};

static void assert_same_key(const struct pair *pairs, size_t count)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(search_key_of(&arena, str_from(pairs[i].one)),
				    search_key_of(&arena, str_from(pairs[i].other)));
}

static void what_people_type_one_for_the_other_has_one_key(void **state)
{
	static const struct pair rows[] = {
		{"ABC精機", "ＡＢＣ精機"},
		{"abc精機", "ＡＢＣ精機"},
		{"ﾃﾝｹﾝ", "テンケン"},
		{"株式会社 きぼう", "株式会社きぼう"},
		{"きぼう　精機", "きぼう精機"},
		{"03-1234-5678", "０３ー１２３４ー５６７８"},
		{"R7-0013", "ｒ７－００１３"},
		{"R7-0013", "R7─0013"},
		{"1−2", "1‐2"},
		{"午前〜午後", "午前～午後"},
		{"ジョン・スミス", "ｼﾞｮﾝ ｽﾐｽ"},
		{"a\u2003b\u00a0c\u2028d", "abcd"},
	};

	assert_same_key(rows, COUNT(rows));
}

static void two_shapes_of_one_kanji_have_one_key(void **state)
{
	static const struct pair rows[] = {
		{"髙橋電機株式会社", "高橋電機株式会社"},
		{"渡邊製作所", "渡辺製作所"},
		{"渡邉製作所", "渡辺製作所"},
		{"宮﨑", "宮崎"},
		{"山嵜", "山崎"},
		{"齋藤", "斎藤"},
		{"斉藤", "斎藤"},
		{"齊藤", "斉藤"},
		{"澤田", "沢田"},
		{"濵田", "浜田"},
		{"濱田", "浜田"},
		{"𠮷野家", "吉野家"},
		{"國分", "国分"},
		{"神田\ufa19", "神田神"},
		{"塚\U000e0100本", "塚本"},
		{"德島", "徳島"},
		{"大𣘺", "大橋"},
		{"嶋田", "島田"},
		{"⾼橋", "高橋"},
		{"釼持", "剣持"},
		{"雞卵", "鶏卵"},
		{"\U00028e93田", "隆田"}, /* 隆 with one more stroke */
	};

	assert_same_key(rows, COUNT(rows));
}

/* 戸籍法施行規則, 別表第二の二, apart from compatibility ideographs: each character behind its other shape. */
static void what_the_law_of_family_registers_calls_one_character_has_one_key(void **state)
{
	static const char pairs[] = "亞亜惡悪爲為榮栄衞衛圓円緣縁薗園應応櫻桜奧奥橫横溫温價価壞壊懷懐樂楽卷巻"
				    "陷陥寬寛氣気僞偽戲戯虛虚峽峡狹狭曉暁駈駆勳勲薰薫惠恵揭掲鷄鶏藝芸擊撃縣県"
				    "儉倹劍剣險険圈圏檢検顯顕驗験嚴厳廣広恆恒黃黄國国黑黒碎砕雜雑兒児濕湿實実"
				    "壽寿收収從従澁渋獸獣縱縦緖緒敍叙將将涉渉燒焼奬奨條条狀状乘乗淨浄剩剰疊畳"
				    "孃嬢讓譲釀醸眞真寢寝愼慎盡尽粹粋醉酔穗穂瀨瀬齊斉靜静攝摂專専戰戦纖繊禪禅"
				    "壯壮爭争莊荘搜捜巢巣曾曽裝装瘦痩騷騒增増藏蔵臟臓卽即帶帯滯滞瀧滝單単團団"
				    "彈弾晝昼鑄鋳廳庁徵徴聽聴鎭鎮轉転傳伝嶋島渴渇燈灯盜盗稻稲德徳拜拝盃杯賣売髮髪"
				    "拔抜晚晩祕秘冨富拂払佛仏步歩峯峰飜翻每毎萬万默黙埜野彌弥藥薬與与搖揺樣様"
				    "謠謡來来賴頼覽覧龍竜凉涼綠緑淚涙壘塁禮礼曆暦歷歴鍊錬郞郎錄録";
	struct str rest = STR(pairs);
	ARENA_SCOPED arena;

	arena_init(&arena);
	while (rest.n) {
		struct str old = str_head(rest, 3), common = str_head(str_skip(rest, 3), 3);
		if (strcmp(search_key_of(&arena, old), search_key_of(&arena, common)) != 0)
			fail_msg("%.3s is not %.3s", old.p, common.p);
		rest = str_skip(rest, 6);
	}
}

static void initials_are_searched_with_dots_or_without(void **state)
{
	static const struct pair rows[] = {
		{"A.B.C.株式会社", "ABC株式会社"},
		{"Ａ．Ｂ．Ｃ．", "A・B・C"},
		{"株式会社T.T.", "株式会社TT"},
		{"T. Yamada", "TYamada"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_same_key(rows, COUNT(rows));
	assert_string_equal(search_key_of(&arena, STR("No.1")), "no.1");
	assert_string_equal(search_key_of(&arena, STR("info@a.example.co.jp")), "info@a.example.co.jp");
}

static void names_that_are_two_have_two_keys(void **state)
{
	static const struct pair rows[] = {{"畠山", "畑山"}, {"埼玉", "崎玉"}, {"苑", "園"}};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_not_equal(search_key_of(&arena, str_from(rows[i].one)),
					search_key_of(&arena, str_from(rows[i].other)));
}

static void every_variant_is_found_and_leads_to_a_form_that_is_none(void **state)
{
	for (size_t i = 0; i < kanji_variant_count; i++) {
		struct kanji_variant row = kanji_variants[i];

		assert_true(i == 0 || kanji_variants[i - 1].variant < row.variant);
		assert_true(kanji_variant_fold(row.variant) == row.common);
		assert_true(kanji_variant_fold(row.common) == row.common);
	}
	assert_true(kanji_variant_fold('a') == 'a');
	assert_true(kanji_variant_fold(0x10ffff) == 0x10ffff);
}

static void a_legal_form_is_searched_in_full(void **state)
{
	static const struct pair rows[] = {
		{"㈱ミヤザキ", "株式会社ミヤザキ"},
		{"(株)ミヤザキ", "株式会社ミヤザキ"},
		{"（株）ミヤザキ", "㈱ミヤザキ"},
		{"( 株 ) ミヤザキ", "㈱ミヤザキ"},
		{"㊑ミヤザキ", "㈱ミヤザキ"},
		{"㍿ミヤザキ", "㈱ミヤザキ"},
		{"株式會社ミヤザキ", "㈱ミヤザキ"},
		{"ミヤザキ㈲", "ミヤザキ有限会社"},
		{"(同)きぼう", "合同会社きぼう"},
		{"㈶きぼう", "財団法人きぼう"},
		{"（一社）きぼう", "一般社団法人きぼう"},
		{"NPO法人きぼう", "(特非)きぼう"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_same_key(rows, COUNT(rows));
	assert_string_equal(search_key_of(&arena, STR("㈱")), "株式会社");
	assert_string_equal(search_key_of(&arena, STR("株主")), "株主");
}

static void kana_is_one_script_of_one_size(void **state)
{
	static const struct pair rows[] = {
		{"きぼう", "キボウ"},         {"キャノン", "キヤノン"}, {"ﾌｨﾙﾑ", "フイルム"}, {"ニッカ", "ニツカ"},
		{"ウヰスキー", "ウイスキー"}, {"ヱビス", "エビス"},     {"は\u3099", "ば"},   {"霞ヶ関", "霞が関"},
		{"霞ケ関", "霞が関"},         {"八ヵ所", "八か所"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_same_key(rows, COUNT(rows));
	assert_string_equal(search_key_of(&arena, STR("鈴木ガス")), "鈴木ガス");
}

static void a_dash_after_kana_is_a_long_vowel(void **state)
{
	static const struct pair rows[] = {
		{"コンピュータ—社", "コンピューター社"},
		{"サ-バ-", "サーバー"},
		{"ｻｰﾊﾞｰ", "サ−バ―"},
		{"ら〜めん", "らーめん"},
		{"—バー", "ーバー"},
	};

	assert_same_key(rows, COUNT(rows));
}

static void different_names_keep_different_keys(void **state)
{
	static const struct pair rows[] = {
		{"ビル", "ビール"},
		{"ハス", "バス"},
		{"高橋", "橋高"},
		{"太田", "大田"},
		{"株式会社きぼう", "有限会社きぼう"},
		{"R7-0013", "R7-0014"},
		{"1-2", "12"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_not_equal(search_key_of(&arena, str_from(rows[i].one)),
					search_key_of(&arena, str_from(rows[i].other)));
}

static void a_key_is_its_own_key(void **state)
{
	static const char *const names[] = {"㈱髙橋・ｺﾝﾋﾟｭｰﾀ—ヶ丘", "渡邉 NPO法人 ～ Ｒ７ー１", "ら〜めん"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(names); i++) {
		const char *key = search_key_of(&arena, str_from(names[i]));

		assert_string_equal(search_key_of(&arena, str_from(key)), key);
	}
}

static void a_long_vowel_is_no_hyphen(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(search_key_of(&arena, STR("サーバー")), "サーバー");
	assert_string_equal(search_key_of(&arena, STR("2ー3")), "2-3");
}

static void bytes_that_are_no_utf8_give_a_key_too(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(search_key_of(&arena, STR("a\xff b")), "ab");
	assert_string_equal(search_key_of(&arena, STR("")), "");
	assert_string_equal(search_key_of(&arena, STR("\xe3\x81")), "");
	assert_string_equal(search_key_of(&arena, STR("Ａ\xff㈱")), "a株式会社");
	assert_string_equal(search_key_of(&arena, STR("a\0b")), "ab");
	assert_string_equal(search_key_of(&arena, STR("\u200b\ufeff\u00ad\u3164")), "");
}

int test_search_key(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_type_one_for_the_other_has_one_key),
		cmocka_unit_test(two_shapes_of_one_kanji_have_one_key),
		cmocka_unit_test(what_the_law_of_family_registers_calls_one_character_has_one_key),
		cmocka_unit_test(initials_are_searched_with_dots_or_without),
		cmocka_unit_test(names_that_are_two_have_two_keys),
		cmocka_unit_test(every_variant_is_found_and_leads_to_a_form_that_is_none),
		cmocka_unit_test(a_legal_form_is_searched_in_full),
		cmocka_unit_test(kana_is_one_script_of_one_size),
		cmocka_unit_test(a_dash_after_kana_is_a_long_vowel),
		cmocka_unit_test(different_names_keep_different_keys),
		cmocka_unit_test(a_key_is_its_own_key),
		cmocka_unit_test(a_long_vowel_is_no_hyphen),
		cmocka_unit_test(bytes_that_are_no_utf8_give_a_key_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
