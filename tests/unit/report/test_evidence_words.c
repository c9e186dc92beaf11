/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "report/evidence_words.h"
#include "test.h"

static const struct texts *texts;

static int start(void **state)
{
	struct fault why;

	return texts_load(&texts, &why);
}

static void assert_words(const char *evidence, const char *words)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(evidence_words(texts, &arena, LANG_JA, evidence), words);
	assert_string_equal(evidence_words(texts, &arena, LANG_EN, evidence), evidence);
}

static void a_japanese_report_says_in_japanese_what_was_seen(void **state)
{
	assert_words("no answer", "応答なし");
	assert_words("192.0.2.1 leads to no name", "192.0.2.1の逆引きなし");
	assert_words("192.0.2.1 leads to www.example.jp", "192.0.2.1の逆引きはwww.example.jp");
	assert_words("RDP answered over TCP, sign-in not known", "RDPがTCPで応答、ログインの要否は不明");
	assert_words("FTP answered over TCP, asks for a sign-in: \"220 ready\"",
		     "FTPがTCPで応答、ログインの要求あり：「220 ready」");
	assert_words("SOA example.jp: of 3 addresses 1 answered without authority, 2 not at all",
		     "SOA example.jp：アドレス3個のうち、権限のない応答 1個、応答なし 2個");
}

static void a_whole_sentence_comes_before_its_parts(void **state)
{
	assert_words("STARTTLS is offered; it was not begun", "STARTTLSの表示あり、開始していない");
	assert_words("TXT example.jp: \"v=spf1 ?all\"; lookups: at least 3; without answer: 1",
		     "TXT example.jp: \"v=spf1 ?all\"; DNSの検索 3回以上; 応答なし 1件");
	assert_words("greeting \"220 a; b\"; TLS not offered", "greeting \"220 a; b\"; TLSの提示なし");
}

static void records_and_requests_stay_as_they_are(void **state)
{
	assert_words("", "");
	assert_words("GET /: status 200", "GET /: status 200");
	assert_words("; ;", "; ;");
	assert_words(" bits", " bits");
}

static size_t holes_of(const char *text)
{
	size_t holes = 0;

	for (const char *at = text; (at = strstr(at, "\xe2\x91")) != NULL; at += 2)
		holes |= (size_t)1 << ((unsigned char)at[2] & 0x1f);
	return holes;
}

static void both_languages_fill_the_same_holes(void **state)
{
	ARENA_SCOPED arena;
	struct str key;

	arena_init(&arena);
	for (size_t i = 0; (key = texts_key(texts, STR("evidence."), i)).p; i++) {
		const char *name = str_dup(&arena, key);
		assert_int_equal(holes_of(texts_get(texts, &arena, LANG_JA, name, NULL)),
				 holes_of(texts_get(texts, &arena, LANG_EN, name, NULL)));
	}
}

int test_evidence_words(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_japanese_report_says_in_japanese_what_was_seen),
		cmocka_unit_test(a_whole_sentence_comes_before_its_parts),
		cmocka_unit_test(records_and_requests_stay_as_they_are),
		cmocka_unit_test(both_languages_fill_the_same_holes),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}
