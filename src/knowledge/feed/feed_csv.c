/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/feed/feed_csv_priv.h"

bool feed_csv_columns(const struct csv_row *names, const char *const *wanted, size_t needed,
		      struct feed_csv *ret_columns)
{
	struct feed_csv columns = {.count = names->count};

	for (; wanted[columns.wanted]; columns.wanted++) {
		int *at = &columns.at[columns.wanted];
		*at = -1;
		for (size_t i = 0; i < names->count; i++) {
			if (!str_is(str_trim(names->fields[i]), wanted[columns.wanted]))
				continue;
			if (*at >= 0)
				return false;
			*at = (int)i;
		}
		if (*at < 0 && columns.wanted < needed)
			return false;
	}
	*ret_columns = columns;
	return true;
}

enum err feed_csv_fields(const struct feed_csv *columns, const struct csv_row *row, struct str *ret_fields,
			 struct fault *why)
{
	if (row->count != columns->count)
		return fault_set(why, ERR_INVALID, "%zu fields, where the first row has %zu", row->count,
				 columns->count);
	for (size_t i = 0; i < columns->wanted; i++)
		ret_fields[i] = columns->at[i] < 0 ? STR("") : row->fields[columns->at[i]];
	return ERR_OK;
}

enum err feed_csv_finish(const struct feed *feed, const struct csv_reader *csv, bool has_names, const char *what,
			 struct fault *why)
{
	enum err err = csv_reader_fault(csv, why);

	if (err)
		return err;
	if (!has_names || !feed->taken)
		return fault_set(why, ERR_INVALID, "this is no feed of %s: %s", what,
				 has_names ? "no record of it can be read" : "it has no row of names");
	return ERR_OK;
}
