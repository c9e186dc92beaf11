/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The logical structure of a document, for a voice that reads aloud and for programs: a tree of elements below one
 * Document, whose leaves are marked parts of the pages. ISO 32000-1, 14.7 and 14.8.
 */
#ifndef TENKEN_REPORT_PDF_PDF_STRUCTURE_H
#define TENKEN_REPORT_PDF_PDF_STRUCTURE_H

#include "report/pdf/pdf_file.h"

/* An element below it, or a marked part of a page. */
struct pdf_structure_kid {
	int element;    /* its index; -1: a marked part */
	int page, mark; /* page from 1, number of the mark on it from 0 */
};

struct pdf_structure_element {
	const char *role;        /* "H1", "TR": a standard type, 14.8.4 */
	const char *attributes;  /* "/O/Table/Scope/Row"; "" for none */
	const char *alternative; /* text for what is no text; "" for none */
	int parent, number;
	struct pdf_structure_kid *kids;
	size_t count, cap;
};

/* In the order of the pages and of the marks on each. */
struct pdf_structure_mark {
	int page, element;
};

struct pdf_structure {
	struct arena *arena;
	struct pdf_structure_element *elements; /* the first is the Document */
	size_t count, cap;
	struct pdf_structure_mark *marks;
	size_t mark_count, mark_cap;
	int page_marks; /* on the page of the last mark */
};

void pdf_structure_begin(struct pdf_structure *structure, struct arena *arena);

/* The index of a new element below a parent. */
int pdf_structure_add(struct pdf_structure *structure, int parent, const char *role, const char *attributes);

/* Gives the number of a new mark of the element on a page, which is the last marked one or a later one. */
int pdf_structure_mark(struct pdf_structure *structure, int element, int page);

/* Writes the tree; pages are the numbers of the pages' objects. Gives the number of its root. */
int pdf_structure_write(struct pdf_structure *structure, struct pdf_file *file, const int *pages, int page_count);

#endif
