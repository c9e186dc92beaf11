/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/ownership.h"

#include <string.h>

#include "base/ascii.h"
#include "base/count.h"

static const char *const ways[OWNERSHIP_WAY_COUNT] = {"dns", "file", "person"};
static const char *const states[OWNERSHIP_STATE_COUNT] = {"none", "asked", "shown", "not_shown"};
static const char *const problems[OWNERSHIP_PROBLEM_COUNT] = {"", "other", "absent", "silent", "private", "ended"};

const char *ownership_way_name(enum ownership_way way)
{
	return ways[way];
}

const char *ownership_state_name(enum ownership_state state)
{
	return states[state];
}

const char *ownership_problem_name(enum ownership_problem problem)
{
	return problems[problem];
}

/* The place of a name among these; count: it is none of them. */
static size_t find(const char *const *names, size_t count, struct str name)
{
	size_t i = 0;

	while (i < count && !str_is(name, names[i]))
		i++;
	return i;
}

bool ownership_way_parse(struct str name, enum ownership_way *ret_way)
{
	size_t i = find(ways, COUNT(ways), name);

	if (i < COUNT(ways))
		*ret_way = (enum ownership_way)i;
	return i < COUNT(ways);
}

bool ownership_state_parse(struct str name, enum ownership_state *ret_state)
{
	size_t i = find(states, COUNT(states), name);

	if (i < COUNT(states))
		*ret_state = (enum ownership_state)i;
	return i < COUNT(states);
}

bool ownership_problem_parse(struct str name, enum ownership_problem *ret_problem)
{
	size_t i = find(problems, COUNT(problems), name);

	if (i < COUNT(problems))
		*ret_problem = (enum ownership_problem)i;
	return i < COUNT(problems);
}

const struct ownership *ownership_of(const struct ownership *list, size_t count, const char *host)
{
	const struct ownership *newest = NULL;

	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].host, host) == 0 &&
		    (!newest || newest->state != OWNERSHIP_SHOWN || list[i].state == OWNERSHIP_SHOWN))
			newest = &list[i];
	return newest;
}

bool ownership_holds(struct str text, struct str token)
{
	while (text.n)
		if (str_eq(str_trim(str_cut(&text, '\n')), token))
			return token.n > 0;
	return false;
}

bool ownership_is_token(struct str token)
{
	for (size_t i = 0; i < token.n; i++)
		if (!ascii_is_lower(token.p[i]) && !ascii_is_digit(token.p[i]) && token.p[i] != '-')
			return false;
	return token.n >= 1 && token.n <= 100;
}
