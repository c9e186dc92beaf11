/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf/page_pdf.h"

#include "report/pdf/pdf_priv.h"

#ifdef __SANITIZE_ADDRESS__
/* fontconfig keeps its configuration, and pango its fonts, until the process ends. Our own memory is still watched. */
const char *__lsan_default_suppressions(void); /* NOLINT(bugprone-reserved-identifier): LeakSanitizer's name */
const char *__lsan_default_suppressions(void)  /* NOLINT(bugprone-reserved-identifier) */
{
	return "leak:libfontconfig.so\n";
}
#endif

static enum err lay_out(struct pdf *pdf, const struct outline *const *letters, size_t count, struct fault *why)
{
	pdf->piece_count = pdf->place_count = pdf->block_offset = 0;
	for (size_t i = 0; i < count; i++) {
		pdf->outline = letters[i];
		pdf_pieces_make(pdf);
	}
	pdf->outline = letters[0];
	pdf_pieces_end(pdf);
	return pdf_flow_place(pdf, why);
}

enum err page_pdf_render(const struct outline *outline, struct buf *out, struct fault *why)
{
	return page_pdf_render_letters(&outline, 1, out, why);
}

enum err page_pdf_render_letters(const struct outline *const *letters, size_t count, struct buf *out, struct fault *why)
{
	struct pdf pdf = {.outline = letters[0]};
	enum err err;

	arena_init(&pdf.arena);
	pdf_file_begin(&pdf.file, &pdf.arena, out);
	err = pdf_text_init(&pdf, why);
	if (!err)
		err = lay_out(&pdf, letters, count, why);
	if (!err && pdf_flow_ends_thin(&pdf)) {
		pdf.is_closer = true;
		err = lay_out(&pdf, letters, count, why);
	}
	if (!err)
		err = pdf_draw(&pdf, why);
	pdf_face_release(pdf.faces);
	pdf_text_release(&pdf);
	pdf_file_release(&pdf.file);
	arena_release(&pdf.arena);
	return err;
}
