/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/case_state.h"

#define S(state)  (1u << CASE_STATE_##state)
#define UNDER_WAY (S(CONFIRMED) | S(SUPPORTED))
#define OPEN                                                                                                           \
	(S(RECEIVED) | S(WAITING) | S(OFFERED) | S(CORRECTION) | S(CHECKED) | S(INVITED) | S(CONFIRMED) | S(SUPPORTED))
#define ANY   (OPEN | S(ADVISED) | S(COMPLETED) | S(DECLINED) | S(WITHDRAWN) | S(EXCLUDED) | S(EXPIRED))
#define STAYS CASE_STATE_NONE /* in the column "to": the state remains */

/* The whole machine: in which states an event may happen and where it leads. */
static const struct {
	const char *name;
	unsigned from;
	enum case_state to;
} rules[CASE_EVENT_COUNT] = {
	[CASE_EVENT_APPLIED] = {"applied", S(NONE), CASE_STATE_RECEIVED},
	[CASE_EVENT_APPLIED_TO_WAIT] = {"applied_to_wait", S(NONE), CASE_STATE_WAITING},
	[CASE_EVENT_PLACE_OFFERED] = {"place_offered", S(WAITING), CASE_STATE_OFFERED},
	[CASE_EVENT_OFFER_ACCEPTED] = {"offer_accepted", S(OFFERED), CASE_STATE_RECEIVED},
	[CASE_EVENT_OFFER_REFUSED] = {"offer_refused", S(OFFERED), CASE_STATE_WITHDRAWN},
	[CASE_EVENT_OFFER_EXPIRED] = {"offer_expired", S(OFFERED), CASE_STATE_EXPIRED},
	[CASE_EVENT_CHECKED] = {"checked", S(RECEIVED), CASE_STATE_CHECKED},
	[CASE_EVENT_SENT_BACK] = {"sent_back", S(RECEIVED) | S(CHECKED), CASE_STATE_CORRECTION},
	[CASE_EVENT_CORRECTED] = {"corrected", S(CORRECTION), CASE_STATE_RECEIVED},
	[CASE_EVENT_APPROVED] = {"approved", S(CHECKED), CASE_STATE_INVITED},
	[CASE_EVENT_ANSWERED] = {"answered", S(INVITED), CASE_STATE_CONFIRMED},
	[CASE_EVENT_ANSWER_EXPIRED] = {"answer_expired", S(INVITED), CASE_STATE_EXPIRED},
	[CASE_EVENT_CALL_ASKED] = {"call_asked", UNDER_WAY | S(ADVISED), STAYS},
	[CASE_EVENT_TARGETS_AUTHORISED] = {"targets_authorised", UNDER_WAY | S(ADVISED), STAYS},
	[CASE_EVENT_TARGETS_REVOKED] = {"targets_revoked", UNDER_WAY | S(ADVISED) | S(WITHDRAWN), STAYS},
	[CASE_EVENT_PURPOSE_ENDED] = {"purpose_ended", UNDER_WAY | S(ADVISED) | S(COMPLETED), STAYS},
	[CASE_EVENT_EXPERT_ASSIGNED] = {"expert_assigned", UNDER_WAY | S(ADVISED), STAYS},
	[CASE_EVENT_MAIL_CONFIRMED] = {"mail_confirmed", OPEN | S(ADVISED) | S(COMPLETED), STAYS},
	[CASE_EVENT_MAIL_CORRECTED] = {"mail_corrected", ANY, STAYS},
	[CASE_EVENT_MAILS_HELD] = {"mails_held", S(RECEIVED) | S(WAITING), STAYS},
	[CASE_EVENT_MAILS_RELEASED] = {"mails_released", ANY, STAYS},
	[CASE_EVENT_REMINDER_HELD] = {"reminder_held", S(INVITED), STAYS},
	[CASE_EVENT_ENTERED] = {"entered", OPEN | S(ADVISED) | S(COMPLETED), STAYS},
	[CASE_EVENT_DIAGNOSIS_STARTED] = {"diagnosis_started", UNDER_WAY | S(ADVISED), CASE_STATE_SUPPORTED},
	[CASE_EVENT_DIAGNOSIS_STOPPED] = {"diagnosis_stopped",
					  S(SUPPORTED) | S(ADVISED) | S(COMPLETED) | S(WITHDRAWN) | S(EXCLUDED), STAYS},
	[CASE_EVENT_DIAGNOSIS_ENDED] = {"diagnosis_ended", S(SUPPORTED) | S(ADVISED) | S(WITHDRAWN), STAYS},
	[CASE_EVENT_REPORT_RELEASED] = {"report_released", S(SUPPORTED) | S(ADVISED), STAYS},
	[CASE_EVENT_ADVICE_RELEASED] = {"advice_released", UNDER_WAY | S(ADVISED), CASE_STATE_ADVISED},
	[CASE_EVENT_COMPLETED] = {"completed", S(ADVISED), CASE_STATE_COMPLETED},
	[CASE_EVENT_DECLINED] = {"declined", S(RECEIVED) | S(WAITING) | S(CORRECTION) | S(CHECKED),
				 CASE_STATE_DECLINED},
	[CASE_EVENT_WITHDRAWN] = {"withdrawn", OPEN, CASE_STATE_WITHDRAWN},
	[CASE_EVENT_EXCLUDED] = {"excluded", OPEN | S(ADVISED), CASE_STATE_EXCLUDED},
	[CASE_EVENT_LEAVE_ASKED] = {"leave_asked", OPEN, STAYS},
	[CASE_EVENT_REOPENED] = {"reopened", S(DECLINED) | S(EXCLUDED), CASE_STATE_WAITING},
	[CASE_EVENT_COURSE_CHANGED] = {"course_changed", S(RECEIVED) | S(WAITING), CASE_STATE_RECEIVED},
	[CASE_EVENT_COURSE_CHANGED_TO_WAIT] = {"course_changed_to_wait", S(RECEIVED) | S(WAITING), CASE_STATE_WAITING},
};

static const struct {
	const char *name;
	bool holds_place;
	bool is_ended;
	bool lets_in;
} states[CASE_STATE_COUNT] = {
	[CASE_STATE_NONE] = {"none", false, false, false},
	[CASE_STATE_RECEIVED] = {"received", true, false, true},
	[CASE_STATE_WAITING] = {"waiting", false, false, true},
	[CASE_STATE_OFFERED] = {"offered", true, false, true},
	[CASE_STATE_CORRECTION] = {"correction", true, false, true},
	[CASE_STATE_CHECKED] = {"checked", true, false, true},
	[CASE_STATE_INVITED] = {"invited", true, false, true},
	[CASE_STATE_CONFIRMED] = {"confirmed", true, false, true},
	[CASE_STATE_SUPPORTED] = {"supported", true, false, true},
	[CASE_STATE_ADVISED] = {"advised", true, false, true},
	[CASE_STATE_COMPLETED] = {"completed", true, true, true},
	[CASE_STATE_DECLINED] = {"declined", false, true, false},
	[CASE_STATE_WITHDRAWN] = {"withdrawn", false, true, false},
	[CASE_STATE_EXCLUDED] = {"excluded", false, true, false},
	[CASE_STATE_EXPIRED] = {"expired", false, true, false},
};

bool case_state_advance(enum case_state from, enum case_event event, enum case_state *ret_to)
{
	if (!(rules[event].from & 1u << from))
		return false;
	*ret_to = rules[event].to == STAYS ? from : rules[event].to;
	/* Advice from answers alone may come before the diagnosis, which takes nothing of it back. */
	if (event == CASE_EVENT_DIAGNOSIS_STARTED && from == CASE_STATE_ADVISED)
		*ret_to = from;
	return true;
}

bool case_state_holds_place(enum case_state state)
{
	return states[state].holds_place;
}

bool case_state_takes_part(enum case_state state)
{
	return UNDER_WAY & 1u << state;
}

bool case_state_is_ended(enum case_state state)
{
	return states[state].is_ended;
}

bool case_state_lets_in(enum case_state state)
{
	return states[state].lets_in;
}

/* Who presses the button of a mail, or comes in by its link, has read it. */
bool case_state_proves_mail(enum case_event event)
{
	return event == CASE_EVENT_MAIL_CONFIRMED || event == CASE_EVENT_ENTERED;
}

bool case_state_changes_mail(enum case_event event)
{
	return event == CASE_EVENT_MAIL_CORRECTED;
}

const char *case_state_name(enum case_state state)
{
	return states[state].name;
}

bool case_state_parse(struct str name, enum case_state *ret_state)
{
	for (int i = 0; i < CASE_STATE_COUNT; i++) {
		if (!str_is(name, states[i].name))
			continue;
		*ret_state = (enum case_state)i;
		return true;
	}
	return false;
}

const char *case_state_event_name(enum case_event event)
{
	return rules[event].name;
}

bool case_state_event_parse(struct str name, enum case_event *ret_event)
{
	for (int i = 0; i < CASE_EVENT_COUNT; i++) {
		if (!str_is(name, rules[i].name))
			continue;
		*ret_event = (enum case_event)i;
		return true;
	}
	return false;
}
