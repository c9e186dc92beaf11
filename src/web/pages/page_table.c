/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/page_table.h"

#include "usecases/account/view_people.h"
#include "usecases/advice/view_advice.h"
#include "usecases/application/course_places.h"
#include "usecases/application/self_test.h"
#include "usecases/application/view_apply.h"
#include "usecases/application/view_call.h"
#include "usecases/application/view_calls.h"
#include "usecases/application/view_questionnaire.h"
#include "usecases/case_value.h"
#include "usecases/desk/view_case.h"
#include "usecases/desk/view_cases.h"
#include "usecases/desk/view_correction.h"
#include "usecases/desk/view_desk.h"
#include "usecases/desk/view_draft.h"
#include "usecases/desk/view_selection.h"
#include "usecases/desk/view_tasks.h"
#include "usecases/diagnosis/affected_cases.h"
#include "usecases/diagnosis/explain_door.h"
#include "usecases/diagnosis/ownership_deed.h"
#include "usecases/diagnosis/target_proposals.h"
#include "usecases/diagnosis/targets_code.h"
#include "usecases/diagnosis/view_report.h"
#include "usecases/diagnosis/view_runs.h"
#include "usecases/edition_value.h"
#include "usecases/form_value.h"
#include "usecases/invitation/invitation_visit.h"
#include "usecases/invitation/view_invitations.h"
#include "usecases/my/view_my.h"
#include "usecases/post/view_mail.h"
#include "usecases/visit/expert_roster.h"
#include "web/form.h"
#include "web/pages/account_keys.h"
#include "web/pages/advice_keys.h"
#include "web/pages/done.h"
#include "web/pages/page.h"
#include "web/pages/reason.h"

static const struct value_key nothing[] = {{0}};

static const struct value_key my_code[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{"typed", VALUE_TEXT, NULL},
	{NULL, VALUE_MAP, targets_code_keys},
	{"is_wrong", VALUE_BOOL, NULL},
	{"is_late", VALUE_BOOL, NULL}, /* too many were asked for */
	{0},
};

static const struct value_key my_link[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{"receipt", VALUE_TEXT, NULL}, /* as typed */
	{"mail", VALUE_TEXT, NULL},
	{"receipt_missing", VALUE_BOOL, NULL},
	{"mail_missing", VALUE_BOOL, NULL},
	{"is_missing", VALUE_BOOL, NULL}, /* one of them */
	{0},
};

static const struct value_key self_test_shown[] = {
	{NULL, VALUE_MAP, form_keys},
	{NULL, VALUE_MAP, self_test_keys},
	{0},
};

static const struct value_key call[] = {
	{"self_test", VALUE_MAP, self_test_shown},
	{"problems", VALUE_LIST, form_value_field_keys},
	{NULL, VALUE_MAP, page_typed_keys},
	{NULL, VALUE_MAP, view_call_keys},
	{0},
};

static const struct value_key enter[] = {{"is_valid", VALUE_BOOL, NULL}, {0}};

static const struct value_key apply_closed[] = {
	{NULL, VALUE_MAP, view_call_keys},
	{"was_sent", VALUE_BOOL, NULL},
	{0},
};

static const struct value_key apply_page[] = {
	{NULL, VALUE_MAP, form_keys},
	{NULL, VALUE_MAP, view_apply_page_keys},
	{"draft_path", VALUE_TEXT, NULL},
	{NULL, VALUE_MAP, page_typed_keys},
	{"courses", VALUE_LIST, course_places_keys}, /* only beside the question for one of them */
	{"may_save", VALUE_BOOL, NULL},              /* a link to it can be mailed */
	{0},
};

static const struct value_key apply_save[] = {
	{NULL, VALUE_MAP, edition_value_page_keys},
	{NULL, VALUE_MAP, page_typed_keys},
	{"draft_path", VALUE_TEXT, NULL},
	{"from_page", VALUE_TEXT, NULL}, /* of the form, to go on */
	{"mail", VALUE_TEXT, NULL},      /* as typed */
	{"is_wrong", VALUE_BOOL, NULL},
	{0},
};

static const struct value_key apply_saved[] = {
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"draft_path", VALUE_TEXT, NULL},
	{"from_page", VALUE_TEXT, NULL},
	{"resume_path", VALUE_TEXT, NULL}, /* in a rehearsal, where no mail goes; else empty */
	{0},
};

static const struct value_key apply_resume[] = {{"is_open", VALUE_BOOL, NULL}, {0}};

static const struct value_key apply_start[] = {
	{NULL, VALUE_MAP, view_call_keys},
	{"has_drafts", VALUE_BOOL, NULL},
	{"drafts", VALUE_LIST, view_apply_draft_keys}, /* begun in this browser */
	{"draft_path", VALUE_TEXT, NULL},              /* of a fresh one */
	{0},
};

static const struct value_key apply_check[] = {
	{NULL, VALUE_MAP, view_apply_keys},
	{"draft_path", VALUE_TEXT, NULL},
	{"may_save", VALUE_BOOL, NULL},
	{"waits", VALUE_BOOL, NULL},
	{"is_closed", VALUE_BOOL, NULL},                  /* the chosen course takes no more applications */
	{"full_courses", VALUE_LIST, course_places_keys}, /* the chosen one, when a new application waits */
	{0},
};

static const struct value_key apply_ineligible[] = {
	{NULL, VALUE_MAP, view_apply_ineligible_keys},
	{"draft_path", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key my_authorisation[] = {
	{NULL, VALUE_MAP, form_keys},
	{NULL, VALUE_MAP, view_my_authorisation_keys},
	{NULL, VALUE_MAP, page_typed_keys},
	{"just_done", VALUE_MAP, done_keys},
	{"has_proposals", VALUE_BOOL, NULL},
	{"proposals", VALUE_LIST, target_proposals_keys},
	{0},
};

static const struct value_key desk_permission[] = {
	{NULL, VALUE_MAP, form_keys},       {NULL, VALUE_MAP, view_my_authorisation_keys},
	{NULL, VALUE_MAP, page_typed_keys}, {"permission", VALUE_MAP, reason_keys},
	{"lacks_reason", VALUE_BOOL, NULL}, {0},
};

static const struct value_key questionnaire_start[] = {
	{NULL, VALUE_MAP, view_questionnaire_keys},
	{"folder", VALUE_TEXT, NULL},    /* of its pages */
	{"back_path", VALUE_TEXT, NULL}, /* the page of the case */
	{"just_done", VALUE_MAP, done_keys},
	{0},
};

static const struct value_key questionnaire_page[] = {
	{NULL, VALUE_MAP, form_keys},       {NULL, VALUE_MAP, view_questionnaire_page_keys},
	{NULL, VALUE_MAP, page_typed_keys}, {"folder", VALUE_TEXT, NULL},
	{"back_path", VALUE_TEXT, NULL},    {0},
};

static const struct value_key questionnaire_check[] = {
	{NULL, VALUE_MAP, view_questionnaire_check_keys},
	{"folder", VALUE_TEXT, NULL},
	{"back_path", VALUE_TEXT, NULL},
	{"is_changed", VALUE_BOOL, NULL}, /* the answers that were sent are not the ones that the page had shown */
	{"lacks_way", VALUE_BOOL, NULL},  /* the secretariat has not said how it heard the answers */
	{0},
};

/* A page of a list of cases, and the address of the others without their number (page_set_pager). */
static const struct value_key case_list[] = {
	{NULL, VALUE_MAP, view_cases_keys},
	{"pager_link", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key approve_list[] = {
	{NULL, VALUE_MAP, case_list},
	{"all_chosen", VALUE_BOOL, NULL},
	{0},
};

static const struct value_key mail_list[] = {
	{NULL, VALUE_MAP, view_mail_list_keys},
	{"pager_link", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key desk_experts[] = {
	{NULL, VALUE_MAP, expert_roster_keys},
	{"just_done", VALUE_MAP, done_keys},
	{0},
};

static const struct value_key desk_expert[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{NULL, VALUE_MAP, expert_roster_one_keys},
	{0},
};

static const struct value_key affected[] = {
	{NULL, VALUE_MAP, affected_cases_page_keys},
	{"pager_link", VALUE_TEXT, NULL},
	{0},
};

/* The report that was just sent and not taken; null where none was. */
static const struct value_key refused_report[] = {
	{"receipt", VALUE_TEXT, NULL}, /* of the case */
	{"what", VALUE_TEXT, NULL},    /* a name of handed_report_outcome_name */
	{"place", VALUE_TEXT, NULL},   /* file, line and reason, for whoever knows the tool; or empty */
	{0},
};

static const struct value_key run_list[] = {
	{NULL, VALUE_MAP, view_runs_keys},      {"just_done", VALUE_MAP, done_keys},
	{"refused", VALUE_MAP, refused_report}, {"observations_max", VALUE_INT, NULL},
	{"pager_link", VALUE_TEXT, NULL},       {0},
};

static const struct value_key task_list[] = {
	{NULL, VALUE_MAP, view_tasks_keys},
	{"pager_link", VALUE_TEXT, NULL},
	{"just_done", VALUE_MAP, done_keys},
	{0},
};

static const struct value_key case_page[] = {
	{NULL, VALUE_MAP, view_case_keys},
	{"problems", VALUE_LIST, reason_keys}, /* the one that was refused */
	{"decline", VALUE_MAP, reason_keys},
	{"withdraw", VALUE_MAP, reason_keys},
	{"release", VALUE_MAP, reason_keys},
	{"course_change", VALUE_MAP, reason_keys},
	{"exclude", VALUE_MAP, reason_keys},
	{"exclude_false", VALUE_MAP, reason_keys},
	{"ask_to_leave", VALUE_MAP, reason_keys},
	{"reopen", VALUE_MAP, reason_keys},
	{"just_done", VALUE_MAP, done_keys},
	{NULL, VALUE_MAP, page_typed_keys},
	{0},
};

static const struct value_key why_keys[] = {{"why", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

static const struct value_key carried[] = {
	{"carried_name", VALUE_TEXT, NULL},
	{"carried_value", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key draft[] = {
	{NULL, VALUE_MAP, page_typed_keys}, {NULL, VALUE_MAP, view_draft_keys},
	{"reason", VALUE_MAP, reason_keys}, {"carried", VALUE_LIST, carried}, /* what else the form of the deed held */
	{"is_changed", VALUE_BOOL, NULL}, /* after the mail was read: it is to be read once more */
	{"back_path", VALUE_TEXT, NULL},    {0},
};

static const struct value_key send_back[] = {
	{NULL, VALUE_MAP, view_case_keys},     {"problems", VALUE_LIST, reason_keys},
	{"send_back", VALUE_MAP, reason_keys}, {"choices", VALUE_LIST, view_correction_choice_keys},
	{"is_refused", VALUE_BOOL, NULL},      {"lacks_choice", VALUE_BOOL, NULL},
	{NULL, VALUE_MAP, page_typed_keys},    {0},
};

static const struct value_key correction[] = {
	{NULL, VALUE_MAP, form_keys},
	{NULL, VALUE_MAP, view_correction_form_keys},
	{NULL, VALUE_MAP, page_typed_keys},
	{0},
};

static const struct value_key kind[] = {{"name", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

static const struct value_key notes[] = {
	{NULL, VALUE_MAP, view_case_keys}, {NULL, VALUE_MAP, page_typed_keys}, {"just_done", VALUE_MAP, done_keys},
	{"kinds", VALUE_LIST, kind},                                      /* to choose from */
	{"typed_words", VALUE_TEXT, NULL}, {"problem", VALUE_TEXT, NULL}, /* of the words: "missing", "too_long", "sign"
									     or empty */
	{"chars", VALUE_INT, NULL},        {"chars_max", VALUE_INT, NULL},     {0},
};

static const struct value_key my_withdraw[] = {
	{NULL, VALUE_MAP, page_typed_keys}, {NULL, VALUE_MAP, view_case_keys}, {"problems", VALUE_LIST, reason_keys},
	{"leave", VALUE_MAP, reason_keys},  {"whys", VALUE_LIST, why_keys},    {0},
};

static const struct value_key my[] = {{NULL, VALUE_MAP, view_my_keys}, {"just_done", VALUE_MAP, done_keys}, {0}};

static const struct value_key part[] = {{"text", VALUE_TEXT, NULL}, {"link", VALUE_TEXT, NULL}, {0}};

static const struct value_key message[] = {
	{NULL, VALUE_MAP, view_mail_keys},
	{"just_done", VALUE_MAP, done_keys},
	{"parts", VALUE_LIST, part}, /* of the body: a text and the link behind it */
	{0},
};

static const struct value_key address[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{NULL, VALUE_MAP, view_case_keys},
	{"typed", VALUE_TEXT, NULL},
	{"problem", VALUE_TEXT, NULL}, /* its name, or empty */
	{0},
};

static const struct value_key outcome[] = {{"name", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

static const struct value_key task[] = {
	{NULL, VALUE_MAP, page_typed_keys},  {NULL, VALUE_MAP, view_tasks_one_keys},
	{"outcomes", VALUE_LIST, outcome},                                  /* to choose from */
	{"typed_note", VALUE_TEXT, NULL},    {"problem", VALUE_TEXT, NULL}, /* "outcome", "note" or empty */
	{"lacks_outcome", VALUE_BOOL, NULL}, {"has_long_note", VALUE_BOOL, NULL},
	{"note_chars_max", VALUE_INT, NULL}, {0},
};

static const struct value_key invited_code[] = {
	{NULL, VALUE_MAP, page_typed_keys},
	{"call_path", VALUE_TEXT, NULL},
	{"typed", VALUE_TEXT, NULL},
	{"problem", VALUE_TEXT, NULL}, /* "missing", "wrong", "late" or empty */
	{0},
};

static const struct value_key invitations[] = {
	{NULL, VALUE_MAP, view_invitations_keys},
	{"just_done", VALUE_MAP, done_keys},
	{0},
};

static const struct value_key invitation_list[] = {
	{NULL, VALUE_MAP, view_invitations_list_keys},
	{"pager_link", VALUE_TEXT, NULL},
	{"just_done", VALUE_MAP, done_keys},
	{0},
};

static const struct value_key days[] = {{"days", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

static const struct value_key invitation[] = {
	{NULL, VALUE_MAP, page_typed_keys},  {NULL, VALUE_MAP, view_invitations_one_keys},
	{"outcomes", VALUE_LIST, outcome}, /* to choose from */
	{"again", VALUE_LIST, days},       /* likewise: business days until the next call */
	{"typed_note", VALUE_TEXT, NULL},    {"problem", VALUE_TEXT, NULL}, /* "outcome", "again", "note" or empty */
	{"lacks_outcome", VALUE_BOOL, NULL}, {"has_long_note", VALUE_BOOL, NULL},
	{"note_chars_max", VALUE_INT, NULL}, {0},
};

static const struct value_key owned_choice[] = {
	{"id", VALUE_TEXT, NULL}, {"host", VALUE_TEXT, NULL}, {"chosen", VALUE_BOOL, NULL}, {0}};

static const struct value_key ownership[] = {
	{NULL, VALUE_MAP, page_typed_keys},    {NULL, VALUE_MAP, ownership_deed_keys},
	{"just_done", VALUE_MAP, done_keys},   {"back_path", VALUE_TEXT, NULL},
	{"choices", VALUE_LIST, owned_choice}, /* targets that may be confirmed */
	{"has_choices", VALUE_BOOL, NULL},     {"typed_how", VALUE_TEXT, NULL},
	{"problem", VALUE_TEXT, NULL}, /* one of these, or empty: */
	{"no_host", VALUE_BOOL, NULL},         {"no_way", VALUE_BOOL, NULL},
	{"wrong_how", VALUE_BOOL, NULL},       {0},
};

static const struct value_key doors[] = {
	{NULL, VALUE_MAP, page_typed_keys}, {NULL, VALUE_MAP, explain_door_keys},
	{"problem", VALUE_TEXT, NULL}, /* of the name; or empty */
	{"back_path", VALUE_TEXT, NULL},    {0},
};

static const struct value_key report[] = {
	{NULL, VALUE_MAP, outline_value_keys},
	{"pdf_path", VALUE_TEXT, NULL},
	{"has_parts", VALUE_BOOL, NULL},
	{"back_path", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key problem[] = {
	{"status", VALUE_TEXT, NULL},                 /* or the status, "_" and why */
	{"reload", VALUE_TEXT, NULL},                 /* the page of the form that is too old; or empty */
	{"newest", VALUE_TEXT, NULL},                 /* the page of what changed meanwhile; or empty */
	{"late", VALUE_MAP, case_value_history_keys}, /* what was done last; or null */
	{"entrance", VALUE_TEXT, NULL},               /* of who is not signed in any more; or empty */
	{0}};

const struct page_row page_table[] = {
	{"problem", problem},

	{"sign_in", account_keys_sign_in},
	{"enter", enter},
	{"sign_in_code", account_keys_sign_in_code},
	{"account", account_keys_account},
	{"account_passkey", account_keys_account_passkey},
	{"account_code", account_keys_account_code},
	{"account_code_remove", account_keys_account_code_remove},
	{"join", account_keys_join},
	{"received", account_keys_received},

	{"call", call},
	{"calls", view_calls_keys},
	{"privacy", nothing},
	{"accessibility", nothing},
	{"contact", nothing},
	{"apply_closed", apply_closed},
	{"apply_start", apply_start},
	{"apply_page", apply_page},
	{"apply_check", apply_check},
	{"apply_save", apply_save},
	{"apply_saved", apply_saved},
	{"apply_resume", apply_resume},
	{"apply_ineligible", apply_ineligible},
	{"apply_done", view_apply_receipt_keys},
	{"questionnaire_start", questionnaire_start},
	{"questionnaire_page", questionnaire_page},
	{"questionnaire_check", questionnaire_check},

	{"invited_code", invited_code},
	{"invited", invitation_visit_keys},

	{"my", my},
	{"my_link", my_link},
	{"my_link_sent", nothing},
	{"my_answers", view_case_keys},
	{"my_authorisation", my_authorisation},
	{"desk_permission", desk_permission},
	{"my_correction", correction},
	{"my_offer", view_case_keys},
	{"my_withdraw", my_withdraw},
	{"my_code", my_code},
	{"my_withdrawn", nothing},

	{"desk", view_desk_keys},
	{"desk_cases", case_list},
	{"desk_case", case_page},
	{"desk_draft", draft},
	{"desk_send_back", send_back},
	{"desk_correction", correction},
	{"desk_notes", notes},
	{"desk_tasks", task_list},
	{"desk_task", task},
	{"desk_invitations", invitations},
	{"desk_invitations_list", invitation_list},
	{"desk_invitation", invitation},
	{"desk_affected", affected},
	{"desk_experts", desk_experts},
	{"desk_expert", desk_expert},
	{"desk_rehearsal", nothing},
	{"approve", approve_list},
	{"approve_selection", view_selection_keys},
	{"approve_case", case_page},
	{"expert", case_list},
	{"expert_case", case_page},
	{"admin", view_people_keys},
	{"admin_invite", account_keys_admin_invite},

	{"preparation", advice_keys_preparation},
	{"advice", advice_keys_plan},
	{"my_advice", view_advice_keys},

	{"diagnosis", run_list},
	{"report", report},
	{"doors", doors},
	{"ownership", ownership},

	{"desk_mail", mail_list},
	{"desk_message", message},
	{"desk_address", address},
};
const size_t page_table_count = COUNT(page_table);
