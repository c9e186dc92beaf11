/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a check concluded about one target: what was seen, why it matters, what to do.
 * A finding carries no prose of its own: words come from the texts "finding.CHECK.*" with
 * evidence and details filled in, in Japanese and English.
 */
#ifndef TENKEN_FINDINGS_FINDING_H
#define TENKEN_FINDINGS_FINDING_H

#include "base/buf.h"
#include "codec/value.h"

enum priority { PRIORITY_P1 = 1, PRIORITY_P2, PRIORITY_P3, PRIORITY_P4 };
enum verdict { VERDICT_GOOD, VERDICT_BAD, VERDICT_UNTESTABLE, VERDICT_NOT_TESTED };
enum confidence { CONFIDENCE_CONFIRMED, CONFIDENCE_LIKELY, CONFIDENCE_POSSIBLE };

struct finding {
	const char *check; /* the check's id, "tls-certificate-expiry" */
	enum verdict verdict;
	enum priority priority; /* of a VERDICT_BAD */
	enum confidence confidence;
	const char *target;
	const char *address;
	int port;
	const char *variant;         /* which words of the check: "expired", "expiring"; "" for the only one */
	const char *evidence;        /* what was seen, short, redacted */
	const struct value *details; /* map that fills the texts; may be NULL */
};

const char *verdict_name(enum verdict verdict);
const char *confidence_name(enum confidence confidence);
bool priority_parse(struct str text, enum priority *ret_priority); /* "P1" */

/* A list that a run of checks appends to; lives in its arena. */
struct finding_list {
	struct arena *arena;
	struct finding *items;
	size_t count, cap;
};
void finding_list_add(struct finding_list *list, const struct finding *finding); /* copies the struct, not the texts */

/* P1 first, then bad before untestable before good, then check, target, port. */
void finding_list_sort(struct finding_list *list);

#endif
