/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom the office turns away, and taking that back. Who is excluded gives its place to the first one who waits. Who was
 * declined or excluded by mistake is reopened by another person than the one who did it: the case waits again with the
 * rank that it had, and is offered the next place that its rank brings it, at once where one is free. Whose contact was
 * erased stays out.
 */
#ifndef TENKEN_USECASES_SCREENING_TURN_AWAY_H
#define TENKEN_USECASES_SCREENING_TURN_AWAY_H

#include "usecases/case_deed.h"

extern const struct case_deed turn_away_exclude; /* the secretariat, before the advice is released, with a reason that
						  * is mailed */
/* Likewise, in the words of the call (8.1): it told the office something false, which may come to light after the
 * visits; and it is found unfit for the programme, and asked to withdraw by itself: nothing changes until it does. */
extern const struct case_deed turn_away_false_statement;
extern const struct case_deed turn_away_ask_to_leave;
extern const struct case_deed turn_away_reopen; /* the secretariat or Tokyo, with a reason that stays in the office */

#endif
