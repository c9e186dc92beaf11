/* SPDX-License-Identifier: Apache-2.0 */
#include "report/export_csv.h"

#include <string.h>

#include "base/count.h"
#include "report/finding_words.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static const char *const columns[] = {"verdict",  "priority", "confidence", "title",    "target",
				      "address",  "port",     "seen",       "todo",     "remedy",
				      "evidence", "check",    "variant",    "knowledge"};

/* What Excel would run; in Japanese it takes the wide forms too. */
static bool is_formula(struct str text)
{
	static const char *const begins[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

	for (size_t i = 0; i < COUNT(begins); i++)
		if (str_starts(text, begins[i]))
			return true;
	return false;
}

static void add_cell(struct buf *out, bool is_first, const char *text)
{
	if (!is_first)
		buf_add_byte(out, ',');
	buf_add_byte(out, '"');
	if (is_formula(str_from(text)))
		buf_add_byte(out, '\'');
	for (; *text; text++) {
		if (*text == '"')
			buf_add_byte(out, '"');
		buf_add_byte(out, *text);
	}
	buf_add_byte(out, '"');
}

static void add_finding(const struct texts *texts, enum lang lang, const struct finding *finding, struct buf *out)
{
	static const char *const seen[] = {[VERDICT_GOOD] = "good",
					   [VERDICT_BAD] = "seen",
					   [VERDICT_UNTESTABLE] = "untestable",
					   [VERDICT_NOT_TESTED] = "untestable"};
	bool is_bad = finding->verdict == VERDICT_BAD;
	ARENA_SCOPED arena;

	arena_init(&arena);
	add_cell(out, true, finding_verdict_name(finding->verdict));
	add_cell(out, false, is_bad ? finding_priority_name(finding->priority) : "");
	add_cell(out, false, finding_confidence_name(finding->confidence));
	add_cell(out, false, finding_words_get(texts, &arena, lang, finding, "title"));
	add_cell(out, false, finding->target);
	add_cell(out, false, finding->address);
	add_cell(out, false, finding->port ? arena_printf(&arena, "%d", finding->port) : "");
	add_cell(out, false, finding_words_get(texts, &arena, lang, finding, seen[finding->verdict]));
	add_cell(out, false,
		 finding->verdict == VERDICT_GOOD
			 ? ""
			 : finding_words_get(texts, &arena, lang, finding, is_bad ? "do_self" : "ask"));
	add_cell(out, false, finding->remedy ? finding->remedy : "");
	add_cell(out, false, finding->evidence);
	add_cell(out, false, finding->check);
	add_cell(out, false, finding->variant);
	add_cell(out, false, finding->knowledge ? finding->knowledge : "");
	buf_add_text(out, "\r\n");
}

void export_csv(const struct texts *texts, enum lang lang, const struct finding_list *findings, struct buf *out)
{
	buf_add_text(out, BYTE_ORDER_MARK);
	for (size_t i = 0; i < COUNT(columns); i++)
		buf_printf(out, "%s%s", i ? "," : "", columns[i]);
	buf_add_text(out, "\r\n");
	for (size_t i = 0; i < findings->count; i++)
		add_finding(texts, lang, &findings->items[i], out);
}
