/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outline on paper: A4, one column, in the manner of the Digital Agency's design system (blue-900, gray-800,
 * error-2), with page numbers, bookmarks and structure tags. Knows how a report looks, never what it says.
 *
 * Text is set by pango in Noto Sans CJK JP (or IPAexGothic where that is missing), so that a report looks the same on
 * every machine. A character that it lacks is set in HanaMin or DejaVu Sans where they are installed and have it; else
 * 〓 stands there, and a note at the end names it. Fonts are embedded. The same outline gives the same bytes.
 */
#ifndef TENKEN_REPORT_PAGE_PDF_H
#define TENKEN_REPORT_PAGE_PDF_H

#include "report/outline.h"

#define PAGE_PDF_PAGES_MAX 500

/* Appends a PDF 1.5 document; out caps its size. ERR_UNSUPPORTED says that no Japanese font is installed, ERR_TOO_LARGE
 * that a single row is taller than a page, or that there are more than PAGE_PDF_PAGES_MAX pages or more bytes than out
 * takes. */
MUST_USE enum err page_pdf_render(const struct outline *outline, struct buf *out, struct fault *why);

/* Several letters, at least one, as one document to print: each begins on a page of its own. */
MUST_USE enum err page_pdf_render_letters(const struct outline *const *letters, size_t count, struct buf *out,
					  struct fault *why);

#endif
