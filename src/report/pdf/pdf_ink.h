/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is put on a page, in the language of its content: ISO 32000-1, 8 and 9. Lengths are points and run down from the
 * top left corner, to which pdf_ink_begin turns the page.
 */
#ifndef TENKEN_REPORT_PDF_PDF_INK_H
#define TENKEN_REPORT_PDF_PDF_INK_H

#include "report/pdf/pdf_priv.h"

void pdf_ink_begin(struct buf *out);

/* Between these two, all lengths are scaled, and the corner of the text area stays where it is. */
void pdf_ink_save(struct buf *out, double scale);
void pdf_ink_restore(struct buf *out);

/* Of what is filled, or of lines. */
void pdf_ink_fill(struct buf *out, uint32_t rgb);
void pdf_ink_line(struct buf *out, uint32_t rgb, double width);

void pdf_ink_block(struct buf *out, double x, double y, double width, double height);
void pdf_ink_frame(struct buf *out, double x, double y, double width, double height);
void pdf_ink_rule(struct buf *out, double x, double y, double width);
void pdf_ink_dot(struct buf *out, double x, double y, double radius);
void pdf_ink_sign(struct buf *out, const struct outline_sign *sign, double x, double y);

/* A part of the structure, or, with a mark below 0, an ornament that no voice reads. */
void pdf_ink_open(struct buf *out, const char *tag, int mark);
void pdf_ink_close(struct buf *out);

/* The text of a cell whose corner is there. */
void pdf_ink_text(struct buf *out, const struct pdf_cell *cell, double x, double y);

#endif
