/* SPDX-License-Identifier: Apache-2.0 */
#include "report/export_csv.h"

#include <string.h>

#include "base/count.h"
#include "codec/csv_writer.h"
#include "report/finding_words.h"

static const char *const columns[] = {"verdict",  "priority", "confidence", "title",    "target",
				      "address",  "port",     "seen",       "todo",     "remedy",
				      "evidence", "check",    "variant",    "knowledge"};

static void add_cell(struct buf *out, bool is_first, const char *text)
{
	csv_writer_cell(out, is_first, str_from(text));
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
	csv_writer_end_row(out);
}

void export_csv(const struct texts *texts, enum lang lang, const struct finding_list *findings, struct buf *out)
{
	csv_writer_begin(out);
	for (size_t i = 0; i < COUNT(columns); i++)
		buf_printf(out, "%s%s", i ? "," : "", columns[i]);
	buf_add_text(out, "\r\n");
	for (size_t i = 0; i < findings->count; i++)
		add_finding(texts, lang, &findings->items[i], out);
}
