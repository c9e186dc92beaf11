/* SPDX-License-Identifier: Apache-2.0 */
#include "report/sheet_xlsx.h"

#include <xlsxwriter.h>

#define PARTS_DIR "/dev/shm" /* where the library puts the parts before it packs them */

#define PAPER_A4    9
#define FORMAT_TEXT 49 /* "@": what is typed over a cell later stays text as well */

struct looks {
	lxw_format *head, *cell;
};

static lxw_format *add_look(lxw_workbook *book)
{
	lxw_format *look = workbook_add_format(book);

	format_set_num_format_index(look, FORMAT_TEXT);
	format_set_text_wrap(look);
	format_set_align(look, LXW_ALIGN_VERTICAL_TOP);
	format_set_border(look, LXW_BORDER_THIN);
	return look;
}

static struct looks add_looks(lxw_workbook *book)
{
	struct looks looks = {.head = add_look(book), .cell = add_look(book)};

	format_set_bold(looks.head);
	format_set_bg_color(looks.head, 0xf2f2f2);
	return looks;
}

static void set_up(lxw_worksheet *page, const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->columns; i++)
		worksheet_set_column(page, (lxw_col_t)i, (lxw_col_t)i, sheet->widths[i], NULL);
	worksheet_freeze_panes(page, 1, 0);
	worksheet_autofilter(page, 0, 0, (lxw_row_t)sheet->rows, (lxw_col_t)(sheet->columns - 1));
	worksheet_set_landscape(page);
	worksheet_set_paper(page, PAPER_A4);
	worksheet_fit_to_pages(page, 1, 0);
	worksheet_repeat_rows(page, 0, 0);
}

static lxw_error write_cells(lxw_worksheet *page, const struct sheet *sheet, const struct looks *looks)
{
	lxw_error failed = LXW_NO_ERROR;

	for (size_t i = 0; !failed && i < sheet->columns; i++)
		failed = worksheet_write_string(page, 0, (lxw_col_t)i, sheet->heads[i], looks->head);
	for (size_t i = 0; !failed && i < sheet->rows * sheet->columns; i++) {
		lxw_row_t row = (lxw_row_t)(i / sheet->columns + 1);
		lxw_col_t column = (lxw_col_t)(i % sheet->columns);
		failed = *sheet->cells[i] ? worksheet_write_string(page, row, column, sheet->cells[i], looks->cell)
					  : worksheet_write_blank(page, row, column, looks->cell);
	}
	return failed;
}

/* The library copies the texts and changes none of them. */
static void set_properties(lxw_workbook *book, const struct sheet *sheet)
{
	lxw_doc_properties properties = {
		.title = (char *)(uintptr_t)sheet->title,
		.author = (char *)(uintptr_t)sheet->author,
		.created = (time_t)(sheet->made_ms / 1000),
	};

	workbook_set_properties(book, &properties);
}

enum err sheet_xlsx_write(const struct sheet *sheet, const char *path, struct fault *why)
{
	char parts[] = PARTS_DIR;
	lxw_workbook_options options = {.tmpdir = parts};
	lxw_workbook *book = workbook_new_opt(path, &options);
	lxw_worksheet *page = book ? workbook_add_worksheet(book, sheet->name) : NULL;
	struct looks looks;
	lxw_error failed, closed;

	if (!book)
		return fault_set(why, ERR_IO, "%s: a workbook cannot be begun", path);
	if (!page) {
		workbook_close(book);
		return fault_set(why, ERR_INVALID, "\"%s\" is no name of a sheet", sheet->name);
	}
	set_properties(book, sheet);
	looks = add_looks(book);
	set_up(page, sheet);
	failed = write_cells(page, sheet, &looks);
	closed = workbook_close(book);
	if (failed)
		return fault_set(why, ERR_TOO_LARGE, "a sheet cannot hold this: %s", lxw_strerror(failed));
	return closed ? fault_set(why, ERR_IO, "%s: %s", path, lxw_strerror(closed)) : ERR_OK;
}
