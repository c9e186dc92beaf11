/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether companies that took part mended more than those on the waiting list: the difference of two shares with its
 * interval of 95 %, Newcombe's hybrid score (method 10 of R. G. Newcombe, Statistics in Medicine 17, 1998, 873-890,
 * from Wilson's intervals of both shares). It is an observation, not a trial: the waiting list are later comers, nobody
 * was drawn by lot.
 *
 * Findings of one company are mended together or not at all. Where they are given by company, a share counts for as
 * many as its variance between companies is worth (the ratio estimator and the design effect: L. Kish, Survey Sampling,
 * 1965), at most for all findings.
 *
 * Below EFFECT_LEAST companies in a group nothing is said: the interval could be wider than 10 points to each side.
 */
#ifndef TENKEN_OUTCOME_EFFECT_H
#define TENKEN_OUTCOME_EFFECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EFFECT_LEAST         200
#define EFFECT_COMPANIES_MAX 1000000
#define EFFECT_FINDINGS_MAX  10000 /* of one company */

struct effect_company {
	uint32_t found, mended; /* mended <= found; one without findings says nothing and does not count */
};

struct effect_group {
	size_t companies;       /* with at least one finding */
	uint64_t found, mended; /* all together */
	double share, worth;    /* worth: as how many independent findings it counts */
	double low, high;       /* Wilson's interval of the share */
};

struct effect {
	struct effect_group participants, waiting;
	bool can_tell;
	double difference, low, high; /* shares, -1..1; when can_tell */
};

/* Of so many companies, each with one thing to mend. */
void effect_group_of_counts(uint64_t companies, uint64_t mended, struct effect_group *ret_group);
void effect_group_of_companies(const struct effect_company *companies, size_t count, struct effect_group *ret_group);

void effect_estimate(const struct effect_group *participants, const struct effect_group *waiting,
		     struct effect *ret_effect);

#endif
