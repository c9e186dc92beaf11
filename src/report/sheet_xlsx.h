/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table as an Excel workbook of one sheet (ECMA-376), by libxlsxwriter. Every cell is text, also one that begins with
 * "=", "+", "-" or "@": what a company typed is never a formula, and numbers keep their zeros. Any character of a name
 * goes in as it is. The head stays on top and is printed on every page.
 */
#ifndef TENKEN_REPORT_SHEET_XLSX_H
#define TENKEN_REPORT_SHEET_XLSX_H

#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"

struct sheet {
	const char *name; /* of the tab: at most 31 characters, none of []:*?/\ */
	const char *title, *author;
	int64_t made_ms; /* UTC */
	const char *const *heads;
	const int *widths; /* in characters */
	size_t columns;
	const char *const *cells; /* row by row; none NULL */
	size_t rows;
};

/* Writes the workbook into the file, which it empties first. The library keeps the parts in files of its own before it
 * packs them: they lose their names at once and lie in memory (/dev/shm), on a disk (TMPDIR) only where a machine has
 * none. ERR_TOO_LARGE for a cell of more than 32,767 characters or more rows than a sheet has; ERR_IO. */
MUST_USE enum err sheet_xlsx_write(const struct sheet *sheet, const char *path, struct fault *why);

#endif
