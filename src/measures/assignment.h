/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who mends what a check found, and what happens where nobody does: one row for each check. Knows the ids of checks and
 * the names of products; their words are the texts "report.group.NAME" and "report.harm.NAME".
 */
#ifndef TENKEN_MEASURES_ASSIGNMENT_H
#define TENKEN_MEASURES_ASSIGNMENT_H

#include "findings/finding.h"

/* The companies to which a small company turns. */
enum assignment_group {
	ASSIGNMENT_WEB,     /* who makes its web site */
	ASSIGNMENT_SERVER,  /* who runs its servers */
	ASSIGNMENT_MAIL,    /* who runs its mail */
	ASSIGNMENT_DOMAIN,  /* where its domain name is registered */
	ASSIGNMENT_NETWORK, /* who put up its router and devices */
	ASSIGNMENT_GROUPS
};

/* The gravest first. Ransom stands before all: by those doors the criminals came in (National Police Agency of Japan,
 * ransomware of 2022 to 2025: VPN devices 62 %, remote desktop 22 % of the entries in the first half of 2025). */
enum assignment_harm {
	ASSIGNMENT_RANSOM,      /* a door into the office's network */
	ASSIGNMENT_TAKEOVER,    /* the machine is another's */
	ASSIGNMENT_LEAK,        /* data are read */
	ASSIGNMENT_STOP,        /* web site and mail end */
	ASSIGNMENT_MAIL_LOST,   /* mails do not arrive any more */
	ASSIGNMENT_PASSWORD,    /* passwords are read on their way */
	ASSIGNMENT_DEVICE,      /* a device is used by strangers */
	ASSIGNMENT_IMPERSONATE, /* mails or pages in the company's name */
	ASSIGNMENT_ABUSE,       /* used for attacks on others */
	ASSIGNMENT_WARNING,     /* customers are warned of the site */
	ASSIGNMENT_EAVESDROP,   /* what is sent is read */
	ASSIGNMENT_VISITOR,     /* harm to those who visit the site */
	ASSIGNMENT_CLUE,        /* helps an attacker */
	ASSIGNMENT_HARMS
};

struct assignment {
	enum assignment_group group;
	enum assignment_harm harm;
};

/* Of a check without a row: who runs the servers, and a clue, which is also all that a template's or another tool's
 * report of P3 or P4 is. A certificate or a program goes to whom its port or its
 * product belongs. */
struct assignment assignment_of(const struct finding *finding);

bool assignment_knows(const char *check); /* it has a row */

/* The checks that have a row, in the order of their names. */
size_t assignment_count(void);
const char *assignment_check(size_t index);

const char *assignment_group_name(enum assignment_group group); /* "web" */
const char *assignment_harm_name(enum assignment_harm harm);    /* "ransom" */
bool assignment_group_parse(struct str name, enum assignment_group *ret_group);

#endif
