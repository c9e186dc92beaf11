/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/feed/feed_score_priv.h"

/* CISA's organisation id among the CVE programme's. */
#define CISA_ADP "134c704f-9b21-4f2e-91b3-4a467353bcc0"

/* "(AV:N/AC:L/Au:N/C:P/I:P/A:P)", as vectors of the second version were often written. */
static struct str without_brackets(struct str vector)
{
	bool has_both = vector.n > 1 && vector.p[0] == '(' && vector.p[vector.n - 1] == ')';

	return has_both ? str_head(str_skip(vector, 1), vector.n - 2) : vector;
}

struct feed_score feed_score_read_one(struct json_reader *json, struct arena *arena)
{
	static const char *const names[] = {"vectorString", "baseScore", NULL};
	struct json_object object = json_reader_object(json, names);
	struct feed_score one = {STR(""), {0, 0, 0, 0}};
	double base = -1;
	struct cvss cvss;

	for (int name; (name = json_reader_name(json, &object)) >= 0;) {
		if (name == 0)
			one.vector = without_brackets(json_reader_text(json, arena));
		else
			base = json_reader_number(json);
	}
	if (!one.vector.n || !(base >= 0 && base <= 10) || cvss_parse(one.vector, &cvss, NULL))
		return (struct feed_score){STR(""), {0, 0, 0, 0}};
	one.score.version = (uint8_t)cvss.version;
	one.score.tenths = (uint16_t)(base * 10 + 0.5);
	return one;
}

void feed_score_take(const struct feed_score *one, enum catalog_score_origin origin, struct feed_score *best)
{
	bool is_newer = one->score.version > best->score.version;
	bool is_as_new = one->score.version == best->score.version;

	if (!one->vector.n || (best->vector.n && !is_newer && !(is_as_new && (int)origin > best->score.origin)))
		return;
	*best = *one;
	best->score.origin = (uint8_t)origin;
}

void feed_score_read(struct json_reader *json, struct arena *arena, enum catalog_score_origin origin,
		     struct feed_score *best)
{
	struct feed_score one = feed_score_read_one(json, arena);

	feed_score_take(&one, origin, best);
}

enum catalog_score_origin feed_score_origin(struct str source)
{
	if (str_is(source, "nvd@nist.gov"))
		return SCORE_PRIMARY;
	return str_is(source, CISA_ADP) ? SCORE_ADP : SCORE_CNA;
}
