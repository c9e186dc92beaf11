/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The plan of one company: which measures of the edition's catalogue its answers and findings call for, in which order
 * and when. The rules are the edition's data (programme/edition_advice.h); this file only follows them:
 *
 * - A measure is called for by an answer, by an option or by a finding; called for twice, it is one measure with both
 *   reasons. What is mended at one machine at one visit (measures/measure.h) belongs to one measure; a deed that no
 *   measure of the catalogue takes stands by itself.
 * - "I do not know" calls for whatever any other answer would call for, so that turning an answer into it never takes a
 *   measure away.
 * - Order: findings of P1; then by the way of harm, which the edition orders by how attackers came in; then the more
 *   urgent finding, the worse answer, the smaller effort, the place in the catalogue.
 * - When: P1 and P2 in the first month, P3 within three; else as the way says, or the next stage when it is full.
 *
 * Knows neither words nor a store nor the clock.
 */
#ifndef TENKEN_MEASURES_ADVICE_PLAN_H
#define TENKEN_MEASURES_ADVICE_PLAN_H

#include "measures/answer_score.h"
#include "measures/measure.h"

/* Raised whenever the same answers and findings would give another plan. */
#define ADVICE_PLAN_VERSION 1

/* An answer that calls for a measure. */
struct advice_reason {
	size_t question; /* its place in the form */
	enum answer_level
		level; /* below that one; ANSWER_LEVEL_YES: of a question without a topic, or the measure asks any */
};

struct advice_entry {
	const struct advice_measure *measure; /* NULL: a deed that the catalogue does not know */
	enum advice_stage stage;
	enum answer_level because; /* the worst of its reasons; ANSWER_LEVEL_NOT_ASKED when only findings call for it */
	bool asks;                 /* one of its reasons is not known: first ask */
	enum priority priority;    /* of its most urgent finding; 0 without any */
	struct advice_reason *reasons; /* in the order of the form */
	size_t reason_count;
	const struct measure **deeds; /* in the order of measure_plan */
	size_t deed_count;
	const struct advice_measure **covered; /* which it makes superfluous; they stand nowhere else */
	size_t covered_count;
};

struct advice_plan {
	struct advice_entry *entries;
	size_t count;
	const struct advice_question **questions; /* whose answers are not known, and how to find out */
	size_t question_count;
};

/* answers: the sheet, or NULL when there is none: then only findings count. measures: of measure_plan, or NULL. The
 * plan lives in the arena and points into the edition and the measures. */
void advice_plan_make(struct arena *arena, const struct edition *edition, const struct value *answers,
		      const struct measures *measures, struct advice_plan *ret_plan);

/* Whether a list of checks ("end-of-life", "end-of-life@web") names the finding: with its group, or else without. */
bool advice_plan_names(const char *const *checks, size_t count, const struct finding *finding);

/* The options that were answered to a question are among these. *ret_is_unknown: nothing is known of it. */
bool advice_plan_answered(const struct value *answers, const struct advice_option *option, bool *ret_is_unknown);

#endif
