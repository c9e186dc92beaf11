/* SPDX-License-Identifier: Apache-2.0 */
/*
 * May this company take part? Every condition of the call is judged by itself: 中小企業基本法2条1項 by the edition's
 * table, the place of business, the predecessor's check-up, the pledges and the consents. "No" and "a person must look"
 * are answers with reasons, never errors. What was not told is never a "no": a person looks.
 */
#ifndef TENKEN_PROGRAMME_ELIGIBILITY_H
#define TENKEN_PROGRAMME_ELIGIBILITY_H

#include "programme/edition.h"

/* The worst of all conditions is the verdict on the company. */
enum eligibility { ELIGIBILITY_YES, ELIGIBILITY_A_PERSON_LOOKS, ELIGIBILITY_NO };

/* Grows with each change of a rule of this file, so that an old judgement can be told from a new one. */
#define ELIGIBILITY_RULE_VERSION 2

#define ELIGIBILITY_INPUTS_MAX 5

/* What one condition of the call says of one company. */
struct eligibility_reason {
	const char *rule; /* "size", "place", "predecessor", "registry", or the id of a pledge or consent */
	enum eligibility verdict;
	const char *name;   /* of its words, the texts "eligibility.NAME": "small", "too_large", "in_prefecture" ... */
	const char *clause; /* of the call: "2-1"; "" where the edition names none */
	const char *law;    /* 中小企業基本法第2条第1項第4号; "" for a condition that stands in no law */
	const char *inputs[ELIGIBILITY_INPUTS_MAX]; /* the questions whose answers decided; NULL behind the last */
	const struct edition_class *row;            /* of the Act's table by which a size was judged, or NULL */
};

struct eligibility_result {
	enum eligibility verdict;
	const struct eligibility_reason *reasons; /* every condition, in the order of the call; in the caller's arena */
	size_t reason_count;
};

/* What a register knows of the company's corporate number. */
enum eligibility_registry {
	ELIGIBILITY_REGISTRY_UNASKED, /* none was imported, or the company has no number */
	ELIGIBILITY_REGISTRY_COMPANY,
	ELIGIBILITY_REGISTRY_OTHER,  /* a body that is no 会社 */
	ELIGIBILITY_REGISTRY_CLOSED, /* wound up, merged, ... */
	ELIGIBILITY_REGISTRY_ABSENT, /* the register does not hold the number */
};

/* What an office's list knows of the company. */
enum eligibility_listed {
	ELIGIBILITY_LISTED_NOT,     /* or no list was imported */
	ELIGIBILITY_LISTED_SIMILAR, /* a company of the same name and a like address stands there */
	ELIGIBILITY_LISTED,         /* its corporate number does */
};

/* Beside the answers. */
struct eligibility_facts {
	enum eligibility_registry registry;
	enum eligibility_listed predecessor; /* among those that the predecessor programme checked */
	enum eligibility_listed
		past; /* among those that were supported before: a preference of the call, no condition */
};

/* answers: the judged answers of the application (question id to answer). A company is small by capital or by
 * employees, both bounds inclusive; a sole proprietor by employees only; other legal forms (medical and school
 * corporations, NPO ...) go to a person. facts may be NULL: nothing is known. */
void eligibility_judge(struct arena *arena, const struct edition *edition, const struct value *answers,
		       const struct eligibility_facts *facts, struct eligibility_result *ret_result);

const char *eligibility_name(enum eligibility verdict); /* "eligible", "review", "ineligible" */

#endif
