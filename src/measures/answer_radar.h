/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The picture of a score: an axis for each topic, the first one upwards and the others clockwise, on which a higher
 * score lies further out. Where its points lie, for whoever draws it on a page or on paper; who cannot see it reads the
 * table beside it.
 */
#ifndef TENKEN_MEASURES_ANSWER_RADAR_H
#define TENKEN_MEASURES_ANSWER_RADAR_H

#include "measures/answer_score.h"

#define ANSWER_RADAR_SIZE   1000 /* of the square that holds the picture and the numbers around it; y goes down */
#define ANSWER_RADAR_CENTRE 500

struct answer_radar_point {
	int x, y;
};

/* On the axis of a topic (1 to ANSWER_SCORE_TOPICS), at that many percent of its length. */
struct answer_radar_point answer_radar_at(int topic, int percent);

/* Where the number of a topic stands in the middle, just outside its axis. */
struct answer_radar_point answer_radar_number(int topic);

#endif
