/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CVE records in JSON 5 (github.com/CVEProject/cve-schema): the container of the CNA that published it, and those that
 * others added (ADP), of which CISA's has SSVC decisions, CVSS and names. A file is one record, a list of records, or
 * records one after the other (JSON lines). Keys may stand in any order.
 */
#include "knowledge/feed/feed_priv.h"
#include "knowledge/feed/feed_score_priv.h"

/* A growing array in the record's arena. */
struct list {
	void *items;
	size_t count, cap;
};

struct cve5_reading {
	struct feed *feed;
	struct json_reader *json;
	struct arena arena; /* of the record */
	struct str id;
	struct cve5_in record;
	struct list affected;
	struct feed_score score;
};

static struct str text(struct cve5_reading *reading)
{
	return json_reader_text(reading->json, &reading->arena);
}

/* Room for one more at the end of the list. */
static void *add(struct cve5_reading *reading, struct list *list, size_t size)
{
	if (reading->arena.total > FEED_RECORD_MAX)
		json_reader_refuse(reading->json, "too many products and versions in one record");
	list->items = arena_grow(&reading->arena, list->items, list->count, &list->cap, size);
	return (char *)list->items + size * list->count++;
}

static void take_date(struct cve5_reading *reading, struct str date)
{
	int64_t modified_ms;

	if (feed_parse_instant(date, &modified_ms) && modified_ms > reading->record.modified_ms)
		reading->record.modified_ms = modified_ms;
}

/* ---- affected products ---- */

static enum cve5_status read_status(struct cve5_reading *reading)
{
	struct str word = text(reading);

	if (str_is(word, "affected"))
		return CVE5_AFFECTED;
	return str_is(word, "unaffected") ? CVE5_UNAFFECTED : CVE5_UNKNOWN;
}

static void read_change(struct cve5_reading *reading, struct list *changes)
{
	static const char *const names[] = {"at", "status", NULL};
	struct cve5_change_in *change = add(reading, changes, sizeof(*change));
	struct json_object object = json_reader_object(reading->json, names);

	change->at = STR("");
	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		if (name == 0)
			change->at = text(reading);
		else
			change->status = read_status(reading);
	}
}

static void read_version(struct cve5_reading *reading, struct list *versions)
{
	static const char *const names[] = {"version",         "status",  "versionType", "lessThan",
					    "lessThanOrEqual", "changes", NULL};
	struct cve5_version_in *version = add(reading, versions, sizeof(*version));
	struct json_object object = json_reader_object(reading->json, names);
	struct list changes = {NULL, 0, 0};

	version->version = version->less_than = version->less_than_or_equal = version->type = STR("");
	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		switch (name) {
		case 0: version->version = text(reading); break;
		case 1: version->status = read_status(reading); break;
		case 2: version->type = text(reading); break;
		case 3: version->less_than = text(reading); break;
		case 4: version->less_than_or_equal = text(reading); break;
		default:
			for (struct json_array array = json_reader_array(reading->json);
			     json_reader_item(reading->json, &array);)
				read_change(reading, &changes);
		}
	version->changes = changes.items;
	version->change_count = changes.count;
}

static void read_product(struct cve5_reading *reading)
{
	static const char *const names[] = {"vendor", "product", "defaultStatus", "cpes", "versions", NULL};
	struct cve5_affected_in affected = {.vendor = STR(""), .product = STR("")};
	struct json_object object = json_reader_object(reading->json, names);
	struct list cpes = {NULL, 0, 0}, versions = {NULL, 0, 0};
	struct json_array array;

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		switch (name) {
		case 0: affected.vendor = text(reading); break;
		case 1: affected.product = text(reading); break;
		case 2: affected.default_status = read_status(reading); break;
		case 3:
			for (array = json_reader_array(reading->json); json_reader_item(reading->json, &array);)
				*(struct str *)add(reading, &cpes, sizeof(struct str)) = text(reading);
			break;
		default:
			for (array = json_reader_array(reading->json); json_reader_item(reading->json, &array);)
				read_version(reading, &versions);
		}
	affected.cpes = cpes.items;
	affected.cpe_count = cpes.count;
	affected.versions = versions.items;
	affected.version_count = versions.count;
	*(struct cve5_affected_in *)add(reading, &reading->affected, sizeof(affected)) = affected;
}

/* ---- scores and decisions ---- */

/* The place of the word in the list plus 1, which is how the enums of catalog.h count; 0 when it is another. */
static int read_word(struct cve5_reading *reading, const char *const *words)
{
	struct str word = text(reading);

	for (int i = 0; words[i]; i++)
		if (str_eq_ascii_case(word, str_from(words[i])))
			return i + 1;
	return 0;
}

/* {"Exploitation": "poc"}: one decision each (CISA's coordinator tree). */
static void read_option(struct cve5_reading *reading)
{
	static const char *const names[] = {"Exploitation", "Automatable", "Technical Impact", NULL};
	static const char *const exploitation[] = {"none", "poc", "active", NULL};
	static const char *const automatable[] = {"no", "yes", NULL}, *const impact[] = {"partial", "total", NULL};
	struct json_object object = json_reader_object(reading->json, names);
	struct cve5_in *record = &reading->record;

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		switch (name) {
		case 0: record->exploitation = (enum catalog_exploitation)read_word(reading, exploitation); break;
		case 1: record->automatable = (enum catalog_automatable)read_word(reading, automatable); break;
		default: record->impact = (enum catalog_impact)read_word(reading, impact);
		}
}

/* {"type": "ssvc", "content": {"options": [...]}}; what other types hold is not known, and passed over. */
static void read_other(struct cve5_reading *reading)
{
	static const char *const outer[] = {"type", "content", NULL}, *const inner[] = {"options", NULL};
	struct json_object other = json_reader_object(reading->json, outer);
	bool is_ssvc = false;

	for (int name; (name = json_reader_name(reading->json, &other)) >= 0;) {
		if (name == 0) {
			is_ssvc = str_is(text(reading), "ssvc");
			continue;
		}
		if (!is_ssvc) {
			json_reader_skip(reading->json);
			continue;
		}
		struct json_object content = json_reader_object(reading->json, inner);
		while (json_reader_name(reading->json, &content) >= 0)
			for (struct json_array array = json_reader_array(reading->json);
			     json_reader_item(reading->json, &array);)
				read_option(reading);
	}
}

static void read_metric(struct cve5_reading *reading, enum catalog_score_origin origin)
{
	static const char *const names[] = {"other", "cvssV4_0", "cvssV3_1", "cvssV3_0", "cvssV2_0", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		if (name == 0)
			read_other(reading);
		else
			feed_score_read(reading->json, &reading->arena, origin, &reading->score);
	}
}

/* ---- containers ---- */

static void read_provider(struct cve5_reading *reading)
{
	static const char *const names[] = {"dateUpdated", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	while (json_reader_name(reading->json, &object) >= 0)
		take_date(reading, text(reading));
}

static void read_container(struct cve5_reading *reading, enum catalog_score_origin origin)
{
	static const char *const names[] = {"affected", "metrics", "providerMetadata", NULL};
	struct json_object object = json_reader_object(reading->json, names);
	struct json_array array;

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		switch (name) {
		case 0:
			for (array = json_reader_array(reading->json); json_reader_item(reading->json, &array);)
				read_product(reading);
			break;
		case 1:
			for (array = json_reader_array(reading->json); json_reader_item(reading->json, &array);)
				read_metric(reading, origin);
			break;
		default: read_provider(reading);
		}
}

static void read_containers(struct cve5_reading *reading)
{
	static const char *const names[] = {"cna", "adp", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		if (name == 0) {
			read_container(reading, SCORE_CNA);
			continue;
		}
		for (struct json_array array = json_reader_array(reading->json);
		     json_reader_item(reading->json, &array);)
			read_container(reading, SCORE_ADP);
	}
}

static void read_metadata(struct cve5_reading *reading)
{
	static const char *const names[] = {"cveId", "state", "dateUpdated", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		struct str value = text(reading);
		if (name == 0) {
			reading->id = value;
			if (!cve_key_parse(value, &reading->record.key))
				json_reader_refuse(reading->json, "the id is not that of a CVE");
		} else if (name == 1) {
			reading->record.is_rejected = str_is(value, "REJECTED");
		} else {
			take_date(reading, value);
		}
	}
}

/* ---- records and files ---- */

static void begin_record(struct cve5_reading *reading)
{
	arena_reset(&reading->arena);
	reading->id = STR("");
	reading->record = (struct cve5_in){.vector = STR("")};
	reading->affected = (struct list){NULL, 0, 0};
	reading->score = (struct feed_score){STR(""), {0, 0, 0, 0}};
}

static void end_record(struct cve5_reading *reading, const struct feed_place *place)
{
	struct cve5_in *record = &reading->record;

	if (!record->key)
		json_reader_refuse(reading->json, "a record without the id of a CVE");
	if (!feed_json_is_good(reading->feed, reading->json, place, reading->id))
		return;
	record->vector = reading->score.vector;
	record->score = reading->score.score;
	record->affected = reading->affected.items;
	record->affected_count = reading->affected.count;
	cve5_batch_add(&reading->feed->build->cve5, record, place->position);
	feed_take_record(reading->feed, record->modified_ms);
}

static void read_record(struct cve5_reading *reading)
{
	static const char *const names[] = {"cveMetadata", "containers", NULL};
	struct json_object object;
	struct feed_place place;

	begin_record(reading);
	object = json_reader_object(reading->json, names);
	place = feed_begin_record(reading->feed, json_reader_line(reading->json));
	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;) {
		if (name == 0)
			read_metadata(reading);
		else
			read_containers(reading);
	}
	end_record(reading, &place);
}

enum err feed_cve5_read(struct feed *feed, struct fault *why)
{
	struct cve5_reading reading = {.feed = feed};
	struct json_array array;
	enum json_kind kind;
	bool is_list = false;
	enum err err;

	arena_init(&reading.arena);
	reading.json = json_reader_new(feed->bytes);
	while ((kind = json_reader_kind(reading.json)) != JSON_KIND_END) {
		is_list |= kind == JSON_KIND_ARRAY;
		if (kind != JSON_KIND_ARRAY)
			read_record(&reading);
		else
			for (array = json_reader_array(reading.json); json_reader_item(reading.json, &array);)
				read_record(&reading);
	}
	err = feed_json_finish(feed, reading.json, is_list || feed->record, "CVE records", why);
	json_reader_free(reading.json);
	arena_release(&reading.arena);
	return err;
}
