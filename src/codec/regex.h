/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Regular expressions: the one home of PCRE2 (pcre2pattern(3) says what a pattern may hold). Pattern and subject are
 * bytes: '.' is one byte and letter case is ASCII's, so that a banner in any encoding can be searched. Patterns are
 * compiled to machine code where the system allows that.
 *
 * Neither side is trusted. A pattern may not change its own limits upwards, nest deeper than 64 groups or compile to
 * more than PCRE2's 64 KiB; a search gives up after a bounded number of steps a starting point, and bounded memory.
 */
#ifndef TENKEN_CODEC_REGEX_H
#define TENKEN_CODEC_REGEX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fault.h"
#include "base/str.h"

#define REGEX_PATTERN_MAX 16384 /* bytes */
#define REGEX_SUBJECT_MAX 65536 /* bytes */
#define REGEX_GROUPS_MAX  64    /* capturing groups, the whole match (0) among them */

enum regex_flag {
	REGEX_ANY_CASE = 1,    /* ASCII letters match both cases */
	REGEX_DOT_NEWLINE = 2, /* '.' matches LF too */
	REGEX_LINES = 4,       /* '^' and '$' match at every LF, not at the ends of the subject only */
};

struct regex;

/* The workspace of one thread, for any number of patterns one after the other. */
struct regex_scratch;

struct regex_match {
	size_t count;                        /* of groups, whether they took part or not */
	struct str groups[REGEX_GROUPS_MAX]; /* views of the subject; p is NULL for a group that took no part */
};

/* ERR_INVALID with the offset of the mistake in the pattern; ERR_TOO_LARGE for a pattern beyond the bounds above. */
MUST_USE enum err regex_compile(struct str pattern, unsigned flags, struct regex **ret_regex, struct fault *why);
void regex_free(struct regex *regex);

/* Capturing groups without the whole match. */
size_t regex_group_count(const struct regex *regex);

struct regex_scratch *regex_scratch_new(void);
void regex_scratch_free(struct regex_scratch *scratch);

/* Looks for the leftmost match that starts at or behind the byte "from". *ret_is_found says whether there is one; only
 * then is *ret_match written. ERR_TOO_LARGE for a subject beyond REGEX_SUBJECT_MAX, and for a search that used up its
 * steps or memory: whether there is a match is then unknown. */
MUST_USE enum err regex_find(const struct regex *regex, struct regex_scratch *scratch, struct str subject, size_t from,
			     bool *ret_is_found, struct regex_match *ret_match, struct fault *why);

#endif
