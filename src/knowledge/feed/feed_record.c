/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "calendar/day.h"
#include "knowledge/feed/feed_priv.h"

struct feed_place feed_begin_record(struct feed *feed, uint64_t line)
{
	return (struct feed_place){line, ++feed->record, feed->position++};
}

void feed_take_record(struct feed *feed, int64_t modified_ms)
{
	feed->taken++;
	if (modified_ms > feed->dated_ms)
		feed->dated_ms = modified_ms;
}

void feed_skip_record(struct feed *feed, const struct feed_place *place, struct str id, const struct fault *reason)
{
	struct feed_skip skip = {place->line, place->record, str_head(id, FEED_ID_MAX), reason->text};

	feed->on_skip(feed->context, &skip);
}

bool feed_json_is_good(struct feed *feed, struct json_reader *json, const struct feed_place *place, struct str id)
{
	struct fault reason;

	if (json_reader_fault(json, NULL))
		return false;
	if (json_reader_take_refusal(json, &reason)) {
		feed_skip_record(feed, place, id, &reason);
		return false;
	}
	return true;
}

enum err feed_json_finish(struct feed *feed, const struct json_reader *json, bool has_records, const char *what,
			  struct fault *why)
{
	enum err err = json_reader_fault(json, why);

	if (err)
		return feed->record ? fault_prefix(why, err, "record %llu", (unsigned long long)feed->record) : err;
	if (!has_records)
		return fault_set(why, ERR_INVALID, "this is no feed of %s", what);
	if (feed->record && !feed->taken)
		return fault_set(why, ERR_INVALID, "this is no feed of %s: none of its %llu records can be read", what,
				 (unsigned long long)feed->record);
	return ERR_OK;
}

/* ---- dates ---- */

enum { DAY_LENGTH = 10, MINUTE_LENGTH = 16, INSTANT_MAX = 64 };

bool feed_parse_instant(struct str text, int64_t *ret_ms)
{
	struct str seconds = str_skip(text, MINUTE_LENGTH), zone = seconds;
	char instant[INSTANT_MAX];
	int64_t day;

	if (text.n == DAY_LENGTH && day_parse(text, &day)) {
		*ret_ms = day * DAY_MS;
		return true;
	}
	if (text.n < MINUTE_LENGTH || text.n > INSTANT_MAX - 8)
		return false;
	while (zone.n && *zone.p != '+' && *zone.p != '-' && *zone.p != 'Z')
		zone = str_skip(zone, 1);
	seconds = seconds.n == zone.n ? STR(":00") : str_head(seconds, seconds.n - zone.n);
	if (!zone.n)
		zone = STR("Z");
	if (zone.n == 5) /* +0900 */
		snprintf(instant, sizeof(instant), "%.*s%.*s%.3s:%.2s", MINUTE_LENGTH, text.p, (int)seconds.n,
			 seconds.p, zone.p, zone.p + 3);
	else
		snprintf(instant, sizeof(instant), "%.*s%.*s%.*s", MINUTE_LENGTH, text.p, (int)seconds.n, seconds.p,
			 (int)zone.n, zone.p);
	return day_parse_instant(str_from(instant), ret_ms);
}

void feed_date(struct feed *feed, struct str text)
{
	int64_t dated_ms;

	if (feed_parse_instant(text, &dated_ms) && dated_ms > feed->dated_ms)
		feed->dated_ms = dated_ms;
}
