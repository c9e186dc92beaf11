/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_pdf.h"

#include <cairo-pdf.h>

#include "calendar/day.h"
#include "report/pdf_priv.h"

#ifdef __SANITIZE_ADDRESS__
/* libcairo 1.16 loses 768 bytes for each OpenType font that it embeds, and fontconfig 288 bytes of its configuration a
 * process. Neither can be freed from here; our own memory is still watched. */
const char *__lsan_default_suppressions(void); /* NOLINT(bugprone-reserved-identifier): LeakSanitizer's name */
const char *__lsan_default_suppressions(void)  /* NOLINT(bugprone-reserved-identifier) */
{
	return "leak:libcairo.so\nleak:libfontconfig.so\n";
}
#endif

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned size)
{
	struct buf *out = closure;

	buf_add(out, str_of(bytes, size));
	return out->full ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

static void set_metadata(struct pdf *pdf)
{
	const struct outline *outline = pdf->outline;
	const char *made = day_format_instant(&pdf->arena, outline->made_ms);

	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, outline->running);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_AUTHOR, outline->author);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_SUBJECT, outline->subject);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "Tenken");
	/* The time of the report, not of the rendering, so that rendering it again gives the same bytes. */
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, made);
	cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, made);
}

static enum err draw(struct pdf *pdf, struct buf *out, struct fault *why)
{
	size_t begin = out->size;
	cairo_status_t status;

	pdf->surface = cairo_pdf_surface_create_for_stream(write_bytes, out, PDF_WIDTH, PDF_HEIGHT);
	cairo_pdf_surface_restrict_to_version(pdf->surface, CAIRO_PDF_VERSION_1_5);
	pdf->cairo = cairo_create(pdf->surface);
	set_metadata(pdf);
	pdf_draw_pages(pdf);
	status = cairo_status(pdf->cairo);
	cairo_destroy(pdf->cairo);
	cairo_surface_finish(pdf->surface);
	if (!status)
		status = cairo_surface_status(pdf->surface);
	cairo_surface_destroy(pdf->surface);
	if (!out->full && status)
		return fault_set(why, ERR_IO, "report: %s", cairo_status_to_string(status));
	if (!out->full)
		pdf_catalog_amend(out, begin, pdf->outline->lang);
	return buf_finish(out, "report", why);
}

enum err page_pdf_render(const struct outline *outline, struct buf *out, struct fault *why)
{
	struct pdf pdf = {.outline = outline};
	enum err err;

	arena_init(&pdf.arena);
	err = pdf_text_init(&pdf, why);
	if (!err) {
		pdf_pieces_make(&pdf);
		err = pdf_flow_place(&pdf, why);
	}
	if (!err)
		err = draw(&pdf, out, why);
	pdf_text_release(&pdf);
	arena_release(&pdf.arena);
	return err;
}
