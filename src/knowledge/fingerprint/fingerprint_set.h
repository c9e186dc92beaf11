/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Files of fingerprints made ready to answer "what is this banner?": patterns compiled and grouped by kind, with a
 * filter (fingerprint_filter.h) that leaves few patterns to run. Order is always that of the files' names and, within a
 * file, that of its lines.
 */
#ifndef TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_SET_H
#define TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_SET_H

#include "knowledge/fingerprint/fingerprint.h"
#include "knowledge/fingerprint/fingerprint_value.h"

struct fingerprint_set;

/* Whether the engine takes the pattern, and the pattern has the groups that its params name. */
MUST_USE enum err fingerprint_check(const struct fingerprint *fingerprint, struct fault *why);

/* A fingerprint that cannot be run: its pattern is refused. */
struct fingerprint_refusal {
	const char *file;
	unsigned line;
	const char *text;
};

/* The files outlive the set. A set is read-only afterwards: threads share it, each with a matcher of its own. */
struct fingerprint_set *fingerprint_set_new(const struct fingerprint_file *const *files, size_t count);
void fingerprint_set_free(struct fingerprint_set *set);

/* Fingerprints that can be run. */
size_t fingerprint_set_count(const struct fingerprint_set *set);
const struct fingerprint_refusal *fingerprint_set_refusals(const struct fingerprint_set *set, size_t *ret_count);

struct fingerprint_matcher;

struct fingerprint_matcher *fingerprint_matcher_new(const struct fingerprint_set *set);
void fingerprint_matcher_free(struct fingerprint_matcher *matcher);

struct fingerprint_question {
	const char *kind;   /* "ssh.banner" */
	struct str text;    /* at most REGEX_SUBJECT_MAX bytes */
	bool is_all;        /* every fingerprint that matches, not the first only */
	bool is_unfiltered; /* run every pattern: the slow way to the same answer, for tests and benches */
};

struct fingerprint_match {
	const struct fingerprint_file *file;
	const struct fingerprint *fingerprint;
	struct fingerprint_values values;
};

struct fingerprint_answer {
	struct fingerprint_match *matches;
	size_t count;
	size_t given_up; /* patterns that used up their steps on this text and count as not matching */
};

/* In the arena. ERR_NOT_FOUND when no file is of that kind, ERR_TOO_LARGE for too long a text. */
MUST_USE enum err fingerprint_set_ask(const struct fingerprint_set *set, struct fingerprint_matcher *matcher,
				      struct arena *arena, const struct fingerprint_question *question,
				      struct fingerprint_answer *ret_answer, struct fault *why);

#endif
