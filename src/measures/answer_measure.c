/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/answer_measure.h"

const struct answer_measure answer_measure_catalogue[] = {
	{.id = "updates", .topic = 1},
	{.id = "device_updates", .topic = 1},
	{.id = "malware", .topic = 2},
	{.id = "second_factor", .topic = 3},
	{.id = "passwords", .topic = 3},
	{.id = "access", .topic = 4},
	{.id = "threat_news", .topic = 5},
	{.id = "suspicious_mail", .topic = 6},
	{.id = "wrong_address", .topic = 7},
	{.id = "mail_protection", .topic = 8},
	{.id = "wifi", .topic = 9},
	{.id = "web_rules", .topic = 10},
	{.id = "backup", .topic = 11},
	{.id = "restore", .topic = 11},
	{.id = "storing", .topic = 12},
	{.id = "taking_out", .topic = 13},
	{.id = "screen_lock", .topic = 14},
	{.id = "office_entry", .topic = 15},
	{.id = "theft", .topic = 16},
	{.id = "lock_up", .topic = 17},
	{.id = "disposal", .topic = 18},
	{.id = "confidentiality", .topic = 19},
	{.id = "training", .topic = 20},
	{.id = "private_devices", .topic = 21},
	{.id = "partners", .topic = 22},
	{.id = "services", .topic = 23},
	{.id = "incident", .topic = 24},
	{.id = "rules", .topic = 25},
	{0},
};

_Static_assert(COUNT(answer_measure_catalogue) <= ANSWER_MEASURE_MAX, "a plan holds the whole catalogue");

static size_t take(const struct answer_score *score, bool in_part, struct answer_measure *ret_measures)
{
	size_t count = 0;

	for (const struct answer_measure *measure = answer_measure_catalogue; measure->id; measure++) {
		enum answer_level worst = score->worst[measure->topic];

		if (worst >= ANSWER_LEVEL_YES || (worst == ANSWER_LEVEL_PARTLY) != in_part)
			continue;
		ret_measures[count] = *measure;
		ret_measures[count].because = worst;
		ret_measures[count++].asks = score->has_unknown[measure->topic];
	}
	return count;
}

size_t answer_measure_plan(const struct answer_score *score, struct answer_measure ret_measures[ANSWER_MEASURE_MAX])
{
	size_t count = take(score, false, ret_measures);

	return count + take(score, true, ret_measures + count);
}
