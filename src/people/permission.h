/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who may do what with one case, as pure rules over the actor and a few facts of the case. The
 * route table keeps roles out of pages; a use case asks here again, because a page's role is not
 * enough where it depends on the case.
 *
 * The state of the case is not asked here: whether a step is possible now is cases/case_state.h.
 * A no is an answer; the use case turns it into ERR_DENIED.
 */
#ifndef TENKEN_PEOPLE_PERMISSION_H
#define TENKEN_PEOPLE_PERMISSION_H

#include "people/actor.h"

/* What the rules need to know of a case. */
struct permission_case {
	int64_t case_id;
	int64_t checked_by; /* person that passed the application; 0 when nobody has */
	int64_t expert_id;  /* person that was assigned; 0 when nobody is */
	int64_t ended_by;   /* person of the office that declined or excluded it; 0 when nobody has */
	bool is_report_released;
};

/* Company data of this case: the secretariat and Tokyo all cases, an expert the assigned ones, a
 * company its own. Not the administrator, not the diagnosis role. */
bool permission_may_see_case(const struct actor *actor, const struct permission_case *of);

/* Screens an application: passes it, sends it back, declines it for formal reasons. */
bool permission_may_check_case(const struct actor *actor, const struct permission_case *of);

/* Approves for Tokyo: never the person who checked it, whatever role that person has now, and
 * never a case that nobody checked (four eyes). Declining at approval follows the same rule. */
bool permission_may_approve_case(const struct actor *actor, const struct permission_case *of);

/* Declines: who may check or approve it. */
bool permission_may_decline_case(const struct actor *actor, const struct permission_case *of);

/* Withdraws: the company itself, or the secretariat when the company told it so. */
bool permission_may_withdraw_case(const struct actor *actor, const struct permission_case *of);

/* Accepts or refuses a place that is offered: likewise. */
bool permission_may_answer_offer(const struct actor *actor, const struct permission_case *of);

/* Ends an offer, or the waiting for an answer, whose time is over: the program. */
bool permission_may_end_waiting(const struct actor *actor, const struct permission_case *of);

/* Starts the monthly run of a watch that the company has authorised: the program. */
bool permission_may_run_watch(const struct actor *actor, const struct permission_case *of);

/* Reopens what the office ended: the secretariat or Tokyo, never the person who ended it (four eyes). */
bool permission_may_reopen_case(const struct actor *actor, const struct permission_case *of);

/* Answers the pre-interview: the company itself, or the secretariat that types what the company told it. */
bool permission_may_answer_case(const struct actor *actor, const struct permission_case *of);

/* Gives or withdraws the authorisation of targets on its own page: the company itself and nobody in its place. */
bool permission_may_authorise_targets(const struct actor *actor, const struct permission_case *of);

/* Records the authorisation that a company without a mail address gave by telephone: the secretariat. */
bool permission_may_record_authorisation(const struct actor *actor, const struct permission_case *of);

/* Ends one purpose of it: the company, or the secretariat when the company told it so by telephone. */
bool permission_may_end_purpose(const struct actor *actor, const struct permission_case *of);

/* Confirms that a target is the company's own: the secretariat. */
bool permission_may_confirm_target(const struct actor *actor, const struct permission_case *of);

/* Reads the authorised targets and the stop contact. */
bool permission_may_see_targets(const struct actor *actor, const struct permission_case *of);

/* Starts or stops a diagnosis within an authorisation. */
bool permission_may_run_diagnosis(const struct actor *actor, const struct permission_case *of);

/* Reads the report: the secretariat and the assigned expert at any time, the company once
 * it is released. */
bool permission_may_read_report(const struct actor *actor, const struct permission_case *of);

/* Answers what nobody can see from outside of a door: the company once it reads the report, or the secretariat that it
 * told by telephone. */
bool permission_may_explain_door(const struct actor *actor, const struct permission_case *of);

/* Releases the report to the company. */
bool permission_may_release_report(const struct actor *actor, const struct permission_case *of);

/* Assigns an expert. */
bool permission_may_assign_expert(const struct actor *actor, const struct permission_case *of);

/* Corrects how the contact is reached: the secretariat. */
bool permission_may_correct_contact(const struct actor *actor, const struct permission_case *of);

/* Types in an application that came on paper. */
bool permission_may_enter_application(const struct actor *actor);

/* Advises the company: writes the notes of its visits, makes its plan and releases it: the assigned expert. */
bool permission_may_advise(const struct actor *actor, const struct permission_case *of);

/* Reads what is prepared for a visit: the assigned expert, the secretariat and Tokyo. */
bool permission_may_prepare(const struct actor *actor, const struct permission_case *of);

/* Writes notes about cases, and reads them: the secretariat and Tokyo. */
bool permission_may_write_note(const struct actor *actor);

/* Keeps the roster of experts: the secretariat. */
bool permission_may_keep_roster(const struct actor *actor);

/* Reads the mails that went to the company, which hold its personal links. */
bool permission_may_read_mail(const struct actor *actor);

/* Erases content of a case: the secretariat, and the program by a rule. */
bool permission_may_erase_content(const struct actor *actor);

/* Proposes a change of a published edition. */
bool permission_may_propose_edition(const struct actor *actor);

/* Publishes a change of a published edition: never who proposed it (four eyes). */
bool permission_may_publish_edition(const struct actor *actor, int64_t proposed_by);

/* Closes a published edition. */
bool permission_may_close_edition(const struct actor *actor);

/* Invites companies to apply, and notes what they say: the secretariat. */
bool permission_may_invite(const struct actor *actor);

/* Invites, disables and renames staff. */
bool permission_may_manage_people(const struct actor *actor);

#endif
