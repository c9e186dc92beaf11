/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a check concluded about one target: what was seen, why it matters, what to do.
 * A finding carries no prose of its own: words come from the texts "finding.CHECK.*" with
 * evidence and details filled in, in Japanese and English.
 */
#ifndef TENKEN_FINDINGS_FINDING_H
#define TENKEN_FINDINGS_FINDING_H

#include "base/buf.h"
#include "base/fault.h"
#include "codec/value.h"

#define FINDING_LINE_MAX ((size_t)64 * 1024)

enum priority { PRIORITY_P1 = 1, PRIORITY_P2, PRIORITY_P3, PRIORITY_P4 };
enum verdict { VERDICT_GOOD, VERDICT_BAD, VERDICT_UNTESTABLE, VERDICT_NOT_TESTED };
enum confidence { CONFIDENCE_CONFIRMED, CONFIDENCE_LIKELY, CONFIDENCE_POSSIBLE };

struct finding {
	const char *check; /* the check's id, "tls-certificate-expiry" */
	enum verdict verdict;
	enum priority priority; /* of a VERDICT_BAD; not read otherwise */
	enum confidence confidence;
	const char *target;
	const char *address;
	int port;
	const char *variant;         /* which words of the check: "expired", "expiring"; "" for the only one */
	const char *evidence;        /* what was seen, short, redacted */
	const struct value *details; /* map that fills the texts; may be NULL */
	/* What is done about it, "KIND" or "KIND:OBJECT": "update:nginx", "close:3389", "renew-certificate". Findings
	 * of one target with the same remedy are closed by one deed. NULL or "": by a deed of its own. */
	const char *remedy;
	const char *knowledge; /* version of the knowledge that judged it; NULL or "" when none did */
};

const char *finding_verdict_name(enum verdict verdict);          /* "good", "bad", "untestable", "not_tested" */
const char *finding_confidence_name(enum confidence confidence); /* "confirmed", "likely", "possible" */
const char *finding_priority_name(enum priority priority);       /* "P1" */
bool finding_confidence_parse(struct str text, enum confidence *ret_confidence);
bool finding_priority_parse(struct str text, enum priority *ret_priority);

/* The members of docs/finding.schema.json; priority is null unless the verdict is bad. The tree
 * shares the finding's details. */
struct value *finding_value(struct arena *arena, const struct finding *finding);

/* One JSON line without its newline, for the store. */
void finding_format(const struct finding *finding, struct buf *out);

/* The same line back. ERR_INVALID names the member at fault. A finding that was written by a later
 * version may have more members: they are passed over. */
MUST_USE enum err finding_parse(struct arena *arena, struct str line, struct finding *ret_finding, struct fault *why);

/* A list that a run of checks appends to; lives in its arena. */
struct finding_list {
	struct arena *arena;
	struct finding *items;
	size_t count, cap;
};
void finding_list_add(struct finding_list *list, const struct finding *finding); /* copies the struct, not the texts */

/* Bad ones first, P1 to P4, then untestable, not tested, good; then by check, target, port. */
void finding_list_sort(struct finding_list *list);

/* A JSON array with one finding a line, for other programs (tenken diagnose --json). */
void finding_list_format_json(const struct finding_list *list, struct buf *out);

#endif
