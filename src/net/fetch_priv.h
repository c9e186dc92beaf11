/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two halves of a fetch: what a server's answer says (fetch_answer.c, pure), and the file as it comes in
 * (fetch_part.c).
 */
#ifndef TENKEN_NET_FETCH_PRIV_H
#define TENKEN_NET_FETCH_PRIV_H

#include <curl/curl.h>

#include "net/fetch.h"

/* ---- the answer ---- */

struct fetch_answer {
	struct fetch_version version;
	uint64_t range_start; /* of the content; UINT64_MAX when the answer does not say */
};

/* One line of the head, with its end. A status line begins a new answer. Unknown lines are skipped. */
void fetch_answer_add(struct fetch_answer *answer, struct str line);

/* The mark by which a part may be resumed (RFC 9110, 13.1.5): a strong ETag, else the date; or "". */
const char *fetch_version_mark(const struct fetch_version *version);

/* ---- the part ---- */

struct fetch_part {
	int fd;
	char *path, *tag_path; /* PATH.part, PATH.part.tag */
	char tag[FETCH_TAG_MAX];
	struct arena arena;
};

/* *ret_size: how many bytes are there already and can be continued. */
MUST_USE enum err fetch_part_open(struct fetch_part *part, const char *path, uint64_t *ret_size, struct fault *why);
void fetch_part_close(struct fetch_part *part);

/* Starts again at the first byte, as this version. */
MUST_USE enum err fetch_part_begin(struct fetch_part *part, const struct fetch_version *version, struct fault *why);
MUST_USE enum err fetch_part_add(struct fetch_part *part, struct str piece, struct fault *why);

/* It is whole: on disk, and by its name. */
MUST_USE enum err fetch_part_finish(struct fetch_part *part, const char *path, struct fault *why);

/* Forgets what came in. */
void fetch_part_drop(struct fetch_part *part);

/* ---- the session ---- */

struct fetch_session {
	const struct fetch *fetch;
	CURL *curl;
	struct fetch_answer answer;
	struct fetch_part part;
	bool has_begun;
	uint64_t size, resumed_from;
	enum err err; /* of our own, which ended the transfer */
	struct fault fault;
	char error[CURL_ERROR_SIZE];
};

#endif
