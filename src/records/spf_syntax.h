/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: the grammar of an SPF record (RFC 7208, section 12), macro strings (section 7) included. Strict: one wrong
 * term spoils a record for every receiver ("permerror", 4.6), so that it spoils it here too.
 *
 * Knows one record. Must never know what stands at the names that it mentions (spf_walk.h).
 */
#ifndef TENKEN_RECORDS_SPF_SYNTAX_H
#define TENKEN_RECORDS_SPF_SYNTAX_H

#include "base/arena.h"
#include "base/str.h"

#define SPF_RECORD_MAX 4096 /* bytes; no DNS answer of a sane size holds more */
#define SPF_TERMS_MAX  256
#define SPF_WIDE_BELOW 8 /* bits: nobody owns a network with a shorter prefix, in either family */

enum spf_kind {
	SPF_ALL,
	SPF_INCLUDE,
	SPF_A,
	SPF_MX,
	SPF_PTR,
	SPF_IP4,
	SPF_IP6,
	SPF_EXISTS,
	SPF_REDIRECT, /* the modifiers */
	SPF_EXP,
	SPF_OTHER,
};

struct spf_term {
	enum spf_kind kind;
	char qualifier;    /* '+', '-', '~', '?'; '+' of a modifier */
	struct str text;   /* the term as it stands */
	struct str domain; /* of include, a, mx, ptr, exists, redirect, exp; empty: the domain itself */
	bool has_macro;    /* the domain depends on the mail that is judged */
	bool is_wide;      /* of ip4, ip6, a, mx: a network of it is wider than anybody's (SPF_WIDE_BELOW) */
};

struct spf_record {
	struct spf_term *terms; /* in the arena; the texts are views of the record */
	size_t count;
};

/* Is it an SPF record at all: "v=spf1" alone, or followed by a blank (4.5)? */
bool spf_syntax_is_record(struct str txt);

/* False when a receiver would refuse it: ret_wrong (or NULL) is the first term at fault, or the record as a whole when
 * it passes a cap. */
bool spf_syntax_parse(struct arena *arena, struct str txt, struct spf_record *ret_record, struct str *ret_wrong);

/* The term that decides about everybody who is not named before: the first "all" (terms behind it are never reached,
 * 5.1), or NULL. */
const struct spf_term *spf_syntax_all(const struct spf_record *record);

/* The redirect that counts: NULL when there is none or "all" makes it void (6.1). */
const struct spf_term *spf_syntax_redirect(const struct spf_record *record);

#endif
