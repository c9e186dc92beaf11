/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The faces of a document and which of their glyphs it shows: only those are embedded, cut out of the font's file by
 * HarfBuzz, with the text that each stands for. ISO 32000-1, 9.7.4 and 9.10.3.
 */
#ifndef TENKEN_REPORT_PDF_PDF_FACE_H
#define TENKEN_REPORT_PDF_PDF_FACE_H

#include <hb.h>

#include "report/pdf/pdf_file.h"

struct pdf_face {
	struct pdf_face *next; /* in the order in which they were first met */
	hb_face_t *face;       /* referenced */
	hb_font_t *font;       /* of it, in units of the em */
	unsigned em, glyph_count;
	struct str *texts; /* by glyph: what it stands for; p is NULL where it is not shown */
	float *widths;     /* by glyph: in thousandths of the em; only of those that are shown */
	bool is_shown;
	int number; /* of its object */
	int index;  /* from 1: its name in pages is "F1" */
};

/* The face among those of the list, which grows by it when it is new. */
struct pdf_face *pdf_face_of(struct pdf_face **faces, struct pdf_file *file, hb_face_t *face);

/* Remembers that a glyph is shown and what it stands for. False when the glyph already stands for another text, so that
 * the caller must say the text beside it. */
bool pdf_face_show(struct pdf_face *face, unsigned glyph, struct str text);

/* Writes each face with its glyphs and texts. ERR_UNSUPPORTED for a font that cannot be cut. */
MUST_USE enum err pdf_face_write(const struct pdf_face *faces, struct pdf_file *file, struct fault *why);

void pdf_face_release(struct pdf_face *faces);

#endif
