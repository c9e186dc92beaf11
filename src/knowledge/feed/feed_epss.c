/* SPDX-License-Identifier: Apache-2.0 */
/*
 * FIRST's EPSS scores as CSV: since 2022 with a first line "#model_version:...,score_date:2026-08-16T00:00:00Z", in
 * the beginning without percentiles. A record is the score of one CVE.
 */
#include <stdlib.h>
#include <string.h>

#include "knowledge/feed/feed_csv_priv.h"
#include "knowledge/feed/feed_priv.h"

#define WHAT "EPSS"

enum { ID, SCORE, PERCENTILE, FIELDS };
enum { NUMBER_MAX = 40 }; /* characters */

/* "0.97", "1", "9.1e-05" in parts of EPSS_ONE; false for anything that is not between 0 and 1. */
static bool parse_share(struct str text, uint32_t *ret_share)
{
	char copy[NUMBER_MAX + 1] = "", *end;
	double number;

	if (!text.n || text.n > NUMBER_MAX || *text.p < '0' || *text.p > '9')
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (!strchr("0123456789.eE+-", text.p[i]) || !text.p[i])
			return false;
	memcpy(copy, text.p, text.n);
	number = strtod(copy, &end);
	if (*end || !(number >= 0 && number <= 1))
		return false;
	*ret_share = (uint32_t)(number * EPSS_ONE + 0.5);
	return true;
}

static enum err add(struct feed *feed, const struct feed_place *place, const struct str fields[FIELDS],
		    struct fault *why)
{
	struct epss_row row = {.percentile = 0};

	if (!cve_key_parse(fields[ID], &row.key))
		return fault_set(why, ERR_INVALID, "the id is not that of a CVE");
	if (!parse_share(fields[SCORE], &row.epss) ||
	    (fields[PERCENTILE].n && !parse_share(fields[PERCENTILE], &row.percentile)))
		return fault_set(why, ERR_INVALID, "the score is no number between 0 and 1");
	snapshot_batch_add(&feed->build->snapshot, &row, place->position);
	feed_take_record(feed, 0);
	return ERR_OK;
}

static void read_row(struct feed *feed, const struct feed_csv *columns, const struct csv_row *row)
{
	struct feed_place place = feed_begin_record(feed, row->line);
	struct str fields[FIELDS] = {{NULL, 0}};
	struct fault why;
	enum err err = feed_csv_fields(columns, row, fields, &why);

	if (!err)
		err = add(feed, &place, fields, &why);
	if (err)
		feed_skip_record(feed, &place, fields[ID], &why);
}

/* "#model_version:v2023.03.01,score_date:2023-03-07T00:00:00+0000" */
static void read_remark(struct feed *feed, const struct csv_row *row)
{
	for (size_t i = 0; i < row->count; i++) {
		struct str value = row->fields[i], key = str_cut(&value, ':');
		if (str_is(key, "score_date") && value.p)
			feed_date(feed, value);
	}
}

enum err feed_epss_read(struct feed *feed, struct fault *why)
{
	static const char *const names[] = {"cve", "epss", "percentile", NULL};
	struct csv_reader *csv = csv_reader_new(feed->bytes);
	struct feed_csv columns;
	struct csv_row row = {NULL, 0, 0};
	bool has_row = csv_reader_row(csv, &row), has_names;
	enum err err;

	for (; has_row && str_starts(row.fields[0], "#"); has_row = csv_reader_row(csv, &row))
		read_remark(feed, &row);
	has_names = has_row && feed_csv_columns(&row, names, SCORE + 1, &columns);
	while (has_names && csv_reader_row(csv, &row))
		read_row(feed, &columns, &row);
	err = feed_csv_finish(feed, csv, has_names, WHAT, why);
	csv_reader_free(csv);
	return err;
}
