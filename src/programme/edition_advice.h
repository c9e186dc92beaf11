/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The advice of a call: its catalogue of measures, the order in which they stand, what is asked where a company does
 * not know, and which answers do not go together with what was seen. All of it is data of the edition, in the files
 * advice/NAME.yaml; a call without them gives no advice. What a plan makes of it: measures/advice_plan.h.
 *
 * Source of the numbers of safeguards: CIS Controls version 8 (18 controls, 153 safeguards; numbers only), of the
 * categories: NIST CSWP 29, The NIST Cybersecurity Framework (CSF) 2.0, 2024.
 */
#ifndef TENKEN_PROGRAMME_EDITION_ADVICE_H
#define TENKEN_PROGRAMME_EDITION_ADVICE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/lang.h"

#define EDITION_ADVICE_MEASURES_MAX 200

/* When a measure is begun at the latest: the columns of a road map. */
enum advice_stage { ADVICE_MONTH_1, ADVICE_MONTHS_3, ADVICE_YEAR_1, ADVICE_STAGES };
enum advice_effort { ADVICE_HALF_HOUR, ADVICE_HALF_DAY, ADVICE_DAYS, ADVICE_WEEKS, ADVICE_EFFORTS };
enum advice_cost { /* yen a year */
		   ADVICE_FREE,
		   ADVICE_TO_10000,
		   ADVICE_TO_50000,
		   ADVICE_TO_200000,
		   ADVICE_MORE,
		   ADVICE_COSTS
};
enum advice_person { ADVICE_PRESIDENT, ADVICE_STAFF, ADVICE_VENDOR, ADVICE_SPECIALIST, ADVICE_PERSONS };

/* The worst that an answer may still be to call for a measure. "I do not know" calls for it in any case. */
enum advice_at { ADVICE_AT_NO, ADVICE_AT_PARTLY, ADVICE_AT_ANY };

const char *edition_advice_stage_name(enum advice_stage stage); /* "month_1" */
const char *edition_advice_effort_name(enum advice_effort effort);
const char *edition_advice_cost_name(enum advice_cost cost);
const char *edition_advice_person_name(enum advice_person person);

/* By what harm comes in; their order in the file is that of the measures. */
struct advice_way {
	const char *id;
	struct lang_text name, basis; /* basis: on which fact its place rests */
	enum advice_stage begins;
};

struct advice_help {
	const char *id;
	struct lang_text name;
	const char *url;
};

/* A scored question whose answer calls for a measure. */
struct advice_answer {
	const char *question;
	enum advice_at at;
};

/* Options of a question; of check boxes one of them is enough. */
struct advice_option {
	const char *question;
	const char **options;
	size_t option_count;
};

struct advice_measure {
	const char *id;
	int topic;  /* 1 to 25 of the self-check */
	size_t way; /* its place in ways */
	enum advice_effort effort;
	enum advice_cost cost;
	bool who[ADVICE_PERSONS];
	const char **cis; /* "7.3" */
	size_t cis_count;
	const char **csf; /* "PR.AA" */
	size_t csf_count;
	struct advice_answer *answers; /* any of these, options or findings calls for it */
	size_t answer_count;
	struct advice_option *options;
	size_t option_count;
	const char **findings; /* a check's id; "CHECK@GROUP" for those that a group of companies mends */
	size_t finding_count;
	const char **covers; /* measures that it makes superfluous when a finding calls for it */
	size_t cover_count;
	const struct advice_help **help;
	size_t help_count;
	struct lang_text title, first, how, confirm;
	struct lang_text ask; /* both NULL where no answer calls for it */
};

/* How a company finds out what it does not know. */
struct advice_question {
	const char *question;
	struct lang_text ask;
};

struct advice_contradiction {
	const char *id;
	struct advice_option *said; /* all of them were answered */
	size_t said_count;
	const char **seen; /* as the findings of a measure; one of them is enough */
	size_t seen_count;
	struct advice_option *also_said; /* one of them is enough */
	size_t also_said_count;
	struct lang_text ask;
};

struct advice {
	struct advice_way *ways;
	size_t way_count;
	size_t most[ADVICE_STAGES]; /* measures that one company begins in it */
	struct advice_help *help;
	size_t help_count;
	struct advice_measure *measures;
	size_t measure_count;
	struct advice_question *questions;
	size_t question_count;
	struct advice_contradiction *contradictions;
	size_t contradiction_count;
};

/* ---- for edition.c ---------------------------------------------------------------------------------------------- */

struct reader;
struct value;
struct edition_reading;

/* One file each, in this order; root NULL: it is absent or broken. */
void edition_advice_read_order(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_advice_read_help(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_advice_read_measures(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_advice_read_questions(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_advice_read_contradictions(struct reader *reader, const struct value *root,
					struct edition_reading *reading);

#endif
