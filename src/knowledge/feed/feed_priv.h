/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the readers of feeds share. A reader takes a struct feed, puts each record into the batch of its source
 * (feed->build, catalog_rows.h) at its position, and answers for the file as a whole.
 */
#ifndef TENKEN_KNOWLEDGE_FEED_FEED_PRIV_H
#define TENKEN_KNOWLEDGE_FEED_FEED_PRIV_H

#include "codec/json_reader.h"
#include "knowledge/compile/catalog_rows.h"
#include "knowledge/feed/feed.h"

#define FEED_ID_MAX     64         /* bytes of an id that is kept for messages */
#define FEED_RECORD_MAX (32 << 20) /* bytes of memory for one record */

/* One reader a source. ERR_INVALID: the bytes are no feed of the source. */
MUST_USE enum err feed_nvd_read(struct feed *feed, struct fault *why);
MUST_USE enum err feed_cve5_read(struct feed *feed, struct fault *why);
MUST_USE enum err feed_kev_read(struct feed *feed, struct fault *why);
MUST_USE enum err feed_epss_read(struct feed *feed, struct fault *why);
MUST_USE enum err feed_jvn_read(struct feed *feed, struct fault *why);
MUST_USE enum err feed_eol_read(struct feed *feed, struct fault *why);
MUST_USE enum err feed_debian_read(struct feed *feed, struct fault *why);

/* ---- one record ---- */

/* Begins a record: counts it, and remembers its line. Its place among all: what the batches call position. */
struct feed_place {
	uint64_t line, record, position;
};
struct feed_place feed_begin_record(struct feed *feed, uint64_t line);

/* Ends it well. modified_ms: when it was changed last, or 0. */
void feed_take_record(struct feed *feed, int64_t modified_ms);

/* Ends it badly. */
void feed_skip_record(struct feed *feed, const struct feed_place *place, struct str id, const struct fault *reason);

/* For records of JSON: true when nothing was wrong; else the record is skipped with the reader's reason. */
bool feed_json_is_good(struct feed *feed, struct json_reader *json, const struct feed_place *place, struct str id);

/* What a reader of JSON answers in the end: the fault of the bytes; or that this is no such feed, because nothing of
 * the sort stands in it (has_records is false: not even an empty list) or no record of it could be taken. */
MUST_USE enum err feed_json_finish(struct feed *feed, const struct json_reader *json, bool has_records,
				   const char *what, struct fault *why);

/* ---- dates ---- */

/* The spellings that occur in feeds: "2025-05-15T07:00:00.000", "2023-01-09T08:01Z", "2026-08-16T00:00:00+0000",
 * "2025-08-25". Without an offset it is UTC. */
bool feed_parse_instant(struct str text, int64_t *ret_ms);

/* A date that the file gives itself; a wrong one is passed over. */
void feed_date(struct feed *feed, struct str text);

#endif
