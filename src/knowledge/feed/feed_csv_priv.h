/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the readers of CSV feeds share: columns by the names in the first row.
 */
#ifndef TENKEN_KNOWLEDGE_FEED_FEED_CSV_PRIV_H
#define TENKEN_KNOWLEDGE_FEED_FEED_CSV_PRIV_H

#include "codec/csv_reader.h"
#include "knowledge/feed/feed_priv.h"

#define FEED_CSV_COLUMNS_MAX 16 /* that a reader wants */

struct feed_csv {
	size_t wanted;                /* columns */
	int at[FEED_CSV_COLUMNS_MAX]; /* where each wanted one stands; -1: nowhere */
	size_t count;                 /* fields of every row */
};

/* From the row of names: where the wanted ones (ended by NULL) stand. The first `needed` of them have to be there:
 * false when one is missing, or stands twice. */
bool feed_csv_columns(const struct csv_row *names, const char *const *wanted, size_t needed,
		      struct feed_csv *ret_columns);

/* One row as the wanted fields, "" for columns that are absent; ERR_INVALID when it has more or fewer fields than the
 * row of names. */
MUST_USE enum err feed_csv_fields(const struct feed_csv *columns, const struct csv_row *row, struct str *ret_fields,
				  struct fault *why);

/* What a reader of CSV answers in the end, as feed_json_finish does. */
MUST_USE enum err feed_csv_finish(const struct feed *feed, const struct csv_reader *csv, bool has_names,
				  const char *what, struct fault *why);

#endif
