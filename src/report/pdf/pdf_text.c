/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "report/pdf/pdf_priv.h"

struct text_style {
	double size; /* points */
	bool bold;
	float leading; /* factor of the font's own line height, 1.45 em in Noto Sans CJK */
};

static const struct text_style text_styles[] = {
	[PDF_STYLE_BODY] = {10.5, false, 1.12f}, [PDF_STYLE_LABEL] = {9.5, true, 1.08f},
	[PDF_STYLE_SMALL] = {8.5, false, 1.08f}, [PDF_STYLE_H2] = {12.5, true, 1.05f},
	[PDF_STYLE_H1] = {15.5, true, 1.05f},    [PDF_STYLE_LEAD] = {13.5, false, 1.05f},
	[PDF_STYLE_TITLE] = {24, true, 1.0f},
};

#define EXACT          1e-6  /* points */
#define LINE_HEIGHT_EM 1.448 /* of Noto Sans CJK */

double pdf_text_line(enum pdf_style style)
{
	return text_styles[style].size * LINE_HEIGHT_EM;
}

double pdf_text_size(enum pdf_style style)
{
	return text_styles[style].size;
}

static PangoFontDescription *describe(const char *family, enum pdf_style style)
{
	PangoFontDescription *font = pango_font_description_new();

	pango_font_description_set_family(font, family);
	pango_font_description_set_absolute_size(font, text_styles[style].size * PANGO_SCALE);
	pango_font_description_set_weight(font, text_styles[style].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	return font;
}

enum err pdf_text_init(struct pdf *pdf, struct fault *why)
{
	static const char *const families[] = {"Noto Sans CJK JP", "IPAexGothic"};
	cairo_font_options_t *options = cairo_font_options_create();

	/* One for each thread, so that a font is read once and not for each report. */
	pdf->fonts = pango_cairo_font_map_get_default();
	pdf->context = pango_font_map_create_context(pdf->fonts);
	/* Paper has no pixels, so glyphs are not hinted or snapped to them. */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(pdf->context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(pdf->context, 72);
	pango_context_set_round_glyph_positions(pdf->context, FALSE);
	pango_context_set_language(pdf->context, pango_language_from_string(lang_code(pdf->outline->lang)));
	for (size_t i = 0; !pdf->family && i < COUNT(families); i++) {
		PangoFont *font = pdf_font_find(pdf->context, families[i]);
		if (font) {
			pdf->family = families[i];
			g_object_unref(font);
		}
	}
	for (enum pdf_style style = 0; pdf->family && style < PDF_STYLES; style++)
		pdf->styles[style] = describe(pdf->family, style);
	pdf->lost = "";
	pdf_font_init(pdf);
	return pdf->family ? ERR_OK
			   : fault_set(why, ERR_UNSUPPORTED,
				       "report: no Japanese font: install the package fonts-noto-cjk");
}

void pdf_text_release(struct pdf *pdf)
{
	pdf_font_release(pdf);
	if (pdf->context)
		g_object_unref(pdf->context);
	for (size_t i = 0; i < PDF_STYLES; i++)
		if (pdf->styles[i])
			pango_font_description_free(pdf->styles[i]);
}

static PangoLayout *layout_of(const struct pdf *pdf, const struct pdf_cell *cell)
{
	static const PangoAlignment sides[] = {
		[PDF_SIDE_LEFT] = PANGO_ALIGN_LEFT,
		[PDF_SIDE_CENTRE] = PANGO_ALIGN_CENTER,
		[PDF_SIDE_RIGHT] = PANGO_ALIGN_RIGHT,
	};
	PangoLayout *layout = pango_layout_new(pdf->context);
	PangoAttrList *attributes = pango_attr_list_new();

	pango_layout_set_font_description(layout, pdf->styles[cell->style]);
	pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
	/* A hyphen where a host name is broken would be one of its name. */
	pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
	for (size_t i = 0; i < cell->span_count; i++) {
		PangoAttribute *family = pango_attr_family_new(cell->spans[i].family);
		family->start_index = cell->spans[i].begin;
		family->end_index = cell->spans[i].end;
		pango_attr_list_insert(attributes, family);
	}
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_line_spacing(layout, cell->is_tight ? 1.0f : text_styles[cell->style].leading);
	pango_layout_set_alignment(layout, sides[cell->side]);
	pango_layout_set_width(layout, (int)(cell->width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, cell->text, -1);
	return layout;
}

/* ---- what is kept of a layout ----------------------------------------------------------------------------------- */

static double points(int units)
{
	return (double)units / PANGO_SCALE;
}

/* Where the text of the cluster of a glyph ends, within the text of the item. Clusters rise with the text, or fall
 * where it is written from right to left. */
static int cluster_end(const PangoLayoutRun *from, int index)
{
	const PangoGlyphString *glyphs = from->glyphs;
	int cluster = glyphs->log_clusters[index], end = from->item->length;

	for (int i = 0; i < glyphs->num_glyphs; i++)
		if (glyphs->log_clusters[i] > cluster && glyphs->log_clusters[i] < end)
			end = glyphs->log_clusters[i];
	return end;
}

/* Glyphs of one cluster are one with the first of them. Only clusters of neighbours differ, which is cheap to see. */
static struct pdf_glyph keep_glyph(const PangoLayoutRun *from, int index, double x)
{
	const PangoGlyphString *glyphs = from->glyphs;
	const PangoGlyphInfo *info = &glyphs->glyphs[index];
	int cluster = glyphs->log_clusters[index];
	bool follows = index && glyphs->log_clusters[index - 1] == cluster;
	bool is_next_known = !(from->item->analysis.level & 1) && index + 1 < glyphs->num_glyphs &&
			     glyphs->log_clusters[index + 1] > cluster;
	int end = is_next_known ? glyphs->log_clusters[index + 1] : cluster_end(from, index);

	return (struct pdf_glyph){
		.id = info->glyph,
		.x = (float)(x + points(info->geometry.x_offset)),
		.y = (float)points(info->geometry.y_offset),
		.text = (unsigned)(from->item->offset + cluster),
		.bytes = follows ? 0 : (unsigned)(end - cluster),
	};
}

static void keep_run(struct pdf *pdf, struct pdf_cell *cell, const PangoLayoutRun *from, double x, double y)
{
	hb_font_t *font = pango_font_get_hb_font(from->item->analysis.font);
	struct pdf_run run = {.x = x, .y = y};
	double at = 0;

	run.face = pdf_face_of(&pdf->faces, &pdf->file, hb_font_get_face(font));
	run.glyphs = arena_array(&pdf->arena, (size_t)from->glyphs->num_glyphs, sizeof(*run.glyphs));
	for (int i = 0; i < from->glyphs->num_glyphs; i++) {
		const PangoGlyphInfo *info = &from->glyphs->glyphs[i];
		if (info->glyph != PANGO_GLYPH_EMPTY && !(info->glyph & PANGO_GLYPH_UNKNOWN_FLAG))
			run.glyphs[run.count++] = keep_glyph(from, i, at);
		at += points(info->geometry.width);
	}
	cell->runs = arena_grow(&pdf->arena, cell->runs, cell->run_count, &cell->run_cap, sizeof(run));
	cell->runs[cell->run_count++] = run;
}

static void keep(struct pdf *pdf, struct pdf_cell *cell, PangoLayout *layout)
{
	PangoLayoutIter *at = pango_layout_get_iter(layout);
	PangoRectangle logical;

	cell->runs = NULL;
	cell->run_count = cell->run_cap = 0;
	do {
		const PangoLayoutRun *run = pango_layout_iter_get_run_readonly(at);
		if (!run) /* the end of a line */
			continue;
		pango_layout_iter_get_run_extents(at, NULL, &logical);
		keep_run(pdf, cell, run, points(logical.x), points(pango_layout_iter_get_baseline(at)));
	} while (pango_layout_iter_next_run(at));
	pango_layout_iter_free(at);
}

/* What another font has in name only is 〓 at the second try. */
static void set(struct pdf *pdf, struct pdf_cell *cell)
{
	PangoLayout *layout = layout_of(pdf, cell);
	PangoRectangle logical;

	for (int tries = 0; tries < 2 && pango_layout_get_unknown_glyphs_count(layout); tries++) {
		pdf_font_mend(pdf, layout, cell, tries == 0);
		g_object_unref(layout);
		layout = layout_of(pdf, cell);
	}
	pango_layout_get_extents(layout, NULL, &logical);
	cell->height = points(logical.height);
	cell->end = points(logical.x + logical.width);
	keep(pdf, cell, layout);
	g_object_unref(layout);
}

/* FNV-1a. */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3;
	return hash;
}

static bool is_same(const struct pdf_memo *memo, uint64_t hash, const struct pdf_cell *cell)
{
	double wider = memo->cell.width - cell->width;

	return memo->hash == hash && memo->cell.style == cell->style && memo->cell.side == cell->side &&
	       memo->cell.is_tight == cell->is_tight && wider > -EXACT && wider < EXACT &&
	       !strcmp(memo->text, cell->text);
}

void pdf_text_set(struct pdf *pdf, struct pdf_cell *cell)
{
	uint64_t hash = hash_of(cell->text);
	struct pdf_memo **row = &pdf->memos[hash % PDF_MEMO_ROWS], *memo = *row;

	while (memo && !is_same(memo, hash, cell))
		memo = memo->next;
	if (!memo) {
		memo = arena_alloc(&pdf->arena, sizeof(*memo));
		*memo = (struct pdf_memo){.next = *row, .hash = hash, .text = cell->text, .cell = *cell};
		set(pdf, &memo->cell);
		*row = memo;
	}
	cell->text = memo->cell.text;
	cell->height = memo->cell.height;
	cell->end = memo->cell.end;
	cell->runs = memo->cell.runs;
	cell->run_count = memo->cell.run_count;
}
