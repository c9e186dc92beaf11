/* SPDX-License-Identifier: Apache-2.0 */
#include "people/actor.h"

static const char *const names[] = {
	[ACTOR_PERSON] = "person",
	[ACTOR_COMPANY] = "company",
	[ACTOR_PROGRAM] = "program",
};

enum actor_kind actor_kind(const struct actor *actor)
{
	if (actor->person_id > 0)
		return ACTOR_PERSON;
	return actor->role == ROLE_COMPANY ? ACTOR_COMPANY : ACTOR_PROGRAM;
}

const char *actor_kind_name(enum actor_kind kind)
{
	return names[kind];
}

bool actor_kind_parse(struct str name, enum actor_kind *ret_kind)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if (!str_is(name, names[i]))
			continue;
		*ret_kind = (enum actor_kind)i;
		return true;
	}
	return false;
}

struct actor actor_program(void)
{
	return (struct actor){.name = "tenken"};
}
