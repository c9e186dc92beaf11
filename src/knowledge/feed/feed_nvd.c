/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NVD's JSON 1.1 (feeds by year, until 2023 and since then by others) and 2.0 (the API's answers, and today's feeds).
 * A 2.0 file is an answer with its list of vulnerabilities, or items of such a list one after the other (JSON lines),
 * as corrections to NVD are published; those may carry id and date in a note ("_annotation") beside the CVE.
 *
 * Keys may stand in any order.
 */
#include <string.h>

#include "knowledge/feed/feed_priv.h"
#include "knowledge/feed/feed_score_priv.h"

enum { REJECTION_HEAD = 32 }; /* bytes of a description that are looked at */

struct nvd_reading {
	struct feed *feed;
	struct nvd_batch *batch;
	struct json_reader *json;
	struct arena arena; /* of the record */
	struct str id;
	struct nvd_end end;
	struct feed_score score;
};

static void take_id(struct nvd_reading *reading, struct str id)
{
	reading->id = id;
	if (!cve_key_parse(id, &reading->end.key))
		json_reader_refuse(reading->json, "the id is not that of a CVE");
}

static void take_date(struct nvd_reading *reading, struct str text)
{
	if (!feed_parse_instant(text, &reading->end.modified_ms))
		json_reader_refuse(reading->json, "the date of its last change cannot be read");
}

/* ---- configurations ---- */

static void read_match(struct nvd_reading *reading)
{
	static const char *const names[] = {"vulnerable",
					    "criteria",
					    "cpe23Uri",
					    "versionStartIncluding",
					    "versionStartExcluding",
					    "versionEndIncluding",
					    "versionEndExcluding",
					    NULL};
	struct json_object object = json_reader_object(reading->json, names);
	struct nvd_row row = {STR(""), STR(""), STR(""), STR(""), STR(""), false};
	struct str *const texts[] = {NULL,
				     &row.criteria,
				     &row.criteria,
				     &row.start_including,
				     &row.start_excluding,
				     &row.end_including,
				     &row.end_excluding};
	struct fault why;

	if (reading->arena.total > FEED_RECORD_MAX)
		json_reader_refuse(reading->json, "too many names in one record");
	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		if (name)
			*texts[name] = json_reader_text(reading->json, &reading->arena);
		else
			row.is_vulnerable = json_reader_bool(reading->json);
	}
	if (!json_reader_is_refused(reading->json) && nvd_batch_leaf(reading->batch, &row, &why))
		json_reader_refuse(reading->json, "%s", why.text);
}

static void read_group(struct nvd_reading *reading);

static uint32_t read_operator(struct nvd_reading *reading)
{
	struct str word = json_reader_text(reading->json, &reading->arena);

	if (!str_is(word, "AND") && !str_is(word, "OR"))
		json_reader_refuse(reading->json, "the operator is neither AND nor OR");
	return str_is(word, "AND") ? NVD_AND : 0;
}

/* What stands in a group by these names; depth is bounded by the JSON reader's and by nvd_batch_open_group. */
static void read_list(struct nvd_reading *reading, void (*read)(struct nvd_reading *reading))
{
	for (struct json_array array = json_reader_array(reading->json); json_reader_item(reading->json, &array);)
		read(reading);
}

/* A configuration or a node: both have an operator, and things in them. */
static void read_group(struct nvd_reading *reading)
{
	static const char *const names[] = {"operator", "negate", "children", "nodes", "cpe_match", "cpeMatch", NULL};
	struct json_object object = json_reader_object(reading->json, names);
	uint32_t bits = 0;
	struct fault why;

	if (!object.is_open || json_reader_is_refused(reading->json))
		return;
	if (nvd_batch_open_group(reading->batch, &why)) {
		json_reader_refuse(reading->json, "%s", why.text);
		return;
	}
	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		switch (name) {
		case 0: bits |= read_operator(reading); break;
		case 1: bits |= json_reader_bool(reading->json) ? NVD_NEGATE : 0; break;
		case 2:
		case 3: read_list(reading, read_group); break;
		default: read_list(reading, read_match); break;
		}
	nvd_batch_close_group(reading->batch, bits);
}

/* 1.1: {"nodes": [...]}; 2.0: a list of configurations with nodes. Those of a list are alternatives. */
static void read_configurations(struct nvd_reading *reading)
{
	if (json_reader_kind(reading->json) == JSON_KIND_ARRAY)
		read_list(reading, read_group);
	else
		read_group(reading);
}

/* ---- what else is wanted of a CVE ---- */

/* {"description_data": [{"value": "** REJECT ** ..."}]}: 1.1 has no other mark of a rejected id. */
static void read_description(struct nvd_reading *reading)
{
	static const char *const outer[] = {"description_data", NULL}, *const inner[] = {"value", NULL};
	struct json_object object = json_reader_object(reading->json, outer);

	while (json_reader_name(reading->json, &object) >= 0)
		for (struct json_array texts = json_reader_array(reading->json);
		     json_reader_item(reading->json, &texts);) {
			struct json_object text = json_reader_object(reading->json, inner);
			while (json_reader_name(reading->json, &text) >= 0) {
				struct str head = json_reader_text_head(reading->json, &reading->arena, REJECTION_HEAD);
				reading->end.is_rejected |=
					str_starts(head, "** REJECT **") || str_starts(head, "Rejected reason:");
			}
		}
}

static void read_meta(struct nvd_reading *reading)
{
	static const char *const names[] = {"ID", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	while (json_reader_name(reading->json, &object) >= 0)
		take_id(reading, json_reader_text(reading->json, &reading->arena));
}

/* The note beside a 2.0 CVE, or null. */
static void read_note(struct nvd_reading *reading)
{
	static const char *const names[] = {"cve_id", "modified", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		struct str text = json_reader_text(reading->json, &reading->arena);
		if (name == 0)
			take_id(reading, text);
		else
			take_date(reading, text);
	}
}

/* 1.1: {"baseMetricV3": {"cvssV3": {...}}, "baseMetricV2": {"cvssV2": {...}}}. */
static void read_impact(struct nvd_reading *reading)
{
	static const char *const outer[] = {"baseMetricV3", "baseMetricV2", NULL};
	static const char *const inner[] = {"cvssV3", "cvssV2", NULL};
	struct json_object impact = json_reader_object(reading->json, outer);

	while (json_reader_name(reading->json, &impact) >= 0) {
		struct json_object metric = json_reader_object(reading->json, inner);
		while (json_reader_name(reading->json, &metric) >= 0)
			feed_score_read(reading->json, &reading->arena, SCORE_PRIMARY, &reading->score);
	}
}

/* {"source": "nvd@nist.gov", "cvssData": {...}} */
static void read_metric(struct nvd_reading *reading)
{
	static const char *const names[] = {"source", "cvssData", NULL};
	struct json_object object = json_reader_object(reading->json, names);
	enum catalog_score_origin origin = SCORE_CNA;
	struct feed_score score = {STR(""), {0, 0, 0, 0}};

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		if (name == 0)
			origin = feed_score_origin(json_reader_text(reading->json, &reading->arena));
		else
			score = feed_score_read_one(reading->json, &reading->arena);
	}
	feed_score_take(&score, origin, &reading->score);
}

/* 2.0: {"cvssMetricV31": [{...}], ...} */
static void read_metrics(struct nvd_reading *reading)
{
	static const char *const names[] = {"cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	while (json_reader_name(reading->json, &object) >= 0)
		read_list(reading, read_metric);
}

/* 1.1 and 2.0 share no name that would mean two things. */
static void read_cve(struct nvd_reading *reading)
{
	static const char *const names[] = {"CVE_data_meta", "description",    "id", "lastModified", "vulnStatus",
					    "metrics",       "configurations", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		switch (name) {
		case 0: read_meta(reading); break;
		case 1: read_description(reading); break;
		case 2: take_id(reading, json_reader_text(reading->json, &reading->arena)); break;
		case 3: take_date(reading, json_reader_text(reading->json, &reading->arena)); break;
		case 4:
			reading->end.is_rejected |=
				str_is(json_reader_text(reading->json, &reading->arena), "Rejected");
			break;
		case 5: read_metrics(reading); break;
		default: read_configurations(reading); break;
		}
}

/* ---- records and files ---- */

#define RECORD_NAMES "cve", "configurations", "impact", "lastModifiedDate", "_annotation"

enum { CVE, CONFIGURATIONS, IMPACT, MODIFIED, NOTE, ITEMS_1, ITEMS_2, DATE_1, DATE_2 };

static void read_member(struct nvd_reading *reading, int name)
{
	switch (name) {
	case CVE: read_cve(reading); break;
	case CONFIGURATIONS: read_configurations(reading); break;
	case IMPACT: read_impact(reading); break;
	case MODIFIED: take_date(reading, json_reader_text(reading->json, &reading->arena)); break;
	default: read_note(reading); break;
	}
}

static void begin_record(struct nvd_reading *reading)
{
	arena_reset(&reading->arena);
	reading->id = STR("");
	reading->end = (struct nvd_end){.vector = STR("")};
	reading->score = (struct feed_score){STR(""), {0, 0, 0, 0}};
	nvd_batch_begin(reading->batch);
}

static void end_record(struct nvd_reading *reading, uint64_t line)
{
	struct feed_place place = feed_begin_record(reading->feed, line);

	if (!reading->end.key)
		json_reader_refuse(reading->json, "a record without the id of a CVE");
	if (!feed_json_is_good(reading->feed, reading->json, &place, reading->id)) {
		nvd_batch_drop(reading->batch);
		return;
	}
	reading->end.vector = reading->score.vector;
	reading->end.score = reading->score.score;
	nvd_batch_end(reading->batch, &reading->end, place.position);
	feed_take_record(reading->feed, reading->end.modified_ms);
}

static void read_record(struct nvd_reading *reading)
{
	static const char *const names[] = {RECORD_NAMES, NULL};
	uint64_t line;
	struct json_object object;

	begin_record(reading);
	object = json_reader_object(reading->json, names);
	line = json_reader_line(reading->json);
	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		read_member(reading, name);
	end_record(reading, line);
}

/* A whole feed, or one record of JSON lines. */
static enum err read_top(struct nvd_reading *reading, bool *ret_is_feed, struct fault *why)
{
	static const char *const names[] = {RECORD_NAMES,         "CVE_Items", "vulnerabilities",
					    "CVE_data_timestamp", "timestamp", NULL};
	struct json_object object;
	bool is_feed = false;
	uint64_t line;

	begin_record(reading);
	object = json_reader_object(reading->json, names);
	line = json_reader_line(reading->json);
	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		if (name == DATE_1 || name == DATE_2)
			feed_date(reading->feed, json_reader_text(reading->json, &reading->arena));
		else if (name == ITEMS_1 || name == ITEMS_2)
			read_list(reading, read_record);
		else
			read_member(reading, name);
		is_feed |= name == ITEMS_1 || name == ITEMS_2;
	}
	if (!is_feed)
		end_record(reading, line);
	*ret_is_feed |= is_feed;
	return json_reader_take_refusal(reading->json, why);
}

enum err feed_nvd_read(struct feed *feed, struct fault *why)
{
	struct nvd_reading reading = {.feed = feed, .batch = &feed->build->nvd};
	bool is_feed = false;
	enum err err = ERR_OK;

	arena_init(&reading.arena);
	reading.json = json_reader_new(feed->bytes);
	while (!err && json_reader_kind(reading.json) != JSON_KIND_END) {
		if (json_reader_kind(reading.json) == JSON_KIND_ARRAY)
			read_list(&reading, read_record);
		else
			err = read_top(&reading, &is_feed, why);
	}
	if (!err)
		err = feed_json_finish(feed, reading.json, is_feed || feed->record, "NVD", why);
	json_reader_free(reading.json);
	arena_release(&reading.arena);
	return err;
}
