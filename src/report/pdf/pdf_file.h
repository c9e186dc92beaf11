/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The objects of a PDF 1.5 document and their places: ISO 32000-1, 7.5. Objects are gathered in packed object streams,
 * so that thousands of small ones cost little. Knows the file's form; what the objects say is its callers'.
 */
#ifndef TENKEN_REPORT_PDF_PDF_FILE_H
#define TENKEN_REPORT_PDF_PDF_FILE_H

#include "base/arena.h"
#include "base/buf.h"

#define PDF_FILE_GATHERED 200 /* objects of one object stream */

struct pdf_file_place {
	size_t at;  /* offset of the object; for a gathered one, the number of its object stream */
	int index;  /* in that stream; -1: it stands by itself */
	bool known; /* it was added */
};

struct pdf_file {
	struct arena *arena;
	struct buf *out;
	size_t begin; /* index of the document's first byte in out */
	struct pdf_file_place *places;
	size_t count, cap; /* places[0] is nobody's */
	int stream;        /* the number of the object stream that is open; 0: none */
	int gathered;
	bool is_cut;              /* something did not fit and the document is worth nothing */
	struct buf heads, bodies; /* of the open stream: "NUMBER OFFSET ", the objects */
};

/* Begins a document at the end of out. Releases nothing by itself: pdf_file_release, also after an error. */
void pdf_file_begin(struct pdf_file *file, struct arena *arena, struct buf *out);
void pdf_file_release(struct pdf_file *file);

/* The number of an object that will be added, from 1. */
int pdf_file_reserve(struct pdf_file *file);

/* The object's text, without "obj" and "endobj". */
void pdf_file_add(struct pdf_file *file, int number, struct str object);

/* A stream, packed here; entries are those of its dictionary besides /Length and /Filter. */
void pdf_file_add_stream(struct pdf_file *file, int number, const char *entries, struct str bytes);

/* Writes what is gathered, the table of places and the end. ERR_TOO_LARGE when out was full or
 * something was cut. */
MUST_USE enum err pdf_file_end(struct pdf_file *file, int catalog, int information, struct fault *why);

/* UTF-16 in hexadecimal, big end first, up to the first byte that is not UTF-8. */
void pdf_file_utf16(struct buf *out, struct str utf8);

/* "(text)" in a form that holds every character: 7.9.2.2. */
void pdf_file_text(struct buf *out, struct str utf8);

/* A number with at most two places behind the point, whatever the locale. */
void pdf_file_number(struct buf *out, double number);

#endif
