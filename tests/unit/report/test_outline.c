/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "checks/check_answer.h"
#include "report/outline.h"
#include "report/outline_value.h"
#include "test.h"
#include "unit/report/reading.h"

static void the_report_names_what_a_report_must_name(void **state)
{
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	sample.input.performed_by = "株式会社しらべ";
	outline = build(&sample);
	assert_string_equal(outline->addressee, "株式会社髙﨑製作所 御中");
	assert_says(outline, "株式会社しらべ");
	assert_says(outline, "R7-0012");
	assert_says(outline, "www.example.jp（192.0.2.10、2001:db8::10）");
	assert_says(outline, "代表取締役 髙橋 花子 様、2025年6月1日（日） 10:00");
	assert_says(outline, "2025年6月2日（月） 9:45から2025年6月2日（月） 9:55まで");
	assert_says(outline, "198.51.100.4");
	assert_says(outline, "21, 23, 80, 143, 443, 993");
	assert_says(outline, "Tenken 0.1.0（観測：tenken-probe 0.1.0）");
	assert_says(outline, "外から見える機器と設定の診断（プラットフォーム診断）です");
	assert_says(outline, "点検事業 運営事務局");
	sample_release(&sample);
}

static void no_text_is_missing_in_either_language(void **state)
{
	for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++) {
		struct sample sample;
		sample_init(&sample, lang);
		assert_silent(build(&sample), "[report.");
		assert_silent(build(&sample), "[finding.");
		assert_silent(build(&sample), "{{");
		sample_release(&sample);
	}
}

static void the_summary_counts_and_the_findings_follow_by_priority(void **state)
{
	struct sample sample;
	const struct outline *outline;
	const struct outline_block *counts;

	sample_init(&sample, LANG_JA);
	outline = build(&sample);
	assert_says(outline, "対応していただきたいことが、3件見つかりました");
	counts = &outline->blocks[where(outline, "2週間以内を目安に")];
	assert_string_equal(counts->rows[2].cells[2], "2件");
	assert_int_equal(counts->rows[2].mark, OUTLINE_MARK_P2);
	assert_string_equal(counts->rows[6].cells[2], "1件");
	assert_true(where(outline, "1. ファイルの送受信（FTP）") < where(outline, "2. 期限の切れたサーバー証明書"));
	assert_true(where(outline, "2. 期限の切れたサーバー証明書") < where(outline, "3. 古い暗号化方式"));
	assert_true(where(outline, "3. 古い暗号化方式") < where(outline, "問題がなかったこと"));
	assert_says(outline, "2025年6月1日（日）に切れました");
	assert_says(outline, "TLS 1.0、TLS 1.1が使えるようになっています");
	sample_release(&sample);
}

/* A version of nginx at two doors of one machine, with what is known of it. */
static void make_vulnerable(struct sample *sample)
{
	for (size_t i = 0; i < 2; i++) {
		struct finding *finding = &sample->findings[i];
		finding->check = "known-vulnerability";
		finding->variant = i ? "possible" : "exploited";
		finding->remedy = "update:nginx";
		finding->knowledge = "2025-08-25.1f0c2a9b";
		finding->confidence = i ? CONFIDENCE_POSSIBLE : CONFIDENCE_CONFIRMED;
		finding->details =
			sample_data(sample, "{\"product\":\"nginx\",\"fixed_in\":\"1.25.3\",\"service\":\"FTP\","
					    "\"not_after_ms\":1748739600000,\"vulnerabilities\":["
					    "{\"id\":\"CVE-2023-44487\",\"priority\":\"P2\",\"cvss\":7.5,"
					    "\"kev\":true,\"epss\":0.944,\"fixed_in\":\"1.25.3\"}]}");
	}
}

static void one_deed_stands_once_with_all_that_it_closes(void **state)
{
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	make_vulnerable(&sample);
	outline = build(&sample);
	assert_says(outline, "対応していただきたいことが、2件見つかりました。見つかった問題は、あわせて3件です");
	assert_says(outline, "1. nginxを新しいバージョンに更新する");
	assert_says(outline, "www.example.jp（ポート番号21）、www.example.jp（ポート番号443）");
	assert_says(outline, "弱点が直っているのは1.25.3以降です");
	assert_says(outline, "次の2件は、まとめて対応できます");
	assert_silent(outline, "直ります。");
	assert_says(outline, "実際の応答で確かめました");
	assert_says(outline, "外からは確かめきれないため");
	assert_true(where(outline, "1. nginx") < where(outline, "CVE-2023-44487"));
	assert_true(where(outline, "CVE-2023-44487") < last(outline, "2. 古い暗号化方式"));
	assert_says(outline, "P2、CVSS 7.5、悪用を確認（KEV）、EPSS 94.4 %、確認済み");
	assert_says(outline, "2025年8月25日（月）の脆弱性情報");
	assert_says(outline, "1f0c2a9b");
	sample_release(&sample);
}

static size_t mail_finding(struct sample *sample, size_t at, const char *check, const char *variant)
{
	struct finding *finding = &sample->findings[at];

	finding->check = check;
	finding->variant = variant;
	finding->remedy = "mail-dns";
	finding->details = sample_data(sample, "{\"domain\":\"example.jp\",\"record\":\"v=spf1 +all\","
					       "\"ending\":\"+all\",\"selector\":\"s1\",\"bits\":512}");
	return at;
}

static void each_finding_of_a_deed_keeps_its_own_steps(void **state)
{
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	mail_finding(&sample, 0, "spf-record", "missing");
	mail_finding(&sample, 1, "dmarc-record", "");
	outline = build(&sample);
	assert_says(outline, "1. メールの送信元の届け出（SPF）を整える（ほか1件）");
	assert_says(outline, "それぞれの説明ページにあるSPFの値を");
	assert_says(outline, "1. まず、自社のメールを送っているところ");
	assert_says(outline, "_dmarc");
	assert_says(outline, "2025年6月16日（月）まで");
	assert_says(outline, "メールを管理している会社");
	sample_release(&sample);
}

static void what_is_only_possible_is_first_to_be_found_out(void **state)
{
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	make_vulnerable(&sample);
	sample.findings[0].confidence = CONFIDENCE_POSSIBLE;
	outline = build(&sample);
	assert_says(outline, "1. nginxに修正が届いているか、確かめる");
	assert_silent(outline, "1. nginxを新しいバージョンに更新する");
	sample_release(&sample);
}

static void what_changed_since_the_last_diagnosis_is_told(void **state)
{
	struct finding previous[2];
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "前回の診断からの変化");
	previous[0] = sample.findings[1]; /* still there */
	previous[1] = sample.findings[5]; /* was bad, is good */
	previous[1].verdict = VERDICT_BAD;
	previous[1].priority = PRIORITY_P3;
	previous[1].variant = "old";
	sample.input.previous = previous;
	sample.input.previous_count = 2;
	sample.input.previous_ms = SAMPLE_NOW_MS - INT64_C(90) * 86400000;
	outline = build(&sample);
	assert_says(outline, "前回（2025年3月4日（火））の診断の結果と比べました");
	assert_says(outline, "前回と変わらないものが1件あります");
	assert_says(outline, "新しく見つかりました（P2）");
	assert_says(outline, "直りました");
	assert_silent(outline, "今回は確認できません");
	sample_release(&sample);
}

static void nothing_found_is_not_the_same_as_nothing_judged(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	sample.input.findings += 4;
	sample.input.finding_count = 3;
	assert_says(build(&sample), "対応していただきたいことは見つかりませんでした");
	sample.input.finding_count = 0;
	assert_says(build(&sample), "判定できるものがありませんでした");
	assert_silent(build(&sample), "対応していただきたいことは見つかりませんでした");
	sample_release(&sample);
}

static void a_run_without_an_end_is_called_partial(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "途中で終わっています");
	sample.input.observation_count--;
	assert_says(build(&sample), "途中で終わっています");
	sample.input.observation_count++;
	sample.seen[SAMPLE_SEEN - 1].data = sample_data(&sample, "{\"reason\":\"window ended\"}");
	assert_says(build(&sample), "途中で終わっています");
	sample_release(&sample);
}

static void a_rehearsal_says_so(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "リハーサル");
	sample.input.rehearsal = true;
	assert_int_equal(where(build(&sample), "リハーサル"), 0);
	sample_release(&sample);
}

static void a_hostile_greeting_reaches_the_report_escaped(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	sample.findings[0].evidence = "greeting \"\x1b]0;\u202e\U0001f600\"";
	assert_says(build(&sample), "\\x1b]0;\\u{202e}\\u{1f600}");
	sample_release(&sample);
}

static void too_many_findings_are_refused(void **state)
{
	struct sample sample;
	struct outline *outline;

	sample_init(&sample, LANG_JA);
	sample.input.finding_count = OUTLINE_FINDINGS_MAX + 1;
	assert_int_equal(outline_build(&sample.arena, &sample.input, &outline, NULL), ERR_TOO_LARGE);
	sample_release(&sample);
}

static void a_page_gets_the_same_as_a_value(void **state)
{
	struct sample sample;
	const struct value *blocks, *row;
	const struct outline *outline;
	struct value *page;
	size_t facts, table;

	sample_init(&sample, LANG_JA);
	outline = build(&sample);
	page = outline_value(&sample.arena, outline);
	blocks = value_get(page, "blocks");
	assert_int_equal(value_count(blocks), outline->count);
	facts = where(outline, "受付番号");
	assert_true(value_get_bool(value_at(blocks, facts), "facts"));
	assert_string_equal(value_get_text(value_at(value_get(value_at(blocks, facts), "rows"), 0), "label"),
			    "受付番号");
	assert_true(value_get_bool(value_at(blocks, 0), "heading1"));
	assert_true(value_get_bool(value_at(blocks, 1), "verdict"));
	table = where(outline, "2週間以内を目安に");
	assert_true(value_get_bool(value_at(blocks, table), "table"));
	assert_int_equal(value_count(value_get(value_at(blocks, table), "head")), 3);
	assert_int_equal(value_count(value_get(value_at(blocks, table), "rows")), 6);
	row = value_at(value_get(value_at(blocks, table), "rows"), 0);
	assert_non_null(value_get(value_get(row, "sign"), "path"));
	assert_string_equal(value_get_text(value_at(value_get(row, "cells"), 1), "label"), "件数");
	sample_release(&sample);
}

static void all_checks_are_listed_with_what_they_found(void **state)
{
	struct sample sample;
	const struct outline *outline;
	const struct outline_block *table;
	size_t asked = 0;

	sample_init(&sample, LANG_JA);
	outline = build(&sample);
	table = &outline->blocks[last(outline, "診断項目の一覧") + 2];
	assert_int_equal(table->row_count, 1 + assignment_count());
	for (size_t i = 1; i < table->row_count; i++) {
		const struct outline_row *row = &table->rows[i];
		asked += strcmp(row->cells[2], "対象なし") != 0;
		if (!strcmp(row->cells[1], "cleartext-login"))
			assert_string_equal(row->cells[2], "早めに1件、問題なし1件、確認できず1件");
	}
	assert_int_equal(asked, 3);
	sample_release(&sample);
}

static void the_contents_lead_to_all_parts_behind_the_summary(void **state)
{
	struct sample sample;
	const struct outline *outline;
	const struct outline_block *contents;

	sample_init(&sample, LANG_JA);
	outline = build(&sample);
	contents = &outline->blocks[where(outline, "目次") + 1];
	assert_true(contents->row_count > 8);
	for (size_t i = 1; i < contents->row_count; i++) {
		const struct outline_block *part = &outline->blocks[contents->rows[i].links[0].block];
		assert_int_equal(part->level, 1);
		assert_string_equal(part->text, contents->rows[i].cells[0]);
		assert_true(contents->rows[i].link_begins);
	}
	sample_release(&sample);
}

static void what_was_done_is_told_by_what_was_seen(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "Nmap");
	sample.seen[2].kind = "nmap.service";
	assert_says(build(&sample), "Nmap（別の診断ソフトウェア）の結果を取り込みました");
	assert_says(build(&sample), "Nmap（バージョンの記録なし）");
	sample.seen[2] = (struct observation){
		SAMPLE_NOW_MS, "tool.run", "", "", 0, sample_data(&sample, "{\"tool\":\"nmap\",\"version\":\"7.94\"}")};
	assert_says(build(&sample), "Nmap 7.94");
	assert_says(build(&sample), "R7-0012-1（第1版）");
	assert_says(build(&sample), "取扱注意");
	sample_release(&sample);
}

static void a_door_stands_with_what_it_said(void **state)
{
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	assert_says(build(&sample), "開いているポート（窓口）は、見つかりませんでした");
	sample.seen[2] = (struct observation){
		SAMPLE_NOW_MS - 600000,
		"service.banner",
		"www.example.jp",
		"192.0.2.10",
		21,
		sample_data(&sample, "{\"service\":\"ftp\",\"text\":\"220 (vsFTPd 3.0.3)\\r\\nhello\\u001b\"}")};
	outline = build(&sample);
	assert_says(outline, "www.example.jp（192.0.2.10）");
	assert_says(outline, "220 (vsFTPd 3.0.3)");
	assert_silent(outline, "hello");
	sample_release(&sample);
}

static void a_finding_shows_the_conversation_at_its_door_and_when_it_was(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "やりとり");
	sample.seen[2] = (struct observation){SAMPLE_NOW_MS - 600000,
					      "http.response",
					      "www.example.jp",
					      "192.0.2.10",
					      443,
					      sample_data(&sample, "{\"method\":\"GET\",\"path\":\"/\",\"status\":200,"
								   "\"headers\":[[\"server\",\"nginx\"]]}")};
	assert_says(build(&sample), "2025-06-02T09:50:00+09:00 http.response: GET / -> 200, nginx");
	sample.seen[2].port = 8443;
	assert_silent(build(&sample), "やりとり");
	sample_release(&sample);
}

/* Of many conversations those stand there that the finding rests on. */
static void the_conversation_that_a_finding_names_is_the_one_shown(void **state)
{
	static const struct check checks[] = {{"exposed-environment", "http.response", NULL, NULL, NULL},
					      {"", "", NULL, NULL, NULL}};
	struct observation seen[8];
	struct sample sample;

	sample_init(&sample, LANG_JA);
	sample.findings[0] = (struct finding){"exposed-environment",
					      VERDICT_BAD,
					      PRIORITY_P1,
					      CONFIDENCE_CONFIRMED,
					      "www.example.jp",
					      "192.0.2.10",
					      443,
					      "",
					      "GET /.env: 200",
					      sample_data(&sample, "{\"path\":\"/.env\"}"),
					      "web-files",
					      NULL};
	for (size_t i = 0; i < COUNT(seen); i++)
		seen[i] = (struct observation){
			SAMPLE_NOW_MS,
			"http.response",
			"www.example.jp",
			"192.0.2.10",
			443,
			sample_data(&sample, i == 6 ? "{\"method\":\"GET\",\"path\":\"/.env\",\"status\":200}"
						    : "{\"method\":\"GET\",\"path\":\"/other\",\"status\":404}")};
	seen[7] = (struct observation){
		SAMPLE_NOW_MS, "tls.version", "www.example.jp",
		"192.0.2.10",  443,           sample_data(&sample, "{\"version\":\"TLSv1.3\",\"accepted\":true}")};
	sample.input.checks = checks;
	sample.input.finding_count = 1;
	sample.input.observations = seen;
	sample.input.observation_count = COUNT(seen);
	assert_says(build(&sample), "http.response: GET /.env -> 200");
	assert_silent(build(&sample), "/other");
	assert_silent(build(&sample), "tls.version");
	sample_release(&sample);
}

/* Where only those inside can know, they are asked. */
static void a_finding_that_could_be_explained_asks_for_it(void **state)
{
	static const struct check_answer answers[] = {
		{"let_in", NULL, PRIORITY_P3, {EXPLOITATION_LIKELY, EXPOSURE_SMALL, false, IMPACT_MEDIUM}},
		{.name = NULL},
	};
	const struct check checks[] = {{"outdated-tls", "tls.version", NULL, NULL, answers},
				       {"", "", NULL, NULL, NULL}};
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "外からは確かめられない入口");
	sample.input.checks = checks;
	assert_says(build(&sample), "外からは確かめられない入口");
	sample_release(&sample);
}

/* One row for what is the same at several places. */
static void what_is_good_at_several_places_is_told_once(void **state)
{
	struct sample sample;
	const struct outline *outline;
	const struct outline_block *table;

	sample_init(&sample, LANG_JA);
	sample.findings[4] = sample.findings[5];
	sample.findings[4].port = 995;
	outline = build(&sample);
	table = &outline->blocks[last(outline, "問題がなかったこと") + 1];
	assert_int_equal(table->row_count, 3);
	assert_string_equal(table->rows[1].cells[0],
			    "mail.example.jp（ポート番号995）、mail.example.jp（ポート番号993）");
	sample_release(&sample);
}

static void a_finding_that_is_explained_names_who_said_so(void **state)
{
	struct explanation said = {.check = "outdated-tls",
				   .target = "www.example.jp",
				   .port = 443,
				   .answer = "let_in",
				   .said_by = "山田",
				   .said_ms = SAMPLE_NOW_MS,
				   .told_to = "",
				   .judged = PRIORITY_P2};
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "うかがった説明");
	sample.input.explanations = &said;
	sample.input.explanation_count = 1;
	assert_says(build(&sample), "2025年6月2日（月）に山田様からうかがった説明");
	assert_says(build(&sample), "（貴社の説明あり）");
	assert_says(build(&sample), "R7-0012-2（第2版）");
	sample_release(&sample);
}

int test_outline(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_finding_shows_the_conversation_at_its_door_and_when_it_was),
		cmocka_unit_test(the_report_names_what_a_report_must_name),
		cmocka_unit_test(no_text_is_missing_in_either_language),
		cmocka_unit_test(the_summary_counts_and_the_findings_follow_by_priority),
		cmocka_unit_test(one_deed_stands_once_with_all_that_it_closes),
		cmocka_unit_test(each_finding_of_a_deed_keeps_its_own_steps),
		cmocka_unit_test(what_is_only_possible_is_first_to_be_found_out),
		cmocka_unit_test(what_changed_since_the_last_diagnosis_is_told),
		cmocka_unit_test(nothing_found_is_not_the_same_as_nothing_judged),
		cmocka_unit_test(a_run_without_an_end_is_called_partial),
		cmocka_unit_test(a_rehearsal_says_so),
		cmocka_unit_test(a_hostile_greeting_reaches_the_report_escaped),
		cmocka_unit_test(too_many_findings_are_refused),
		cmocka_unit_test(all_checks_are_listed_with_what_they_found),
		cmocka_unit_test(the_contents_lead_to_all_parts_behind_the_summary),
		cmocka_unit_test(what_was_done_is_told_by_what_was_seen),
		cmocka_unit_test(a_door_stands_with_what_it_said),
		cmocka_unit_test(the_conversation_that_a_finding_names_is_the_one_shown),
		cmocka_unit_test(a_finding_that_could_be_explained_asks_for_it),
		cmocka_unit_test(what_is_good_at_several_places_is_told_once),
		cmocka_unit_test(a_finding_that_is_explained_names_who_said_so),
		cmocka_unit_test(a_page_gets_the_same_as_a_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
