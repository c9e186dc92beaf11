/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/check_answer.h"

#include <string.h>

#define SECOND_FACTOR "second_factor"
#define LET_IN        "let_in"

/* With a second factor a stolen or guessed password is not enough any more; what gets past a sign-in (P1 of a VPN
 * device) it does not stop. Where nobody but us was let in, for the diagnosis, hardly anybody reaches the door. */
const struct check_answer check_answer_sign_in[] = {
	{SECOND_FACTOR, NULL, PRIORITY_P2, {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH}},
	{SECOND_FACTOR, NULL, PRIORITY_P3, {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM}},
	{LET_IN, NULL, PRIORITY_P1, {EXPLOITATION_ACTIVE, EXPOSURE_SMALL, true, IMPACT_HIGH}},
	{LET_IN, NULL, PRIORITY_P2, {EXPLOITATION_LIKELY, EXPOSURE_SMALL, false, IMPACT_HIGH}},
	{LET_IN, NULL, PRIORITY_P3, {EXPLOITATION_LIKELY, EXPOSURE_SMALL, false, IMPACT_MEDIUM}},
	{0},
};

/* Without authentication at network level ("nla_off") the machine itself is reached before any sign-in. */
const struct check_answer check_answer_rdp[] = {
	{SECOND_FACTOR, "", PRIORITY_P1, {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_HIGH}},
	{SECOND_FACTOR, "nla", PRIORITY_P1, {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_HIGH}},
	{SECOND_FACTOR, NULL, PRIORITY_P2, {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH}},
	{LET_IN, NULL, PRIORITY_P1, {EXPLOITATION_ACTIVE, EXPOSURE_SMALL, true, IMPACT_HIGH}},
	{LET_IN, NULL, PRIORITY_P2, {EXPLOITATION_LIKELY, EXPOSURE_SMALL, false, IMPACT_HIGH}},
	{0},
};

const struct check_answer check_answer_door[] = {
	{LET_IN, NULL, PRIORITY_P1, {EXPLOITATION_ACTIVE, EXPOSURE_SMALL, true, IMPACT_HIGH}},
	{LET_IN, NULL, PRIORITY_P2, {EXPLOITATION_LIKELY, EXPOSURE_SMALL, false, IMPACT_HIGH}},
	{LET_IN, NULL, PRIORITY_P3, {EXPLOITATION_LIKELY, EXPOSURE_SMALL, false, IMPACT_MEDIUM}},
	{0},
};

static const struct check_answer *answers_of(const struct check *table, const struct finding *finding)
{
	static const struct check_answer none[] = {{.name = NULL}};

	while (table && *table->id && strcmp(table->id, finding->check) != 0)
		table++;
	return table && *table->id && table->answers && finding->verdict == VERDICT_BAD ? table->answers : none;
}

static bool fits(const struct check_answer *answer, const struct finding *finding)
{
	return answer->of == finding->priority && (!answer->variant || !strcmp(answer->variant, finding->variant));
}

size_t check_answer_list(const struct check *table, const struct finding *finding,
			 const char *ret_names[CHECK_ANSWERS_MAX])
{
	size_t count = 0;

	for (const struct check_answer *row = answers_of(table, finding); row->name; row++)
		if (fits(row, finding) && count < CHECK_ANSWERS_MAX)
			ret_names[count++] = row->name;
	return count;
}

static void explain(const struct check *table, struct finding *finding, struct explanation *said)
{
	const struct check_answer *row = answers_of(table, finding);
	enum priority left;

	while (row->name && !(fits(row, finding) && !strcmp(row->name, said->answer)))
		row++;
	if (!row->name)
		return;
	left = priority_decide(row->left);
	if (left <= finding->priority)
		return;
	said->judged = finding->priority;
	finding->priority = left;
}

void check_answer_apply(const struct check *table, struct finding *findings, size_t count, struct explanation *said,
			size_t said_count)
{
	for (size_t i = 0; i < count; i++) {
		const struct explanation *of = explanation_of(said, said_count, &findings[i]);
		if (of)
			explain(table, &findings[i], &said[of - said]);
	}
}
