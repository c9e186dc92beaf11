/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: follows an SPF record through the observed records that it includes, as a receiver does in the worst case,
 * and counts.
 *
 * RFC 7208, 4.6.4: include, a, mx, ptr, exists and redirect cost one lookup each, those of included records too; more
 * than 10 spoil the record ("permerror"). all, ip4, ip6, exp and the record itself cost nothing. A lookup without an
 * answer is a void one; a receiver may refuse more than 2. A name with more than 10 mail servers spoils an "mx" as
 * well. A name that is built from the mail (macro), that did not answer, or whose record nobody observed, can hide
 * more: then the counts are lower bounds.
 *
 * Bounded: it stops at SPF_WALK_MAX lookups, which also ends every loop, since each step down costs one.
 */
#ifndef TENKEN_CHECKS_MAIL_SPF_WALK_H
#define TENKEN_CHECKS_MAIL_SPF_WALK_H

#include "checks/dns/domain.h"
#include "records/spf_syntax.h"

#define SPF_LOOKUPS_ALLOWED 10
#define SPF_VOIDS_ALLOWED   2
#define SPF_SERVERS_ALLOWED 10
#define SPF_WALK_MAX        64

struct spf_walk {
	unsigned lookups, voids;
	bool is_lower_bound;
	const char *missing; /* the first included name that certainly has no SPF record, a permerror (5.2); or NULL */
	const char *broken;  /* the first included name whose record is wrong, or that has several; or NULL */
	const char *crowd;   /* the first name of "mx" with more than SPF_SERVERS_ALLOWED mail servers; or NULL */
};

/* Texts of the result live in the arena. */
struct spf_walk spf_walk_count(struct arena *arena, const struct domain *domain, const struct spf_record *record);

#endif
