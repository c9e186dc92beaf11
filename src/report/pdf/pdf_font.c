/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Characters that the report's font lacks: a name may hold any. Another font shows them where one of a few known ones
 * is installed and has them; else 〓 stands in their place, as printers have always put it, and a note names what was
 * meant.
 */
#include <string.h>

#include "report/pdf/pdf_priv.h"

#define GETA "〓"

/* Rare kanji; letters of other countries and signs. */
static const char *const other_families[PDF_OTHER_FONTS] = {"HanaMinA", "HanaMinB", "DejaVu Sans"};

/* fontconfig always answers with some font, so the family must be compared with the one asked for. */
PangoFont *pdf_font_find(PangoContext *context, const char *family)
{
	PangoFontDescription *asked = pango_font_description_new();
	PangoFontDescription *got;
	PangoFont *font;
	const char *name;
	bool found = false;

	pango_font_description_set_family(asked, family);
	pango_font_description_set_absolute_size(asked, 10 * PANGO_SCALE);
	font = pango_context_load_font(context, asked);
	pango_font_description_free(asked);
	if (!font)
		return NULL;
	got = pango_font_describe(font);
	name = got ? pango_font_description_get_family(got) : NULL;
	found = name && !strcmp(name, family);
	pango_font_description_free(got);
	if (found)
		return font;
	g_object_unref(font);
	return NULL;
}

void pdf_font_init(struct pdf *pdf)
{
	for (size_t i = 0; i < PDF_OTHER_FONTS; i++)
		pdf->others[i] = pdf_font_find(pdf->context, other_families[i]);
}

void pdf_font_release(struct pdf *pdf)
{
	for (size_t i = 0; i < PDF_OTHER_FONTS; i++)
		if (pdf->others[i])
			g_object_unref(pdf->others[i]);
}

/* Marks the byte at which each character without a glyph begins. */
static void mark_missing(PangoLayout *layout, bool *missing)
{
	for (int n = 0; n < pango_layout_get_line_count(layout); n++) {
		const PangoLayoutLine *line = pango_layout_get_line_readonly(layout, n);
		for (const GSList *run = line->runs; run; run = run->next) {
			const PangoLayoutRun *part = run->data;
			for (int i = 0; i < part->glyphs->num_glyphs; i++) {
				PangoGlyph glyph = part->glyphs->glyphs[i].glyph;
				if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG))
					missing[part->item->offset + part->glyphs->log_clusters[i]] = true;
			}
		}
	}
}

/* What a reader sees as one character: a letter with its marks, a family of emoji. */
struct grapheme {
	const char *p, *end;
	bool is_missing;
};

/* The next one of a text; at counts the characters before it. */
static bool next_grapheme(const char **p, int *at, const PangoLogAttr *attributes, const bool *missing,
			  const char *text, struct grapheme *ret_grapheme)
{
	struct grapheme grapheme = {.p = *p, .end = *p};

	if (!*grapheme.p)
		return false;
	do {
		grapheme.is_missing |= missing[grapheme.end - text];
		grapheme.end = g_utf8_next_char(grapheme.end);
		(*at)++;
	} while (*grapheme.end && !attributes[*at].is_cursor_position);
	*p = grapheme.end;
	*ret_grapheme = grapheme;
	return true;
}

static bool has_all(PangoFont *font, const struct grapheme *grapheme)
{
	for (const char *p = grapheme->p; p < grapheme->end; p = g_utf8_next_char(p))
		if (!pango_font_has_char(font, g_utf8_get_char(p)))
			return false;
	return true;
}

/* The family of another font that shows it, or NULL. */
static const char *find_other(const struct pdf *pdf, const struct grapheme *grapheme)
{
	for (size_t i = 0; i < PDF_OTHER_FONTS; i++)
		if (pdf->others[i] && has_all(pdf->others[i], grapheme))
			return other_families[i];
	return NULL;
}

/* For the note; once each. */
static void remember(struct pdf *pdf, const struct grapheme *grapheme)
{
	for (const char *p = grapheme->p; p < grapheme->end; p = g_utf8_next_char(p)) {
		const char *code = arena_printf(&pdf->arena, "U+%04X", (unsigned)g_utf8_get_char(p));
		if (pdf->lost_count < PDF_LOST_MAX && !strstr(pdf->lost, code)) {
			pdf->lost = arena_printf(&pdf->arena, "%s%s%s", pdf->lost, *pdf->lost ? ", " : "", code);
			pdf->lost_count++;
		}
	}
}

static void add_span(struct pdf *pdf, struct pdf_cell *cell, size_t begin, size_t end, const char *family)
{
	cell->spans = arena_grow(&pdf->arena, cell->spans, cell->span_count, &cell->span_cap, sizeof(*cell->spans));
	cell->spans[cell->span_count++] = (struct pdf_span){(unsigned)begin, (unsigned)end, family};
}

void pdf_font_mend(struct pdf *pdf, PangoLayout *layout, struct pdf_cell *cell, bool may_use_others)
{
	const char *text = cell->text, *p = text;
	bool *missing = arena_array(&pdf->arena, strlen(text) + 1, sizeof(*missing));
	int characters, at = 0;
	const PangoLogAttr *attributes = pango_layout_get_log_attrs_readonly(layout, &characters);
	struct grapheme grapheme;
	BUF_SCOPED out;

	mark_missing(layout, missing);
	buf_init(&out, (strlen(text) + 1) * strlen(GETA));
	cell->span_count = 0;
	while (next_grapheme(&p, &at, attributes, missing, text, &grapheme)) {
		const char *family = grapheme.is_missing && may_use_others ? find_other(pdf, &grapheme) : NULL;
		size_t begin = out.size;
		if (!grapheme.is_missing || family) {
			buf_add(&out, str_of(grapheme.p, (size_t)(grapheme.end - grapheme.p)));
		} else {
			buf_add_text(&out, GETA);
			remember(pdf, &grapheme);
		}
		if (family)
			add_span(pdf, cell, begin, out.size, family);
	}
	cell->text = arena_strdup(&pdf->arena, buf_text(&out));
}
