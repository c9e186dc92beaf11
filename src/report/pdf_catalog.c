/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "report/pdf_priv.h"

#define TAIL_MAX ((size_t)1024 * 1024)

/* The last place of a text, or SIZE_MAX. */
static size_t find_last(struct str bytes, const char *text)
{
	size_t length = strlen(text);

	for (size_t at = bytes.n; at-- > 0;)
		if (at + length <= bytes.n && !memcmp(bytes.p + at, text, length))
			return at;
	return SIZE_MAX;
}

/* What cairo 1.16 cannot say: the language (for a voice that reads aloud), that the tags may be trusted,
 * and that the title is to be shown instead of a file name. ISO 32000-1, 7.7.2, 14.9.2, 14.7.1, 12.2. */
static void add_entries(struct buf *out, enum lang lang)
{
	buf_printf(
		out,
		"   /Lang (%s)\n   /MarkInfo << /Marked true >>\n   /ViewerPreferences << /DisplayDocTitle true >>\n",
		lang_code(lang));
}

/* The catalog is the last object, so that only the place of the table of objects moves. */
void pdf_catalog_amend(struct buf *out, size_t begin, enum lang lang)
{
	struct str document = str_skip(buf_str(out), begin);
	size_t catalog = find_last(document, "<< /Type /Catalog\n");
	size_t table = find_last(document, "endobj\nxref\n");
	size_t start = find_last(document, "startxref\n");
	struct str number;
	uint64_t offset;
	BUF_SCOPED tail;

	if (catalog == SIZE_MAX || table == SIZE_MAX || start == SIZE_MAX || catalog > table || table > start)
		return;
	catalog += strlen("<< /Type /Catalog\n");
	table += strlen("endobj\n");
	start += strlen("startxref\n");
	number = str_head(str_skip(document, start), str_index(str_skip(document, start), '\n'));
	if (!str_to_u64(number, &offset) || offset != table)
		return; /* an unknown layout: the document stays as it is */
	buf_init(&tail, TAIL_MAX);
	add_entries(&tail, lang);
	offset += tail.size;
	buf_add(&tail, str_of(document.p + catalog, start - catalog));
	buf_printf(&tail, "%llu", (unsigned long long)offset);
	buf_add(&tail, str_skip(document, start + number.n));
	if (tail.full)
		return;
	out->size = begin + catalog;
	buf_add(out, buf_str(&tail));
}
