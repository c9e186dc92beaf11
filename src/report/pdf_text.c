/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf_priv.h"

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
	for (size_t i = 0; !pdf->family && i < COUNT(families); i++) {
		PangoFont *font = pdf_font_find(pdf->context, families[i]);
		if (font) {
			pdf->family = families[i];
			g_object_unref(font);
		}
	}
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
	for (size_t i = 0; i < cell->span_count; i++) {
		PangoAttribute *family = pango_attr_family_new(cell->spans[i].family);
		family->start_index = cell->spans[i].begin;
		family->end_index = cell->spans[i].end;
		pango_attr_list_insert(attributes, family);
	}
	pango_layout_set_attributes(layout, attributes);
	pango_attr_list_unref(attributes);
	pango_layout_set_line_spacing(layout, style->leading);
	pango_layout_set_width(layout, (int)(cell->width * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_text(layout, cell->text, -1);
	return layout;
}

/* What another font has in name only is 〓 at the second try. */
void pdf_text_measure(struct pdf *pdf, struct pdf_cell *cell)
{
	PangoLayout *layout = pdf_text_layout(pdf, cell);
	PangoRectangle logical;

	for (int tries = 0; tries < 2 && pango_layout_get_unknown_glyphs_count(layout); tries++) {
		pdf_font_mend(pdf, layout, cell, tries == 0);
		g_object_unref(layout);
		layout = pdf_text_layout(pdf, cell);
	}
	pango_layout_get_extents(layout, NULL, &logical);
	cell->height = (double)logical.height / PANGO_SCALE;
	g_object_unref(layout);
}
