/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Debian's security tracker as JSON: {"PACKAGE": {"CVE-...": {"releases": {"bookworm": {"status": "resolved",
 * "fixed_version": "1.2-3", "urgency": "low"}}}}}. A record is one CVE of one source package; issues without the id of
 * a CVE ("TEMP-...") are passed over.
 */
#include "knowledge/feed/feed_priv.h"

struct debian_reading {
	struct feed *feed;
	struct json_reader *json;
	struct arena names, record; /* the package's name; what one CVE of it needs */
	struct str package, id;
	struct listed_in *fixes; /* of the CVE, one a release */
	size_t count, cap;
};

/* A release of Debian: its own words for what is known. "undetermined" is no knowledge. */
static void read_release(struct debian_reading *reading, struct str release)
{
	static const char *const names[] = {"status", "fixed_version", "urgency", NULL};
	struct json_object object = json_reader_object(reading->json, names);
	struct str texts[] = {STR(""), STR(""), STR("")};
	bool is_resolved;

	for (int name; (name = json_reader_name(reading->json, &object)) >= 0;)
		texts[name] = json_reader_text(reading->json, &reading->record);
	is_resolved = str_is(texts[0], "resolved");
	if (is_resolved && !texts[1].n)
		json_reader_refuse(reading->json, "resolved, and no fixed_version");
	if (!is_resolved && !str_is(texts[0], "open"))
		return;
	reading->fixes =
		arena_grow(&reading->record, reading->fixes, reading->count, &reading->cap, sizeof(*reading->fixes));
	reading->fixes[reading->count++] = (struct listed_in){.first = reading->package,
							      .second = release,
							      .third = is_resolved ? texts[1] : STR(""),
							      .fourth = texts[2],
							      .kind = is_resolved ? CATALOG_FIX_AT : CATALOG_FIX_NONE};
}

static void read_releases(struct debian_reading *reading)
{
	static const char *const names[] = {"releases", NULL};
	struct json_object object = json_reader_object(reading->json, names);

	while (json_reader_name(reading->json, &object) >= 0) {
		struct json_object releases = json_reader_object(reading->json, NULL);
		struct str release;
		while (json_reader_any_name(reading->json, &releases, &reading->record, &release)) {
			if (reading->record.total > FEED_RECORD_MAX)
				json_reader_refuse(reading->json, "too many releases");
			read_release(reading, release);
		}
	}
}

static void read_record(struct debian_reading *reading)
{
	struct feed_place place = feed_begin_record(reading->feed, json_reader_line(reading->json));
	uint64_t key = 0;

	reading->fixes = NULL;
	reading->count = reading->cap = 0;
	if (!cve_key_parse(reading->id, &key))
		json_reader_refuse(reading->json, "the id is not that of a CVE");
	read_releases(reading);
	if (!feed_json_is_good(reading->feed, reading->json, &place, reading->id))
		return;
	for (size_t i = 0; i < reading->count; i++) {
		reading->fixes[i].number = key;
		listed_batch_add(&reading->feed->build->listed, &reading->fixes[i], place.position);
	}
	feed_take_record(reading->feed, 0);
}

static void read_package(struct debian_reading *reading)
{
	struct json_object object = json_reader_object(reading->json, NULL);

	while (json_reader_any_name(reading->json, &object, &reading->record, &reading->id)) {
		if (str_starts(reading->id, "TEMP-"))
			json_reader_skip(reading->json);
		else
			read_record(reading);
		arena_reset(&reading->record);
	}
}

enum err feed_debian_read(struct feed *feed, struct fault *why)
{
	struct debian_reading reading = {.feed = feed};
	struct json_object object;
	bool has_packages = false;
	enum err err;

	arena_init(&reading.names);
	arena_init(&reading.record);
	reading.json = json_reader_new(feed->bytes);
	object = json_reader_object(reading.json, NULL);
	while (json_reader_any_name(reading.json, &object, &reading.names, &reading.package)) {
		has_packages = true;
		read_package(&reading);
		arena_reset(&reading.names);
	}
	err = json_reader_take_refusal(reading.json, why);
	if (!err)
		err = feed_json_finish(feed, reading.json, has_packages && feed->taken, "Debian's tracker", why);
	json_reader_free(reading.json);
	arena_release(&reading.names);
	arena_release(&reading.record);
	return err;
}
