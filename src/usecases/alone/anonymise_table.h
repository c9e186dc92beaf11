/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A table made ready to be published, from a file: rows of companies become a data set (outcome/k_anonymity.h), a table
 * with the column "count" loses its small numbers (outcome/cell_suppression.h). Either is judged together with the
 * tables that were published before.
 */
#ifndef TENKEN_USECASES_ALONE_ANONYMISE_TABLE_H
#define TENKEN_USECASES_ALONE_ANONYMISE_TABLE_H

#include "base/buf.h"
#include "base/lang.h"
#include "codec/value.h"

#define ANONYMISE_K_MAX     1000
#define ANONYMISE_OUT_MAX   ((size_t)1 << 30)
#define ANONYMISE_FILES_MAX 100 /* in the folder of what was published */

struct anonymise_table {
	const char *path;      /* "-" is standard input */
	size_t k;              /* 2..ANONYMISE_K_MAX */
	const char *quasi;     /* names of columns, between commas */
	const char *keep;      /* further columns that somebody has read and that stay; "" */
	const char *published; /* a folder, or NULL */
	enum lang lang;
};

struct anonymise_table_result {
	struct buf *csv;        /* what may be published */
	struct buf *dictionary; /* what its columns mean and what was done to them, as CSV */
	struct value *summary;  /* for the text "cli.anonymise.data" or "cli.anonymise.table" */
	bool is_counts;
};

/* The two buffers are the caller's. ERR_INVALID with file, line and column; ERR_DENIED when a data set would tell a
 * small number of a published table; ERR_TOO_LARGE, ERR_NOT_FOUND, ERR_IO. */
MUST_USE enum err anonymise_table(struct arena *arena, const struct anonymise_table *order,
				  struct anonymise_table_result *ret_result, struct fault *why);

#endif
