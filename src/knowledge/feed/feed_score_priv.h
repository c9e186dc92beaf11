/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CVSS as feeds give it: of the vectors of one record the one that catalog.h wants.
 */
#ifndef TENKEN_KNOWLEDGE_FEED_FEED_SCORE_PRIV_H
#define TENKEN_KNOWLEDGE_FEED_FEED_SCORE_PRIV_H

#include "knowledge/feed/feed_priv.h"

struct feed_score {
	struct str vector;          /* "": none yet */
	struct catalog_score score; /* all but the vector */
};

/* An object with vectorString and baseScore, as FIRST's JSON schemas have it; reads it from the JSON and takes it when
 * it is better than what best holds: newer standard, then origin. What is no vector, or has no score from 0 to 10, is
 * passed over: a record is worth its other facts. */
void feed_score_read(struct json_reader *json, struct arena *arena, enum catalog_score_origin origin,
		     struct feed_score *best);

/* The same in two steps, where the origin may stand behind the object. */
struct feed_score feed_score_read_one(struct json_reader *json, struct arena *arena);
void feed_score_take(const struct feed_score *one, enum catalog_score_origin origin, struct feed_score *best);

/* Who says it: "nvd@nist.gov", CISA's id as an ADP, or else a CNA. */
enum catalog_score_origin feed_score_origin(struct str source);

#endif
