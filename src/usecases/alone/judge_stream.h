/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Observations of many diagnoses, one line after the other, judged piece by piece, so that a million lines need no more
 * memory than a few thousand. Used by "tenken judge".
 *
 * A piece is what is judged together. It ends where a probe.begin begins the next diagnosis, and, in a stream that has
 * none, at the first line of another target behind JUDGE_STREAM_LINES lines: there the lines of one target stand
 * together.
 */
#ifndef TENKEN_USECASES_ALONE_JUDGE_STREAM_H
#define TENKEN_USECASES_ALONE_JUDGE_STREAM_H

#include "checks/check.h"

#define JUDGE_STREAM_LINES     4000
#define JUDGE_STREAM_LINES_MAX 100000 /* of one piece; as one run of the probe may write */

struct judge_stream {
	const struct check *checks;
	const struct check_knowledge *knowledge; /* may be NULL */
	int64_t now_ms;
	/* Takes the findings of a piece, sorted; they are gone when it returns. */
	void (*take)(void *context, const struct finding_list *findings);
	void *context;
	/* What follows is the stream's own. */
	struct arena arena;
	struct observation *observations;
	size_t count, cap;
};

void judge_stream_init(struct judge_stream *stream);
void judge_stream_release(struct judge_stream *stream);

/* One line without its newline. ERR_INVALID: it is no observation, and the stream goes on without it. */
MUST_USE enum err judge_stream_add(struct judge_stream *stream, struct str line, struct fault *why);

/* Judges what is left. */
void judge_stream_finish(struct judge_stream *stream);

#endif
