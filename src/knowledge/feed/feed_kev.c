/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CISA's catalog of known exploited vulnerabilities (KEV), as JSON and as CSV: the same fields by the same names, so
 * that either after the other changes nothing. A record is what CISA says of one CVE.
 */
#include "calendar/day.h"
#include "codec/byte_ahead.h"
#include "knowledge/feed/feed_csv_priv.h"
#include "knowledge/feed/feed_priv.h"

#define WHAT "KEV"

enum { ID, ADDED, RANSOMWARE, VENDOR, PRODUCT, FIELDS = 10 };

static const char *const names[FIELDS + 1] = {"cveID",
					      "dateAdded",
					      "knownRansomwareCampaignUse",
					      "vendorProject",
					      "product",
					      "vulnerabilityName",
					      "shortDescription",
					      "requiredAction",
					      "dueDate",
					      "notes",
					      NULL};

static enum err add(struct feed *feed, const struct feed_place *place, const struct str fields[FIELDS],
		    struct fault *why)
{
	struct kev_row row = {.is_ransomware = str_is(fields[RANSOMWARE], "Known")};
	int64_t day;

	if (!cve_key_parse(fields[ID], &row.key))
		return fault_set(why, ERR_INVALID, "the id is not that of a CVE");
	if (!day_parse(fields[ADDED], &day))
		return fault_set(why, ERR_INVALID, "dateAdded is no day");
	row.added_day = (int32_t)day;
	row.vendor = catalog_name_sum(fields[VENDOR]);
	row.product = catalog_name_sum(fields[PRODUCT]);
	for (int i = 0; i < FIELDS; i++)
		row.digest = catalog_sum(fields[i], row.digest);
	snapshot_batch_add(&feed->build->snapshot, &row, place->position);
	feed_take_record(feed, day * DAY_MS);
	return ERR_OK;
}

/* ---- JSON ---- */

static void read_record(struct feed *feed, struct json_reader *json, struct arena *arena)
{
	struct json_object object = json_reader_object(json, names);
	struct feed_place place = feed_begin_record(feed, json_reader_line(json));
	struct str fields[FIELDS] = {{NULL, 0}};
	struct fault why;

	for (int name; (name = json_reader_name(json, &object)) >= 0;)
		fields[name] = json_reader_text(json, arena);
	if (feed_json_is_good(feed, json, &place, fields[ID]) && add(feed, &place, fields, &why))
		feed_skip_record(feed, &place, fields[ID], &why);
	arena_reset(arena);
}

static enum err read_json(struct feed *feed, struct fault *why)
{
	static const char *const tops[] = {"vulnerabilities", "dateReleased", NULL};
	struct json_reader *json = json_reader_new(feed->bytes);
	struct json_object object = json_reader_object(json, tops);
	bool has_records = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	for (int name; (name = json_reader_name(json, &object)) >= 0;) {
		has_records |= name == 0;
		if (name == 0)
			for (struct json_array array = json_reader_array(json); json_reader_item(json, &array);)
				read_record(feed, json, &arena);
		else
			feed_date(feed, json_reader_text(json, &arena));
	}
	err = json_reader_take_refusal(json, why);
	if (!err && json_reader_kind(json) != JSON_KIND_END)
		err = fault_set(why, ERR_INVALID, "the feed goes on after its end");
	if (!err)
		err = feed_json_finish(feed, json, has_records, WHAT, why);
	if (!err && !feed->record) /* a snapshot of nothing would take everything away */
		err = fault_set(why, ERR_INVALID, "this is no feed of " WHAT ": it is empty");
	json_reader_free(json);
	return err;
}

/* ---- CSV ---- */

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

static enum err read_csv(struct feed *feed, struct fault *why)
{
	struct csv_reader *csv = csv_reader_new(feed->bytes);
	struct feed_csv columns;
	struct csv_row row;
	bool has_names = csv_reader_row(csv, &row) && feed_csv_columns(&row, names, RANSOMWARE + 1, &columns);
	enum err err;

	while (has_names && csv_reader_row(csv, &row))
		read_row(feed, &columns, &row);
	err = feed_csv_finish(feed, csv, has_names, WHAT, why);
	csv_reader_free(csv);
	return err;
}

enum err feed_kev_read(struct feed *feed, struct fault *why)
{
	struct byte_ahead ahead;
	struct byte_source whole = feed->bytes;
	enum err err = byte_ahead_init(&ahead, whole, why);

	if (err)
		return err;
	feed->bytes = byte_ahead_source(&ahead);
	err = byte_ahead_first(&ahead) == '{' ? read_json(feed, why) : read_csv(feed, why);
	feed->bytes = whole; /* the ahead ends here */
	return err;
}
