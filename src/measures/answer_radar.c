/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/answer_radar.h"

#include <math.h>

enum { AXIS_LENGTH = 430, NUMBER_PERCENT = 109 };

struct answer_radar_point answer_radar_at(int topic, int percent)
{
	double angle = 2 * M_PI * (topic - 1) / ANSWER_SCORE_TOPICS;
	double length = AXIS_LENGTH * percent / 100.0;

	return (struct answer_radar_point){
		.x = ANSWER_RADAR_CENTRE + (int)lround(length * sin(angle)),
		.y = ANSWER_RADAR_CENTRE - (int)lround(length * cos(angle)),
	};
}

struct answer_radar_point answer_radar_number(int topic)
{
	return answer_radar_at(topic, NUMBER_PERCENT);
}
