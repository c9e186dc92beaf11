/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/invitation.h"

#include "base/count.h"

static const char *const ways[INVITATION_WAY_COUNT] = {
	[INVITATION_WAY_NONE] = "",
	[INVITATION_WAY_LETTER] = "letter",
	[INVITATION_WAY_MAIL] = "mail",
};

static const char *const answers[INVITATION_ANSWER_COUNT] = {
	[INVITATION_ANSWER_NONE] = "",
	[INVITATION_ANSWER_NO] = "no",
	[INVITATION_ANSWER_NEVER] = "never",
};

static const char *const calls[INVITATION_CALL_COUNT] = {
	[INVITATION_CALL_NONE] = "",
	[INVITATION_CALL_REACHED] = "reached",
	[INVITATION_CALL_NOT_REACHED] = "not_reached",
	[INVITATION_CALL_NO] = "no",
	[INVITATION_CALL_NEVER] = "never",
};

static bool find(struct str name, const char *const *names, size_t count, int *ret_index)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(name, names[i])) {
			*ret_index = (int)i;
			return true;
		}
	return false;
}

const char *invitation_way_name(enum invitation_way way)
{
	return ways[way];
}

bool invitation_way_parse(struct str name, enum invitation_way *ret_way)
{
	int index;

	if (!find(name, ways, COUNT(ways), &index))
		return false;
	*ret_way = (enum invitation_way)index;
	return true;
}

const char *invitation_answer_name(enum invitation_answer answer)
{
	return answers[answer];
}

bool invitation_answer_parse(struct str name, enum invitation_answer *ret_answer)
{
	int index;

	if (!find(name, answers, COUNT(answers), &index))
		return false;
	*ret_answer = (enum invitation_answer)index;
	return true;
}

const char *invitation_call_name(enum invitation_call call)
{
	return calls[call];
}

bool invitation_call_parse(struct str name, enum invitation_call *ret_call)
{
	int index;

	if (!find(name, calls, COUNT(calls), &index))
		return false;
	*ret_call = (enum invitation_call)index;
	return true;
}

enum invitation_answer invitation_call_answer(enum invitation_call call)
{
	switch (call) {
	case INVITATION_CALL_NO: return INVITATION_ANSWER_NO;
	case INVITATION_CALL_NEVER: return INVITATION_ANSWER_NEVER;
	default: return INVITATION_ANSWER_NONE;
	}
}
