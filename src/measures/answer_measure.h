/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The catalogue of measures for what a company answered: at least one for each topic. What a measure is called, how it
 * is done and what to ask whoever runs the systems stand in the texts "measure.ID.title", ".do" and ".ask".
 */
#ifndef TENKEN_MEASURES_ANSWER_MEASURE_H
#define TENKEN_MEASURES_ANSWER_MEASURE_H

#include "measures/answer_score.h"

struct answer_measure {
	const char *id; /* "updates" */
	int topic;
	enum answer_level because; /* the worst answer of the topic: unknown, no or partly */
	bool asks;                 /* something of the topic is not known: first ask */
};

#define ANSWER_MEASURE_MAX 40

/* The whole catalogue, by topic; ends with a NULL id. because and asks are not set. */
extern const struct answer_measure answer_measure_catalogue[];

/* What is to be done: one of each topic whose answers are not all "yes", what is not done at all before what is done in
 * part, then by topic. How many. */
size_t answer_measure_plan(const struct answer_score *score, struct answer_measure ret_measures[ANSWER_MEASURE_MAX]);

#endif
