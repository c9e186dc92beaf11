/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the answers of a pre-interview amount to, by the 25 topics of the self-check. A score of our own: "partly" is
 * half of "yes", and "I do not know" is never better than "no". Turning any answer into "I do not know" raises no score
 * and takes no measure away, also where the question decides whether others concern the company.
 *
 * Source of the topics: the numbers of IPA's 5分でできる自社診断 (2021); neither its words nor its bands are used.
 */
#ifndef TENKEN_MEASURES_ANSWER_SCORE_H
#define TENKEN_MEASURES_ANSWER_SCORE_H

#include "programme/edition.h"

/* Raised whenever the same answers would count otherwise. */
#define ANSWER_SCORE_VERSION 1

#define ANSWER_SCORE_TOPICS 25

enum answer_level {
	ANSWER_LEVEL_UNKNOWN, /* also an answer that is missing */
	ANSWER_LEVEL_NO,
	ANSWER_LEVEL_PARTLY,
	ANSWER_LEVEL_YES,
	ANSWER_LEVEL_NOT_ASKED, /* it does not concern the company */
};

const char *answer_score_level_name(enum answer_level level); /* "unknown", "not_asked" */

enum answer_area {
	ANSWER_AREA_BASICS,       /* topics 1 to 5 */
	ANSWER_AREA_PEOPLE,       /* 6 to 18 */
	ANSWER_AREA_ORGANISATION, /* 19 to 25 */
};
#define ANSWER_AREA_COUNT (ANSWER_AREA_ORGANISATION + 1)

const char *answer_score_area_name(enum answer_area area); /* "basics" */
enum answer_area answer_score_area_of(int topic);

/* Points of questions: 2 for yes, 1 for partly, of 2 for each that concerns the company. */
struct answer_points {
	int got, possible;
};

/* 0 to 100, rounded down; -1 when nothing concerns the company. */
int answer_score_percent(struct answer_points points);

struct answer_score {
	struct answer_points topics[ANSWER_SCORE_TOPICS + 1]; /* from 1 */
	enum answer_level worst[ANSWER_SCORE_TOPICS + 1];     /* of the topic's questions */
	bool has_unknown[ANSWER_SCORE_TOPICS + 1];            /* one of them is not known */
	struct answer_points areas[ANSWER_AREA_COUNT];
	struct answer_points total;
};

/* The option that was chosen of each question of the form, by its place; -1 where none is. ret_chosen has an element a
 * question. What is no answer of a question counts as none. */
void answer_score_choose(const struct edition_form *form, const struct value *answers, int *ret_chosen);

/* Of the question at that place; ANSWER_LEVEL_NOT_ASKED when it does not concern the company. */
enum answer_level answer_score_level(const struct edition_form *form, const int *chosen, size_t question);

/* The score of a sheet. A question decides by its chosen option alone whether another is asked: by check boxes none is
 * decided. */
void answer_score_count(const struct edition_form *form, const int *chosen, struct answer_score *ret_score);

#endif
