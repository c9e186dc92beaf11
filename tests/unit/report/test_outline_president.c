/* SPDX-License-Identifier: Apache-2.0 */
/* What a president reads: the two pages and the letter; and what one company reads. */
#include "unit/report/reading.h"

static const struct outline_block *verdict(const struct outline *outline)
{
	for (size_t i = 0; i < outline->count; i++)
		if (outline->blocks[i].kind == OUTLINE_VERDICT)
			return &outline->blocks[i];
	fail_msg("no verdict");
	return NULL;
}

static void the_verdict_is_one_sentence_with_the_sign_of_the_most_urgent(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_int_equal(verdict(build(&sample))->mark, OUTLINE_MARK_P2);
	assert_non_null(strstr(verdict(build(&sample))->text, "2週間以内に、対応が必要です"));
	assert_non_null(strstr(verdict(build(&sample))->text, "パスワードを盗まれ"));
	sample.findings[0].priority = PRIORITY_P1;
	assert_int_equal(verdict(build(&sample))->mark, OUTLINE_MARK_P1);
	sample.input.findings += 4;
	sample.input.finding_count = 3;
	assert_int_equal(verdict(build(&sample))->mark, OUTLINE_MARK_GOOD);
	assert_non_null(strstr(verdict(build(&sample))->text, "証明ではありません"));
	sample.input.finding_count = 0;
	assert_int_equal(verdict(build(&sample))->mark, OUTLINE_MARK_UNTESTABLE);
	sample_release(&sample);
}

/* Six P1 at six machines: three are told at length, three in a line each, all on the first page. */
static void all_that_is_urgent_stands_on_the_first_page(void **state)
{
	struct sample sample;
	struct finding many[12];
	const struct outline *outline;
	const struct outline_block *lines;

	sample_init(&sample, LANG_JA);
	for (size_t i = 0; i < 12; i++) {
		many[i] = sample.findings[0];
		many[i].priority = i < 6 ? PRIORITY_P1 : PRIORITY_P2;
	}
	sample.input.findings = many;
	sample.input.finding_count = 6;
	outline = build(&sample);
	lines = &outline->blocks[where(outline, "ほかに、急ぐもの（3件）") + 1];
	assert_int_equal(lines->sheet, 1);
	assert_int_equal(lines->row_count, 1 + 3);
	sample.input.finding_count = 12;
	outline = build(&sample);
	lines = &outline->blocks[where(outline, "ほかに、急ぐもの（9件）") + 1];
	assert_int_equal(lines->row_count, 1 + 8 + 1);
	assert_string_equal(lines->rows[9].cells[0], "そのほかの急ぐもの");
	assert_string_equal(outline->blocks[lines->rows[9].links[0].block].text, "結果の一覧");
	assert_says(outline, "急ぐものは、全部で12件です");
	sample_release(&sample);
}

static void the_rows_of_the_summary_lead_to_the_deeds(void **state)
{
	struct sample sample;
	const struct outline *outline;
	const struct outline_block *table;

	sample_init(&sample, LANG_JA);
	outline = build(&sample);
	table = &outline->blocks[where(outline, "結果の一覧") + 1];
	for (size_t i = 1; i < table->row_count; i++) {
		const struct outline_block *deed = &outline->blocks[table->rows[i].links[0].block];
		assert_int_equal(deed->kind, OUTLINE_HEADING);
		assert_int_equal(deed->sheet, 0);
		assert_int_equal(deed->text[0], '0' + (int)i);
	}
	sample_release(&sample);
}

static void the_pages_of_a_company_are_its_own(void **state)
{
	struct sample sample;
	const struct outline *outline;
	const struct outline_block *table;

	sample_init(&sample, LANG_JA);
	outline = build(&sample);
	table = &outline->blocks[where(outline, "依頼先ごとの項目") + 2];
	assert_int_equal(table->row_count, 1 + 2);
	assert_string_equal(table->rows[1].cells[0], "ホームページの制作会社"); /* the certificate */
	assert_int_equal(table->rows[1].link_count, 1);
	assert_string_equal(table->rows[2].cells[0], "サーバーの管理会社"); /* FTP and TLS */
	assert_int_equal(table->rows[2].link_count, 2);
	sample_release(&sample);
}

static void what_the_expert_and_the_edition_say_is_told(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	assert_silent(build(&sample), "専門家の所見");
	sample.input.remarks = "まず、FTPからお願いします。";
	sample.input.emergency = "警視庁 03-0000-0000";
	assert_says(build(&sample), "まず、FTPからお願いします。");
	assert_says(build(&sample), "警視庁 03-0000-0000");
	sample_release(&sample);
}

static void the_doors_and_what_answers_there_are_told(void **state)
{
	struct sample sample;

	sample_init(&sample, LANG_JA);
	sample.seen[2] = (struct observation){
		SAMPLE_NOW_MS - 600000, "port.open", "www.example.jp",
		"192.0.2.10",           21,          sample_data(&sample, "{\"transport\":\"tcp\"}")};
	assert_says(build(&sample), "21 ファイルの送受信（FTP）");
	sample.seen[2].kind = "service.banner";
	sample.seen[2].data = sample_data(&sample, "{\"service\":\"ssh\",\"text\":\"SSH-2.0-x\"}");
	assert_says(build(&sample), "21 遠隔操作（SSH）"); /* what spoke, not what the port is for */
	sample.seen[2].kind = "service.answer";
	sample.seen[2].data = sample_data(&sample, "{\"service\":\"snmp\",\"answered\":false}");
	assert_silent(build(&sample), "機器の監視");
	sample.seen[2].data = sample_data(&sample, "{\"service\":\"snmp\",\"answered\":true}");
	assert_says(build(&sample), "21 機器の監視（SNMP）");
	sample.seen[1] = sample.seen[2];
	sample.seen[1].address = "2001:db8::10";
	assert_silent(build(&sample), "21 機器の監視（SNMP）、21 機器の監視（SNMP）");
	sample_release(&sample);
}

static void a_part_tells_nothing_of_the_others(void **state)
{
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	sample.input.wish.scope = REPORT_PART;
	sample.input.wish.group = ASSIGNMENT_SERVER;
	outline = build(&sample);
	assert_says(outline, "1. ファイルの送受信（FTP）");
	assert_says(outline, "3. 古い暗号化方式"); /* the number of the whole report */
	assert_says(outline, "サーバーの管理会社にお願いすることだけ");
	assert_silent(outline, "証明書");
	assert_silent(outline, "mail.example.jp");
	sample.input.wish.group = ASSIGNMENT_MAIL;
	outline = build(&sample);
	assert_says(outline, "お願いすることはありません");
	assert_silent(outline, "www.example.jp");
	sample_release(&sample);
}

static void a_letter_asks_for_the_first_deed_in_words_for_the_phone(void **state)
{
	struct sample sample;
	const struct outline *outline;

	sample_init(&sample, LANG_JA);
	sample.input.wish.scope = REPORT_LETTER;
	sample.input.person = "代表取締役 髙橋 花子";
	sample.input.postcode = "163-8001";
	sample.input.address = "東京都新宿区西新宿2-8-1\n";
	outline = build(&sample);
	assert_says(outline, "〒163-8001\n東京都新宿区西新宿2-8-1\n株式会社髙﨑製作所\n代表取締役 髙橋 花子 様");
	assert_says(outline, "2025年6月16日（月）まで");
	assert_says(outline, "次の言葉をそのままお使いください");
	assert_says(outline, "ほかの2件は");
	assert_silent(outline, "盗まれ"); /* duty and regret, no stories of attacks */
	sample.input.findings += 4;
	sample.input.finding_count = 3;
	sample.input.person = NULL;
	outline = build(&sample);
	assert_says(outline, "株式会社髙﨑製作所\n御中");
	assert_silent(outline, "次の言葉");
	sample_release(&sample);
}

int test_outline_president(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_verdict_is_one_sentence_with_the_sign_of_the_most_urgent),
		cmocka_unit_test(all_that_is_urgent_stands_on_the_first_page),
		cmocka_unit_test(the_rows_of_the_summary_lead_to_the_deeds),
		cmocka_unit_test(the_pages_of_a_company_are_its_own),
		cmocka_unit_test(what_the_expert_and_the_edition_say_is_told),
		cmocka_unit_test(the_doors_and_what_answers_there_are_told),
		cmocka_unit_test(a_part_tells_nothing_of_the_others),
		cmocka_unit_test(a_letter_asks_for_the_first_deed_in_words_for_the_phone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
