/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a text must hold, at least, for a pattern to match it: a few literals of which one has to be there.
 * "^(?:foo|b.r) server" needs "server"; "foo|bar" needs one of two; "\d+" needs nothing. Reads the syntax of
 * codec/regex.h and gives up
 * ("nothing is needed") on whatever it does not know, which costs time and never a match.
 */
#ifndef TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_LITERAL_H
#define TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_LITERAL_H

#include "base/arena.h"
#include "base/str.h"

#define FINGERPRINT_LITERAL_MIN  3  /* bytes; shorter ones tell too little */
#define FINGERPRINT_LITERAL_MAX  32 /* bytes */
#define FINGERPRINT_LITERALS_MAX 64

struct fingerprint_needs {
	struct str *literals; /* in ASCII lower case */
	size_t count;         /* 0: any text may match */
	size_t shortest;      /* bytes */
};

/* In the arena. The pattern is one that regex_compile takes. */
struct fingerprint_needs fingerprint_literal_find(struct arena *arena, struct str pattern);

#endif
