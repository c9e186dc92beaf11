/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "report/pdf_priv.h"

#define SHOWN_MAX 60 /* bytes of the text around a character without a glyph */

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

#define LINE_HEIGHT_EM 1.448 /* of Noto Sans CJK */

double pdf_text_line(enum pdf_style style)
{
	return text_styles[style].size * LINE_HEIGHT_EM;
}

/* fontconfig always answers with some font, so the family must be compared with the one asked for. */
static bool is_installed(PangoContext *context, const char *family)
{
	PangoFontDescription *asked = pango_font_description_new();
	PangoFontDescription *got;
	PangoFont *font;
	bool found = false;

	pango_font_description_set_family(asked, family);
	pango_font_description_set_absolute_size(asked, 10 * PANGO_SCALE);
	font = pango_context_load_font(context, asked);
	if (font) {
		got = pango_font_describe(font);
		found = got && pango_font_description_get_family(got) &&
			!strcmp(pango_font_description_get_family(got), family);
		pango_font_description_free(got);
		g_object_unref(font);
	}
	pango_font_description_free(asked);
	return found;
}

enum err pdf_text_init(struct pdf *pdf, struct fault *why)
{
	static const char *const families[] = {"Noto Sans CJK JP", "IPAexGothic"};
	cairo_font_options_t *options = cairo_font_options_create();

	pdf->fonts = pango_cairo_font_map_new();
	pdf->context = pango_font_map_create_context(pdf->fonts);
	/* Paper has no pixels, so glyphs are not hinted or snapped to them. */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(pdf->context, options);
	cairo_font_options_destroy(options);
	pango_cairo_context_set_resolution(pdf->context, 72);
	pango_context_set_round_glyph_positions(pdf->context, FALSE);
	pango_context_set_language(pdf->context, pango_language_from_string(lang_code(pdf->outline->lang)));
	for (size_t i = 0; i < COUNT(families); i++) {
		if (is_installed(pdf->context, families[i])) {
			pdf->family = families[i];
			return ERR_OK;
		}
	}
	return fault_set(why, ERR_UNSUPPORTED, "report: no Japanese font: install the package fonts-noto-cjk");
}

void pdf_text_release(struct pdf *pdf)
{
	if (pdf->context)
		g_object_unref(pdf->context);
	if (pdf->fonts)
		g_object_unref(pdf->fonts);
}

PangoLayout *pdf_text_layout(const struct pdf *pdf, const struct pdf_cell *cell)
{
	const struct text_style *style = &text_styles[cell->style];
	PangoLayout *layout = pango_layout_new(pdf->context);
	PangoFontDescription *font = pango_font_description_new();
	PangoAttrList *attributes = pango_attr_list_new();

	pango_font_description_set_family(font, pdf->family);
	pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
	pango_font_description_set_weight(font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_layout_set_font_description(layout, font);
	pango_font_description_free(font);
	pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_line_spacing(layout, style->leading);
	pango_layout_set_width(layout, (int)(cell->width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, cell->text, -1);
	return layout;
}

/* The first character of a line that has no glyph, or 0. */
static uint32_t unknown_in_line(const PangoLayoutLine *line)
{
	for (const GSList *run = line->runs; run; run = run->next) {
		const PangoGlyphString *glyphs = ((const PangoLayoutRun *)run->data)->glyphs;
		for (int i = 0; i < glyphs->num_glyphs; i++) {
			PangoGlyph glyph = glyphs->glyphs[i].glyph;
			if (glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG))
				return glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
		}
	}
	return 0;
}

static enum err name_unknown(PangoLayout *layout, const struct pdf_cell *cell, struct fault *why)
{
	uint32_t unknown = 0;

	for (int i = 0; !unknown && i < pango_layout_get_line_count(layout); i++)
		unknown = unknown_in_line(pango_layout_get_line_readonly(layout, i));
	return fault_set(why, ERR_INVALID, "report: the font has no character U+%04X, in \"%.*s\"", unknown, SHOWN_MAX,
			 cell->text);
}

enum err pdf_text_measure(const struct pdf *pdf, struct pdf_cell *cell, struct fault *why)
{
	PangoLayout *layout = pdf_text_layout(pdf, cell);
	PangoRectangle logical;
	enum err err = ERR_OK;

	pango_layout_get_extents(layout, NULL, &logical);
	if (pango_layout_get_unknown_glyphs_count(layout))
		err = name_unknown(layout, cell, why);
	else
		cell->height = (double)logical.height / PANGO_SCALE;
	g_object_unref(layout);
	return err;
}
