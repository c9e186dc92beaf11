/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/case_buttons.h"

#include "usecases/application/offer_deed.h"
#include "usecases/application/questionnaire_deed.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/screening/change_course.h"
#include "usecases/screening/correct_mail.h"
#include "usecases/screening/correction.h"
#include "usecases/screening/release_mails.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/screening/send_back.h"
#include "usecases/screening/turn_away.h"

const struct case_button case_buttons[] = {
	{"may_check", &screening_deed_check},
	{"may_send_back", &send_back_deed},
	{"may_correct", &correction_deed},
	{"may_approve", &screening_deed_approve},
	{"may_decline", &screening_deed_decline},
	{"may_withdraw", &screening_deed_withdraw},
	{"may_accept", &offer_deed_accept},
	{"may_refuse", &offer_deed_refuse},
	{"may_change_course", &change_course_deed},
	{"may_exclude", &turn_away_exclude},
	{"may_exclude_false", &turn_away_false_statement},
	{"may_ask_to_leave", &turn_away_ask_to_leave},
	{"may_reopen", &turn_away_reopen},
	{"may_assign", &screening_deed_assign},
	{"may_answer", &questionnaire_deed_answer},
	{"may_authorise", &targets_deed_authorise},
	{"may_record_authorisation", &targets_deed_record},
	{"may_ask", &targets_deed_ask},
	{"may_revoke", &targets_deed_revoke},
	{"may_end_purpose", &targets_deed_end_purpose},
	{"may_start", &diagnosis_deed_start},
	{"may_stop", &diagnosis_deed_stop},
	{"may_release", &diagnosis_deed_release},
	{"may_correct_mail", &correct_mail_deed},
	{"may_release_mails", &release_mails_deed},
	{NULL, NULL},
};

void case_buttons_show(struct value *view, struct arena *arena, const struct actor *actor,
		       const struct case_facts *facts)
{
	for (const struct case_button *button = case_buttons; button->key; button++)
		value_set_bool(arena, view, button->key, case_deed_is_open(button->deed, actor, facts));
}
