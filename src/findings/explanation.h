/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a company says of a door that nobody can see closed from outside: that a second factor guards its sign-in, that
 * our own address was let in for the diagnosis. Somebody said it on a day, and nobody checked it. It names a check and
 * a place and no judgement, so that it stays with the finding when the same observations are judged again.
 *
 * Which answers explain which findings, and what is left of their priority: checks/check_answer.h.
 */
#ifndef TENKEN_FINDINGS_EXPLANATION_H
#define TENKEN_FINDINGS_EXPLANATION_H

#include "findings/finding.h"

struct explanation {
	const char *check, *target; /* of the finding */
	int port;
	const char *answer;  /* "second_factor"; "" takes an earlier answer back */
	const char *said_by; /* the company's person */
	int64_t said_ms;
	const char *told_to;  /* who of the office heard it by telephone; "" when the company wrote it itself */
	enum priority judged; /* of the finding before it was explained; 0 where its priority did not sink */
};

/* The last one that was said of the finding and is not taken back; NULL when there is none. */
const struct explanation *explanation_of(const struct explanation *said, size_t count, const struct finding *finding);

/* One JSON object: check, target, port, answer, said_by, said_ms. ERR_INVALID names the member at fault. */
MUST_USE enum err explanation_parse(struct arena *arena, struct str line, struct explanation *ret_explanation,
				    struct fault *why);

#endif
