/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: the DMARC record that applies to a domain, found and read (RFC 7489; the tags np and t of its
 * successor, draft-ietf-dmarc-dmarcbis). Views of the record.
 *
 * A domain without one inherits that of the organisation above it (6.6.3), which is the nearest name above of which a
 * record was observed: who observes knows the list of public suffixes, this folder does not.
 */
#ifndef TENKEN_CHECKS_MAIL_DMARC_H
#define TENKEN_CHECKS_MAIL_DMARC_H

#include "checks/dns/domain.h"
#include "records/tag_list.h"

struct dmarc_place {
	const char *name; /* "_dmarc.example.jp" */
	struct txt_records txt;
	bool is_inherited;
};

enum dmarc_policy { DMARC_NONE, DMARC_QUARANTINE, DMARC_REJECT };

struct dmarc_record {
	enum dmarc_policy policy;            /* p */
	enum dmarc_policy subdomains_policy; /* sp; p where it is absent */
	enum dmarc_policy missing_policy;    /* np, of names below that do not exist; sp where it is absent */
	bool is_test;                        /* t=y: each policy counts one step less */
	unsigned percent;                    /* pct, 0 to 100; 100 where it is absent */
	struct str reports;                  /* rua, addresses with commas; empty when absent */
	const char *ignored; /* the first tag whose value is wrong and counts as absent (6.3); or NULL */
};

struct dmarc_place dmarc_find(struct arena *arena, const struct domain *domain);

/* False when receivers would ignore it: ret_wrong (or NULL) is what is at fault, a whole tag or its name. */
bool dmarc_record_parse(struct str text, struct dmarc_record *ret_record, struct str *ret_wrong);

/* Cuts the next address off a list of report addresses and gives the domain that receives there: of
 * "mailto:dmarc@example.jp!10m" it is "example.jp". False at the end; the domain is empty for what is no mailto:. */
bool dmarc_next_report(struct str *reports, struct str *ret_domain);

#endif
