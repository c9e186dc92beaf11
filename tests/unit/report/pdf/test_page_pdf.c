/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "unit/report/pdf/asking.h"

#define STRINGS "../shared/data/ja/ja-strings.ndjson"

/* The report that several tests look at: embedding the fonts is what takes long. */
struct printed {
	struct sample sample;
	struct buf pdf;
};

static int print_japanese(void **state)
{
	static struct printed printed;

	sample_init(&printed.sample, LANG_JA);
	*state = &printed;
	return render(&printed.sample, &printed.pdf, NULL) == ERR_OK ? 0 : -1;
}

static int put_away(void **state)
{
	struct printed *printed = *state;

	buf_release(&printed->pdf);
	sample_release(&printed->sample);
	return 0;
}

static int pages_of(struct printed *printed)
{
	const char *information = ask(&printed->sample.arena, "pdfinfo", "", &printed->pdf);
	const char *pages = strstr(information, "Pages:");
	int count = 0;

	assert_non_null(pages);
	assert_int_equal(sscanf(pages, "Pages: %d", &count), 1);
	return count;
}

static void the_japanese_text_can_be_selected(void **state)
{
	struct printed *printed = *state;
	const char *text = ask(&printed->sample.arena, "pdftotext -raw", "-", &printed->pdf);

	assert_non_null(strstr(text, "株式会社髙﨑製作所 御中"));
	assert_non_null(strstr(text, "セキュリティ診断報告書"));
	assert_non_null(strstr(text, "優先度2 早めに"));
	assert_non_null(strstr(text, arena_printf(&printed->sample.arena, "1 / %d", pages_of(printed))));
}

static void all_fonts_are_embedded(void **state)
{
	struct printed *printed = *state;
	const char *fonts = ask(&printed->sample.arena, "pdffonts", "", &printed->pdf);
	size_t count = 0;

	for (struct str rest = str_from(fonts); rest.n;) {
		struct str line = str_cut(&rest, '\n');
		if (!str_starts(line, "name") && !str_starts(line, "---")) {
			count++;
			assert_true(str_find(line, "yes yes yes") < line.n); /* embedded, subset, to Unicode */
		}
	}
	assert_int_equal(count, 2); /* regular and bold */
}

static void the_document_says_its_title_and_that_it_is_tagged(void **state)
{
	struct printed *printed = *state;
	const char *information = ask(&printed->sample.arena, "pdfinfo", "", &printed->pdf);

	assert_non_null(strstr(information, "セキュリティ診断報告書 R7-0012"));
	assert_non_null(strstr(information, "Tagged:          yes"));
	assert_null(strstr(information, "Error"));
}

/* The whole of the fonts would be 36 MB. */
static void only_the_glyphs_that_it_shows_are_in_it(void **state)
{
	struct printed *printed = *state;

	assert_in_range(printed->pdf.size, 50000, 400000);
}

static void the_same_report_gives_the_same_bytes(void **state)
{
	struct printed *printed = *state;
	BUF_SCOPED again;

	assert_int_equal(render(&printed->sample, &again, NULL), ERR_OK);
	assert_int_equal(again.size, printed->pdf.size);
	assert_memory_equal(again.bytes, printed->pdf.bytes, again.size);
}

/* The text of the Japanese report to a company of that name. */
static const char *text_to(struct sample *sample, const char *company)
{
	BUF_SCOPED pdf;

	sample_init(sample, LANG_JA);
	sample->input.wish.scope = REPORT_PART; /* the shortest document that names the company */
	sample->input.company = company;
	assert_int_equal(render(sample, &pdf, NULL), ERR_OK);
	return ask(&sample->arena, "pdftotext -raw", "-", &pdf);
}

static void a_character_that_no_font_has_is_a_geta_with_a_note(void **state)
{
	struct sample sample;
	const char *text = text_to(&sample, "寿司処\U0001f363まる\u0e01\ue000");

	assert_non_null(strstr(text, "寿司処〓まる〓〓 御中"));
	assert_non_null(strstr(text, "U+1F363, U+0E01, U+E000"));
	sample_release(&sample);
}

static void what_a_reader_sees_as_one_character_is_one_geta(void **state)
{
	struct sample sample;
	const char *text = text_to(&sample, "家\U0001f468\u200d\U0001f469\u200d\U0001f467族");

	assert_non_null(strstr(text, "家〓族 御中"));
	sample_release(&sample);
}

/* DejaVu Sans has these letters. */
static void letters_of_another_country_are_set_in_another_font(void **state)
{
	struct sample sample;
	const char *text = text_to(&sample, "Ⴀ社"); /* Georgian */

	assert_non_null(strstr(text, "Ⴀ社 御中"));
	assert_null(strstr(text, "〓"));
	sample_release(&sample);
}

static void names_that_the_font_has_need_no_note(void **state)
{
	struct sample sample;
	const char *text = text_to(&sample, "髙﨑𠮷葛\U000e0100ｶﾞ㈱");

	assert_null(strstr(text, "〓"));
	sample_release(&sample);
}

/* Others would write 神, 塚 and 福 for these: somebody's name is no longer that. */
static void a_name_is_read_back_as_it_was_typed(void **state)
{
	struct sample sample;
	const char *text = text_to(&sample, "株式会社\uFA19\uFA10\uFA1B髙﨑𠮷㈱①");

	assert_non_null(strstr(text, "株式会社\uFA19\uFA10\uFA1B髙﨑𠮷㈱① 御中"));
	sample_release(&sample);
}

static void a_full_buffer_and_an_endless_row_are_refused(void **state)
{
	struct sample sample;
	struct outline *outline;
	struct fault why;
	BUF_SCOPED pdf;
	char endless[8001];

	sample_init(&sample, LANG_EN);
	sample.input.wish.scope = REPORT_PART;
	assert_int_equal(outline_build(&sample.arena, &sample.input, &outline, &why), ERR_OK);
	buf_init(&pdf, 5000);
	assert_int_equal(page_pdf_render(outline, &pdf, &why), ERR_TOO_LARGE);
	memset(endless, 'a', sizeof(endless) - 1);
	endless[sizeof(endless) - 1] = '\0';
	outline->addressee = endless;
	assert_int_equal(page_pdf_render(outline, &pdf, &why), ERR_TOO_LARGE);
	assert_non_null(strstr(why.text, "taller than a page"));
	sample_release(&sample);
}

static void a_table_of_many_rows_repeats_its_head(void **state)
{
	struct sample sample;
	struct finding many[120];
	const char *text;
	size_t heads = 0;
	BUF_SCOPED pdf;

	sample_init(&sample, LANG_JA);
	for (size_t i = 0; i < 120; i++) { /* each ends on a day of its own, or they were told at once */
		many[i] = sample.findings[6];
		many[i].details =
			sample_data(&sample, arena_printf(&sample.arena, "{\"not_after_ms\":%lld}",
							  (long long)(1767229200000 + (int64_t)i * 86400000)));
	}
	sample.input.findings = many;
	sample.input.finding_count = 120;
	assert_int_equal(render(&sample, &pdf, NULL), ERR_OK);
	text = ask(&sample.arena, "pdftotext -raw", "-", &pdf);
	while ((text = strstr(text, "確認したこと"))) {
		heads++;
		text++;
	}
	assert_true(heads >= 4);
	sample_release(&sample);
}

/* The page, from 1, on which a text stands in what pdftotext printed; 0 for none. */
static int page_of(const char *text, const char *needle)
{
	const char *end = strstr(text, needle);
	int page = 1;

	for (const char *at = text; end && at < end; at++)
		page += *at == '\f';
	return end ? page : 0;
}

/* Nothing found, one thing, forty things, a name without end: the president's pages are always the first two. */
static void the_president_has_two_pages_whatever_was_found(void **state)
{
	static const struct {
		size_t count;
		enum lang lang;
		const char *first, *second, *third;
	} rows[] = {
		{0, LANG_JA, "経営者のためのまとめ", "結果の全体と、この先", "この報告書について"},
		{6, LANG_JA, "経営者のためのまとめ", "結果の全体と、この先", "この報告書について"},
		{40, LANG_JA, "経営者のためのまとめ", "結果の全体と、この先", "この報告書について"},
	};
	struct finding many[40];
	char name[301] = "";

	for (size_t i = 0; i < 100; i++)
		memcpy(name + 3 * i, "長", 3);
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct sample sample;
		const char *text;
		BUF_SCOPED pdf;
		sample_init(&sample, rows[i].lang);
		for (size_t k = 0; k < rows[i].count; k++) {
			many[k] = sample.findings[0];
			many[k].priority = k < 6 ? PRIORITY_P1 : k < 15 ? PRIORITY_P2 : PRIORITY_P3;
		}
		sample.input.findings = many;
		sample.input.finding_count = rows[i].count;
		sample.input.company = rows[i].count ? name : sample.input.company;
		assert_int_equal(render(&sample, &pdf, NULL), ERR_OK);
		text = ask(&sample.arena, "pdftotext -raw -l 4", "-", &pdf);
		assert_int_equal(page_of(text, rows[i].first), 1);
		assert_int_equal(page_of(text, rows[i].second), 2);
		assert_int_equal(page_of(text, rows[i].third), 3);
		sample_release(&sample);
	}
}

static void the_last_page_holds_more_than_a_few_lines(void **state)
{
	struct printed *printed = *state;
	int last = pages_of(printed);
	const char *text =
		ask(&printed->sample.arena,
		    arena_printf(&printed->sample.arena, "pdftotext -raw -f %d -l %d", last, last), "-", &printed->pdf);
	int lines = 0;

	for (; *text; text++)
		lines += *text == '\n';
	assert_true(lines > 8);
}

static void a_letter_is_one_page(void **state)
{
	struct sample sample;
	BUF_SCOPED pdf;

	sample_init(&sample, LANG_JA);
	sample.input.wish.scope = REPORT_LETTER;
	assert_int_equal(render(&sample, &pdf, NULL), ERR_OK);
	assert_non_null(strstr(ask(&sample.arena, "pdfinfo", "", &pdf), "Pages:           1\n"));
	sample_release(&sample);
}

/* 20 to 87 mm from the left and 12 to 57 mm from the top is what the window of an envelope shows. */
static void the_window_of_an_envelope_shows_the_address_and_nothing_else(void **state)
{
	struct sample sample;
	const char *text;
	BUF_SCOPED pdf;

	sample_init(&sample, LANG_JA);
	sample.input.wish.scope = REPORT_LETTER;
	sample.input.person = "代表取締役 髙橋 花子";
	sample.input.postcode = "163-8001";
	sample.input.address = "東京都新宿区西新宿2-8-1 ある大きなビルディングの10階";
	assert_int_equal(render(&sample, &pdf, NULL), ERR_OK);
	text = ask(&sample.arena, "pdftotext -raw -r 72 -x 57 -y 34 -W 190 -H 128", "-", &pdf);
	assert_non_null(strstr(text, "163-8001"));
	assert_non_null(strstr(text, "10階"));
	assert_non_null(strstr(text, "髙橋 花子 様"));
	assert_null(strstr(text, "東京都\n"));
	text = ask(&sample.arena, "pdftotext -raw -r 72 -x 0 -y 0 -W 595 -H 34", "-", &pdf);
	assert_string_equal(text, "\f");
	sample_release(&sample);
}

static void letters_of_several_companies_are_one_document(void **state)
{
	struct sample first, second;
	struct outline *letters[2];
	const char *text;
	BUF_SCOPED pdf;

	sample_init(&first, LANG_JA);
	sample_init(&second, LANG_JA);
	first.input.wish.scope = second.input.wish.scope = REPORT_LETTER;
	second.input.company = "有限会社つぎ";
	assert_int_equal(outline_build(&first.arena, &first.input, &letters[0], NULL), ERR_OK);
	assert_int_equal(outline_build(&second.arena, &second.input, &letters[1], NULL), ERR_OK);
	buf_init(&pdf, PDF_CAP);
	assert_int_equal(page_pdf_render_letters((const struct outline *const *)letters, 2, &pdf, NULL), ERR_OK);
	text = ask(&first.arena, "pdftotext -raw", "-", &pdf);
	assert_int_equal(page_of(text, "株式会社髙﨑製作所"), 1);
	assert_int_equal(page_of(text, "有限会社つぎ"), 2);
	assert_non_null(strstr(ask(&first.arena, "pdfinfo", "", &pdf), "Pages:           2\n"));
	sample_release(&first);
	sample_release(&second);
}

/* The texts of a class of the hard strings. */
static struct str next_hard_string(struct arena *arena, struct str *rest, const char *classes)
{
	while (rest->n) {
		struct value *line;
		const char *class;
		if (json_decode(arena, str_cut(rest, '\n'), &line, NULL))
			continue;
		class = value_get_text(line, "category");
		if (*class && strstr(classes, class))
			return str_from(value_get_text(line, "text"));
	}
	return (struct str){NULL, 0};
}

/* Each in a row of one table, since company names of these classes are to be expected. */
static void hard_names_are_set_and_can_be_read_back(void **state)
{
	static const char *const classes = "nec-ibm-extension non-bmp ivs halfwidth-kana company-name";
	struct sample sample;
	struct outline *outline;
	struct outline_block *block;
	struct fault why;
	char *bytes;
	size_t count = 0;
	struct str rest, text;
	FILE *file = fopen(STRINGS, "r");
	BUF_SCOPED pdf;

	if (!file) {
		print_message("skipped: the hard names, because %s is not there\n", STRINGS);
		skip();
	}
	sample_init(&sample, LANG_JA);
	bytes = arena_alloc(&sample.arena, STRINGS_MAX);
	rest = str_of(bytes, fread(bytes, 1, STRINGS_MAX, file));
	assert_int_equal(fclose(file), 0);
	sample.input.wish.scope = REPORT_PART; /* the shortest document with a table of facts */
	assert_int_equal(outline_build(&sample.arena, &sample.input, &outline, &why), ERR_OK);
	block = outline->blocks;
	while (block->sheet || block->kind != OUTLINE_FACTS)
		block++;
	for (; (text = next_hard_string(&sample.arena, &rest, classes)).p; count++) {
		block->rows =
			arena_grow(&sample.arena, block->rows, block->row_count, &block->row_cap, sizeof(*block->rows));
		block->rows[block->row_count++] = (struct outline_row){.cells = {"", text.p}};
	}
	assert_true(count > 30);
	buf_init(&pdf, PDF_CAP);
	if (page_pdf_render(outline, &pdf, &why))
		fail_msg("%s", why.text);
	bytes = ask(&sample.arena, "pdftotext -raw", "-", &pdf);
	assert_non_null(strstr(bytes, "𠮷野家"));
	assert_non_null(strstr(bytes, "髙橋"));
	assert_non_null(strstr(bytes, "﨑陽軒"));
	assert_non_null(strstr(bytes, "城市"));
	sample_release(&sample);
}

int test_page_pdf(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_japanese_text_can_be_selected),
		cmocka_unit_test(all_fonts_are_embedded),
		cmocka_unit_test(the_document_says_its_title_and_that_it_is_tagged),
		cmocka_unit_test(only_the_glyphs_that_it_shows_are_in_it),
		cmocka_unit_test(the_same_report_gives_the_same_bytes),
		cmocka_unit_test(a_character_that_no_font_has_is_a_geta_with_a_note),
		cmocka_unit_test(what_a_reader_sees_as_one_character_is_one_geta),
		cmocka_unit_test(letters_of_another_country_are_set_in_another_font),
		cmocka_unit_test(names_that_the_font_has_need_no_note),
		cmocka_unit_test(a_name_is_read_back_as_it_was_typed),
		cmocka_unit_test(a_full_buffer_and_an_endless_row_are_refused),
		cmocka_unit_test(a_table_of_many_rows_repeats_its_head),
		cmocka_unit_test(the_president_has_two_pages_whatever_was_found),
		cmocka_unit_test(the_last_page_holds_more_than_a_few_lines),
		cmocka_unit_test(a_letter_is_one_page),
		cmocka_unit_test(the_window_of_an_envelope_shows_the_address_and_nothing_else),
		cmocka_unit_test(letters_of_several_companies_are_one_document),
		cmocka_unit_test(hard_names_are_set_and_can_be_read_back),
	};

	return cmocka_run_group_tests(tests, print_japanese, put_away);
}
