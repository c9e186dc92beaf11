/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What to mend first: a decision table in the shape of CISA's SSVC (Stakeholder-Specific Vulnerability Categorization,
 * deployer's tree), published for readers in docs/priority.md. Knows four questions and one answer; must never know
 * a product, a check or a feed.
 *
 * A score would hide why. A table can be read aloud: "it is being attacked, anybody can reach it, a program can do it
 * alone, and the machine would be lost: P1".
 */
#ifndef TENKEN_FINDINGS_PRIORITY_H
#define TENKEN_FINDINGS_PRIORITY_H

#include "findings/finding.h"

/* Is it being used by attackers? ACTIVE: in KEV, or what attackers are known to try everywhere (telnet, open
 * databases). LIKELY: soon (EPSS of EXPLOITATION_EPSS or more, a product or a vendor that was exploited again and
 * again), or a thing that needs no skill. docs/priority.md has the evidence. */
enum exploitation { EXPLOITATION_NONE, EXPLOITATION_LIKELY, EXPLOITATION_ACTIVE };

/* Who can reach it? OPEN: anybody on the Internet, by itself. CONTROLLED: only behind a sign-in, on the way between two
 * others, or with somebody's help (a click). SMALL: hardly anybody. */
enum exposure { EXPOSURE_SMALL, EXPOSURE_CONTROLLED, EXPOSURE_OPEN };

/* What is lost? LOW: facts about the system. MEDIUM: one service, or data of some. HIGH: the machine, the mail or web
 * site of the company, or everybody's data. */
enum impact { IMPACT_LOW, IMPACT_MEDIUM, IMPACT_HIGH };

#define EXPLOITATION_EPSS          0.05 /* probability of attacks within 30 days from which they count as likely */
#define EXPLOITATION_PRODUCT_TIMES 2    /* CVEs of a product in KEV from which the next counts as likely */
#define EXPLOITATION_VENDOR_TIMES  5    /* of a vendor */

struct priority_facts {
	enum exploitation exploitation;
	enum exposure exposure;
	bool is_automatable; /* a program does it without a person from finding to harm */
	enum impact impact;
};

enum priority priority_decide(struct priority_facts facts);

/* What ends within 30 days is P2 at least: a class whose time runs longer than the thing itself would mislead. */
enum priority priority_with_days_left(enum priority priority, int64_t days_left);

const char *priority_exploitation_name(enum exploitation exploitation); /* "none", "likely", "active" */
const char *priority_exposure_name(enum exposure exposure);             /* "small", "controlled", "open" */
const char *priority_impact_name(enum impact impact);                   /* "low", "medium", "high" */

#endif
