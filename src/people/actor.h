/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who acts: a signed-in person, the company of one case, or the program itself. What kind of actor it was is kept
 * with every deed, for a company may bear any name.
 */
#ifndef TENKEN_PEOPLE_ACTOR_H
#define TENKEN_PEOPLE_ACTOR_H

#include "people/role.h"

struct actor {
	enum role role;    /* 0 for the program */
	int64_t person_id; /* 0 for a visitor, a company and the program */
	int64_t case_id;   /* of a company; else 0 */
	const char *name;  /* as the history keeps it: "佐藤 花子", "申込企業" */
};

enum actor_kind {
	ACTOR_PERSON,
	ACTOR_COMPANY,
	ACTOR_PROGRAM,
};

enum actor_kind actor_kind(const struct actor *actor);
const char *actor_kind_name(enum actor_kind kind); /* "person" */
bool actor_kind_parse(struct str name, enum actor_kind *ret_kind);

/* The actor of what nobody did by hand. */
struct actor actor_program(void);

#endif
