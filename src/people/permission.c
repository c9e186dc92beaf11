/* SPDX-License-Identifier: Apache-2.0 */
#include "people/permission.h"

/* A signed-in member of staff in one of these roles. The program itself and a forged actor
 * have no person and pass no rule. */
static bool is_staff(const struct actor *actor, int roles)
{
	return actor->person_id > 0 && (actor->role & roles) != 0;
}

static bool is_company_of(const struct actor *actor, const struct permission_case *of)
{
	return actor->role == ROLE_COMPANY && of->case_id > 0 && actor->case_id == of->case_id;
}

static bool is_expert_of(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_EXPERT) && actor->person_id == of->expert_id;
}

bool permission_may_see_case(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT | ROLE_TOKYO) || is_expert_of(actor, of) || is_company_of(actor, of);
}

bool permission_may_check_case(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_approve_case(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_TOKYO) && of->checked_by > 0 && of->checked_by != actor->person_id;
}

bool permission_may_decline_case(const struct actor *actor, const struct permission_case *of)
{
	return permission_may_check_case(actor, of) || permission_may_approve_case(actor, of);
}

bool permission_may_withdraw_case(const struct actor *actor, const struct permission_case *of)
{
	return permission_may_check_case(actor, of) || is_company_of(actor, of);
}

bool permission_may_answer_offer(const struct actor *actor, const struct permission_case *of)
{
	return permission_may_withdraw_case(actor, of);
}

bool permission_may_run_watch(const struct actor *actor, const struct permission_case *of)
{
	return actor_kind(actor) == ACTOR_PROGRAM;
}

bool permission_may_end_waiting(const struct actor *actor, const struct permission_case *of)
{
	return actor_kind(actor) == ACTOR_PROGRAM;
}

bool permission_may_reopen_case(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT | ROLE_TOKYO) && of->ended_by > 0 && of->ended_by != actor->person_id;
}

bool permission_may_answer_case(const struct actor *actor, const struct permission_case *of)
{
	return permission_may_withdraw_case(actor, of);
}

bool permission_may_authorise_targets(const struct actor *actor, const struct permission_case *of)
{
	return is_company_of(actor, of);
}

bool permission_may_record_authorisation(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_end_purpose(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT) || is_company_of(actor, of);
}

bool permission_may_confirm_target(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_see_targets(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT | ROLE_DIAGNOSIS) || is_expert_of(actor, of) ||
	       is_company_of(actor, of);
}

bool permission_may_run_diagnosis(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT | ROLE_DIAGNOSIS);
}

bool permission_may_read_report(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT) || is_expert_of(actor, of) ||
	       (is_company_of(actor, of) && of->is_report_released);
}

bool permission_may_explain_door(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT) || (is_company_of(actor, of) && of->is_report_released);
}

bool permission_may_release_report(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_assign_expert(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_correct_contact(const struct actor *actor, const struct permission_case *of)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_enter_application(const struct actor *actor)
{
	return actor->role == ROLE_SECRETARIAT;
}

bool permission_may_advise(const struct actor *actor, const struct permission_case *of)
{
	return is_expert_of(actor, of);
}

bool permission_may_prepare(const struct actor *actor, const struct permission_case *of)
{
	return is_expert_of(actor, of) || is_staff(actor, ROLE_SECRETARIAT | ROLE_TOKYO);
}

bool permission_may_write_note(const struct actor *actor)
{
	return is_staff(actor, ROLE_SECRETARIAT | ROLE_TOKYO);
}

bool permission_may_keep_roster(const struct actor *actor)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_read_mail(const struct actor *actor)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}

bool permission_may_erase_content(const struct actor *actor)
{
	return actor->role == ROLE_SECRETARIAT || actor_kind(actor) == ACTOR_PROGRAM;
}

bool permission_may_propose_edition(const struct actor *actor)
{
	return is_staff(actor, ROLE_SECRETARIAT | ROLE_ADMINISTRATOR);
}

bool permission_may_publish_edition(const struct actor *actor, int64_t proposed_by)
{
	return is_staff(actor, ROLE_TOKYO | ROLE_ADMINISTRATOR) && actor->person_id != proposed_by;
}

bool permission_may_close_edition(const struct actor *actor)
{
	return is_staff(actor, ROLE_SECRETARIAT | ROLE_TOKYO | ROLE_ADMINISTRATOR);
}

bool permission_may_manage_people(const struct actor *actor)
{
	return is_staff(actor, ROLE_ADMINISTRATOR);
}

bool permission_may_invite(const struct actor *actor)
{
	return is_staff(actor, ROLE_SECRETARIAT);
}
