/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How page_pdf works: the outline becomes pieces that are never broken (pdf_pieces), the pieces get their pages
 * (pdf_flow), then each page is drawn (pdf_draw) into a document (pdf_file) with its faces (pdf_face) and its logical
 * structure (pdf_structure). pango sets the text, once; what is kept of it are glyphs and their places. All lengths are
 * points, from the top left corner down.
 */
#ifndef TENKEN_REPORT_PDF_PRIV_H
#define TENKEN_REPORT_PDF_PRIV_H

#include <pango/pangocairo.h>

#include "report/outline.h"
#include "report/pdf/pdf_face.h"
#include "report/pdf/pdf_structure.h"

#define PDF_WIDTH       595.28 /* A4 */
#define PDF_HEIGHT      841.89
#define PDF_LEFT        60.0
#define PDF_TOP         72.0
#define PDF_BOTTOM      70.0
#define PDF_TEXT_WIDTH  (PDF_WIDTH - 2 * PDF_LEFT)
#define PDF_RADAR_SIDE  300.0 /* of the picture of a score */
#define PDF_TEXT_HEIGHT (PDF_HEIGHT - PDF_TOP - PDF_BOTTOM)

/* DADS colours: blue-900, gray-800, gray-600, a rule, a ground, error-2. */
#define PDF_BLUE  0x0017c1u
#define PDF_TEXT  0x333333u
#define PDF_GRAY  0x666666u
#define PDF_LINE  0xccccccu
#define PDF_SHADE 0xf2f2f2u
#define PDF_RED   0xce0000u

enum pdf_style {
	PDF_STYLE_BODY,
	PDF_STYLE_LABEL,
	PDF_STYLE_SMALL,
	PDF_STYLE_H2,
	PDF_STYLE_H1,
	PDF_STYLE_LEAD,
	PDF_STYLE_TITLE,
	PDF_STYLES
};

/* Bytes of a text that are set in another font than the report's. */
struct pdf_span {
	unsigned begin, end;
	const char *family;
};

#define PDF_MEMO_ROWS   1024
#define PDF_OTHER_FONTS 3
#define PDF_LOST_MAX    20 /* characters that the note names */

/* A glyph of a run, or what follows it is one with it: bytes 0. */
struct pdf_glyph {
	unsigned id;
	float x, y;           /* of its origin, from the run's */
	unsigned text, bytes; /* what it stands for, within the text of its cell */
};

/* Glyphs of one face and size on one line. */
struct pdf_run {
	struct pdf_face *face;
	double x, y; /* of the origin, on the base line, from the corner of the cell */
	struct pdf_glyph *glyphs;
	size_t count;
};

enum pdf_side { PDF_SIDE_LEFT, PDF_SIDE_CENTRE, PDF_SIDE_RIGHT };

struct pdf_cell {
	const char *text;
	struct pdf_span *spans;
	size_t span_count, span_cap;
	const char *tag;        /* of PDF's logical structure, ISO 32000-1, 14.8.4: "TD"; NULL for none of its own */
	const char *attributes; /* of the tag; NULL for none */
	enum pdf_style style;
	enum pdf_side side;
	bool is_tight; /* its lines stand as near to each other as the font's designer meant */
	struct pdf_run *runs;
	size_t run_count, run_cap;
	uint32_t colour;
	double x, y, width, height;      /* within the piece */
	double end;                      /* of its longest line, from x */
	const struct outline_row *leads; /* to the parts whose page numbers stand here; NULL for a text of its own */
};

/* A text that was set before: labels, companies and dates stand in a report again and again. */
struct pdf_memo {
	struct pdf_memo *next;
	uint64_t hash;
	const char *text; /* as it was asked for */
	struct pdf_cell cell;
};

/* What stands together on one page. */
struct pdf_piece {
	double gap; /* above, unless it is the first of a page */
	double width, height;
	double scale; /* 1, or less where a sheet must hold much: the sheet is drawn smaller */
	int sheet;    /* as of its block */
	bool keep;    /* on the same page as the next one */
	bool new_page;
	bool rule, thick_rule, shaded, bullet, to_tick;
	uint32_t frame; /* its colour; 0 for none */
	enum outline_mark mark;
	double mark_x, mark_y;
	struct pdf_cell cells[OUTLINE_CELLS_MAX];
	size_t cell_count;
	const char *tag;        /* "H1", "TR" */
	const char *container;  /* "Table", "L"; NULL for none */
	const char *mark_words; /* what the mark says where no words stand beside it; NULL where they do */
	size_t block;           /* pieces of one block share a container */
	size_t head;            /* index of the table's head, to be repeated on each page; SIZE_MAX for none */
	int level;              /* of a heading, for the bookmarks */
	const struct answer_score *score; /* whose picture it is; NULL for none */
};

struct pdf_place {
	const struct pdf_piece *piece;
	int page;   /* from 1 */
	double top; /* in the piece's scale, from the same PDF_TOP */
	bool again; /* a repeated head */
};

struct pdf {
	const struct outline *outline; /* the one that is being made; later the first, which speaks for all */
	struct arena arena;
	PangoFontMap *fonts;
	PangoContext *context;
	const char *family;
	PangoFontDescription *styles[PDF_STYLES];
	struct pdf_memo *memos[PDF_MEMO_ROWS];
	PangoFont *others[PDF_OTHER_FONTS]; /* NULL where it is not installed */
	const char *lost;                   /* "U+1F363, U+0E01": for which 〓 stands; "" for none */
	size_t lost_count;
	struct pdf_piece *pieces;
	size_t piece_count, piece_cap;
	size_t block_offset; /* so that the blocks of several outlines have numbers of their own */
	size_t cut;          /* rows that are left out of a table that may be cut */
	bool is_closer;      /* rows stand closer, so that the last page is not nearly empty */
	double width, scale; /* of the pieces that are being made */
	int sheet;
	struct pdf_place *places;
	size_t place_count, place_cap;
	int pages;
	struct pdf_file file;
	struct pdf_face *faces;
	struct pdf_structure structure;
	struct buf content; /* of the page that is being drawn */
	int page;
	int *page_numbers; /* of the pages' objects */
};

MUST_USE enum err pdf_text_init(struct pdf *pdf, struct fault *why);
void pdf_text_release(struct pdf *pdf);

/* Sets the text of the cell: its runs and its height. What the font lacks is mended first. */
void pdf_text_set(struct pdf *pdf, struct pdf_cell *cell);

/* The font of exactly that family, to be unreffed, or NULL where it is not installed. */
PangoFont *pdf_font_find(PangoContext *context, const char *family);

void pdf_font_init(struct pdf *pdf);
void pdf_font_release(struct pdf *pdf);

/* Puts spans of other fonts or 〓 into the cell for what its layout has no glyph for. */
void pdf_font_mend(struct pdf *pdf, PangoLayout *layout, struct pdf_cell *cell, bool may_use_others);

/* Height of one line of a style. */
double pdf_text_line(enum pdf_style style);
double pdf_text_size(enum pdf_style style);

/* Adds the pieces of pdf->outline; those of a further outline begin a page. */
void pdf_pieces_make(struct pdf *pdf);

/* Adds what stands behind all of them. */
void pdf_pieces_end(struct pdf *pdf);

/* The height of the text area in the piece's scale. */
double pdf_flow_room(const struct pdf_piece *piece);
MUST_USE enum err pdf_flow_place(struct pdf *pdf, struct fault *why);

/* Whether the last of several pages holds a few lines only. */
bool pdf_flow_ends_thin(const struct pdf *pdf);
/* The picture of a score, whose left upper corner is there. */
void pdf_radar_draw(struct pdf *pdf, const struct answer_score *score, double x, double y);

/* Gives the number of the root of the bookmarks. */
int pdf_bookmark_write(struct pdf *pdf);

/* Draws the pages into the document and its structure, and names what a reader of the file asks first. */
MUST_USE enum err pdf_draw(struct pdf *pdf, struct fault *why);

#endif
