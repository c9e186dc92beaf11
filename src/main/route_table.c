/* SPDX-License-Identifier: Apache-2.0 */
#include "main/route_table.h"

#include "web/pages/account/account.h"
#include "web/pages/account/join.h"
#include "web/pages/account/passkey.h"
#include "web/pages/account/people.h"
#include "web/pages/account/received.h"
#include "web/pages/account/sign_in.h"
#include "web/pages/advice/advice.h"
#include "web/pages/application/apply.h"
#include "web/pages/application/apply_saving.h"
#include "web/pages/application/call.h"
#include "web/pages/application/questionnaire.h"
#include "web/pages/desk/affected.h"
#include "web/pages/desk/approve.h"
#include "web/pages/desk/correction.h"
#include "web/pages/desk/desk.h"
#include "web/pages/desk/expert.h"
#include "web/pages/desk/note.h"
#include "web/pages/desk/runs.h"
#include "web/pages/desk/task.h"
#include "web/pages/diagnosis/doors.h"
#include "web/pages/diagnosis/ownership.h"
#include "web/pages/diagnosis/report.h"
#include "web/pages/diagnosis/told_permission.h"
#include "web/pages/invitation/invitations.h"
#include "web/pages/invitation/invited.h"
#include "web/pages/my/my.h"
#include "web/pages/my/my_code.h"
#include "web/pages/my/my_correction.h"
#include "web/pages/my/my_link.h"
#include "web/pages/my/my_offer.h"
#include "web/pages/post/mail.h"
#include "web/pages/seal/log.h"
#include "web/pages/system/health.h"
#include "web/pages/visit/experts.h"

#define OFFICE (ROLE_SECRETARIAT | ROLE_TOKYO)

const struct route route_table[] = {
	/* Everybody. */
	{METHOD_GET, "/", ROLE_ANY, page_front},
	{METHOD_GET, "/calls", ROLE_ANY, page_calls},
	{METHOD_GET, "/calls/:call", ROLE_ANY, page_call},
	{METHOD_GET, "/privacy", ROLE_ANY, page_privacy},
	{METHOD_GET, "/accessibility", ROLE_ANY, page_accessibility},
	{METHOD_GET, "/contact", ROLE_ANY, page_contact},
	{METHOD_GET, "/calls/:call/application.pdf", ROLE_ANY, page_call_paper},
	{METHOD_GET, "/calls/:call/apply", ROLE_ANY, page_apply_start},
	{METHOD_GET, "/calls/:call/apply/:draft/check", ROLE_ANY, page_apply_check},
	{METHOD_POST, "/calls/:call/apply/:draft/check", ROLE_ANY, page_apply_check_post},
	{METHOD_GET, "/calls/:call/apply/:draft/done", ROLE_ANY, page_apply_done},
	{METHOD_GET, "/calls/:call/apply/:draft/ineligible", ROLE_ANY, page_apply_ineligible},
	{METHOD_GET, "/calls/:call/apply/:draft/save", ROLE_ANY, page_apply_save},
	{METHOD_POST, "/calls/:call/apply/:draft/save", ROLE_ANY, page_apply_save_post},
	{METHOD_GET, "/calls/:call/apply/:draft/saved", ROLE_ANY, page_apply_saved},
	{METHOD_GET, "/resume/:link", ROLE_ANY, page_apply_resume},
	{METHOD_POST, "/resume/:link", ROLE_ANY, page_apply_resume_post},
	{METHOD_GET, "/calls/:call/apply/:draft/:page", ROLE_ANY, page_apply_page},
	{METHOD_POST, "/calls/:call/apply/:draft/:page", ROLE_ANY, page_apply_page_post},
	{METHOD_GET, "/calls/:call/invited", ROLE_ANY, page_invited_code},
	{METHOD_POST, "/calls/:call/invited", ROLE_ANY, page_invited_code_post},
	{METHOD_GET, "/calls/:call/invited/:link", ROLE_ANY, page_invited},
	{METHOD_POST, "/calls/:call/invited/:link", ROLE_ANY, page_invited_post},
	{METHOD_POST, "/calls/:call/invited/:link/stop", ROLE_ANY, page_invited_stop_post},
	{METHOD_GET, "/apply", ROLE_ANY, page_apply_former},
	{METHOD_GET, "/apply/:page", ROLE_ANY, page_apply_former},
	{METHOD_GET, "/sign-in", ROLE_ANY, page_sign_in},
	{METHOD_POST, "/sign-in", ROLE_ANY, page_sign_in_post},
	{METHOD_POST, "/sign-in/code", ROLE_ANY, page_sign_in_code_post},
	{METHOD_POST, "/sign-in/passkey", ROLE_ANY, page_sign_in_passkey_post},
	{METHOD_POST, "/sign-out", ROLE_ANY | ROUTE_ENDS_SESSION, page_sign_out_post},
	{METHOD_GET, "/enter/:link", ROLE_ANY, page_enter},
	{METHOD_POST, "/enter/:link", ROLE_ANY, page_enter_post},
	{METHOD_GET, "/join/:link", ROLE_ANY, page_join},
	{METHOD_POST, "/join/:link", ROLE_ANY, page_join_post},
	{METHOD_GET, "/received/:link", ROLE_ANY, page_received},
	{METHOD_POST, "/received/:link", ROLE_ANY, page_received_post},
	{METHOD_GET, "/healthz", ROLE_ANY | ROUTE_NEAR, page_healthz},
	{METHOD_GET, "/metrics", ROLE_ANY | ROUTE_NEAR, page_metrics},
	{METHOD_GET, "/log/head", ROLE_ANY, page_log_head},
	{METHOD_GET, "/log/consistency", ROLE_ANY, page_log_consistency},
	{METHOD_POST, "/log/cosignature", ROLE_ANY | ROUTE_WITHOUT_FORM, page_log_cosignature_post},

	/* The company, in its own case; and how it comes in again. */
	{METHOD_GET, "/my", ROLE_COMPANY | ROLE_VISITOR, page_my},
	{METHOD_GET, "/my/link", ROLE_ANY, page_my_link},
	{METHOD_POST, "/my/link", ROLE_ANY, page_my_link_post},
	{METHOD_GET, "/my/link/sent", ROLE_ANY, page_my_link_sent},
	{METHOD_GET, "/my/questionnaire", ROLE_COMPANY, page_questionnaire},
	{METHOD_GET, "/my/questionnaire/check", ROLE_COMPANY, page_questionnaire_check},
	{METHOD_POST, "/my/questionnaire/check", ROLE_COMPANY, page_questionnaire_check_post},
	{METHOD_GET, "/my/questionnaire/:page", ROLE_COMPANY, page_questionnaire_page},
	{METHOD_POST, "/my/questionnaire/:page", ROLE_COMPANY, page_questionnaire_page_post},
	{METHOD_GET, "/my/questionnaire.pdf", ROLE_COMPANY, page_questionnaire_pdf},
	{METHOD_GET, "/my/answers", ROLE_COMPANY, page_my_answers},
	{METHOD_GET, "/my/advice", ROLE_COMPANY, page_my_advice},
	{METHOD_GET, "/my/authorisation", ROLE_COMPANY, page_my_authorisation},
	{METHOD_POST, "/my/authorisation", ROLE_COMPANY, page_my_authorisation_post},
	{METHOD_GET, "/my/authorisation/code", ROLE_COMPANY, page_my_code},
	{METHOD_POST, "/my/authorisation/code", ROLE_COMPANY, page_my_code_post},
	{METHOD_GET, "/my/authorisation/code/again", ROLE_COMPANY, page_my_code},
	{METHOD_POST, "/my/authorisation/code/again", ROLE_COMPANY, page_my_code_again_post},
	{METHOD_POST, "/my/authorisation/revoke", ROLE_COMPANY, page_my_revoke_post},
	{METHOD_GET, "/my/authorisation/targets", ROLE_COMPANY, page_my_targets},
	{METHOD_POST, "/my/authorisation/targets", ROLE_COMPANY, page_my_targets_post},
	{METHOD_POST, "/my/authorisation/end", ROLE_COMPANY, page_my_end_purpose_post},
	{METHOD_GET, "/my/correction", ROLE_COMPANY, page_my_correction},
	{METHOD_POST, "/my/correction", ROLE_COMPANY, page_my_correction_post},
	{METHOD_GET, "/my/offer", ROLE_COMPANY, page_my_offer},
	{METHOD_POST, "/my/offer/accept", ROLE_COMPANY, page_my_offer_accept_post},
	{METHOD_POST, "/my/offer/refuse", ROLE_COMPANY | ROUTE_ENDS_SESSION, page_my_offer_refuse_post},
	{METHOD_GET, "/my/withdraw", ROLE_COMPANY, page_my_withdraw},
	{METHOD_POST, "/my/withdraw", ROLE_COMPANY | ROUTE_ENDS_SESSION, page_my_withdraw_post},
	{METHOD_GET, "/my/withdrawn", ROLE_ANY, page_my_withdrawn},
	{METHOD_GET, "/my/proof.json", ROLE_COMPANY, page_my_proof},
	{METHOD_GET, "/my/report", ROLE_COMPANY, page_my_report},
	{METHOD_GET, "/my/report.pdf", ROLE_COMPANY, page_my_report_pdf},
	{METHOD_GET, "/my/doors", ROLE_COMPANY, page_my_doors},
	{METHOD_POST, "/my/doors", ROLE_COMPANY, page_my_doors_post},

	/* The secretariat; Tokyo looks on. */
	{METHOD_GET, "/desk", OFFICE, page_desk},
	{METHOD_GET, "/desk/cases", OFFICE, page_desk_cases},
	{METHOD_GET, "/desk/cases/:receipt", OFFICE, page_desk_case},
	{METHOD_POST, "/desk/cases/:receipt/check", ROLE_SECRETARIAT, page_desk_check_post},
	{METHOD_GET, "/desk/cases/:receipt/send_back", ROLE_SECRETARIAT, page_desk_send_back},
	{METHOD_POST, "/desk/cases/:receipt/send_back", ROLE_SECRETARIAT, page_desk_send_back_post},
	{METHOD_GET, "/desk/cases/:receipt/correction", ROLE_SECRETARIAT, page_desk_correction},
	{METHOD_POST, "/desk/cases/:receipt/correction", ROLE_SECRETARIAT, page_desk_correction_post},
	{METHOD_GET, "/desk/cases/:receipt/notes", OFFICE, page_desk_notes},
	{METHOD_POST, "/desk/cases/:receipt/notes", OFFICE, page_desk_notes_post},
	{METHOD_POST, "/desk/cases/:receipt/mails", ROLE_SECRETARIAT, page_desk_mails_post},
	{METHOD_POST, "/desk/cases/:receipt/hold", ROLE_SECRETARIAT, page_desk_hold_post},
	{METHOD_POST, "/desk/cases/:receipt/decline", ROLE_SECRETARIAT, page_desk_decline_post},
	{METHOD_POST, "/desk/cases/:receipt/withdraw", ROLE_SECRETARIAT, page_desk_withdraw_post},
	{METHOD_GET, "/desk/cases/:receipt/questionnaire", ROLE_SECRETARIAT, page_questionnaire},
	{METHOD_GET, "/desk/cases/:receipt/questionnaire/check", ROLE_SECRETARIAT, page_questionnaire_check},
	{METHOD_POST, "/desk/cases/:receipt/questionnaire/check", ROLE_SECRETARIAT, page_questionnaire_check_post},
	{METHOD_GET, "/desk/cases/:receipt/questionnaire/:page", ROLE_SECRETARIAT, page_questionnaire_page},
	{METHOD_POST, "/desk/cases/:receipt/questionnaire/:page", ROLE_SECRETARIAT, page_questionnaire_page_post},
	{METHOD_GET, "/desk/cases/:receipt/questionnaire.pdf", ROLE_SECRETARIAT, page_questionnaire_pdf},
	{METHOD_POST, "/desk/cases/:receipt/course", ROLE_SECRETARIAT, page_desk_course_post},
	{METHOD_POST, "/desk/cases/:receipt/exclude", ROLE_SECRETARIAT, page_desk_exclude_post},
	{METHOD_POST, "/desk/cases/:receipt/exclude_false", ROLE_SECRETARIAT, page_desk_exclude_false_post},
	{METHOD_POST, "/desk/cases/:receipt/ask_to_leave", ROLE_SECRETARIAT, page_desk_ask_to_leave_post},
	{METHOD_POST, "/desk/cases/:receipt/reopen", OFFICE, page_desk_reopen_post},
	{METHOD_POST, "/desk/cases/:receipt/accept", ROLE_SECRETARIAT, page_desk_accept_post},
	{METHOD_POST, "/desk/cases/:receipt/refuse", ROLE_SECRETARIAT, page_desk_refuse_post},
	{METHOD_POST, "/desk/cases/:receipt/assign", ROLE_SECRETARIAT, page_desk_assign_post},
	{METHOD_POST, "/desk/cases/:receipt/diagnose", ROLE_SECRETARIAT, page_desk_diagnose_post},
	{METHOD_POST, "/desk/cases/:receipt/end", ROLE_SECRETARIAT, page_desk_end_purpose_post},
	{METHOD_POST, "/desk/cases/:receipt/stop", ROLE_SECRETARIAT, page_desk_stop_post},
	{METHOD_POST, "/desk/cases/:receipt/seen", ROLE_SECRETARIAT, page_desk_seen_post},
	{METHOD_POST, "/desk/cases/:receipt/release", ROLE_SECRETARIAT, page_desk_release_post},
	{METHOD_GET, "/desk/cases/:receipt/mail", ROLE_SECRETARIAT, page_desk_address},
	{METHOD_POST, "/desk/cases/:receipt/mail", ROLE_SECRETARIAT, page_desk_address_post},
	{METHOD_GET, "/desk/cases/:receipt/report", ROLE_SECRETARIAT, page_desk_report},
	{METHOD_GET, "/desk/cases/:receipt/report.pdf", ROLE_SECRETARIAT, page_staff_report_pdf},
	{METHOD_GET, "/desk/cases/:receipt/targets", ROLE_SECRETARIAT, page_desk_targets},
	{METHOD_POST, "/desk/cases/:receipt/targets", ROLE_SECRETARIAT, page_desk_targets_post},
	{METHOD_GET, "/desk/cases/:receipt/permission", ROLE_SECRETARIAT, page_desk_permission},
	{METHOD_POST, "/desk/cases/:receipt/permission", ROLE_SECRETARIAT, page_desk_permission_post},
	{METHOD_GET, "/desk/cases/:receipt/doors", ROLE_SECRETARIAT, page_desk_doors},
	{METHOD_POST, "/desk/cases/:receipt/doors", ROLE_SECRETARIAT, page_desk_doors_post},
	{METHOD_POST, "/desk/letters", ROLE_SECRETARIAT, page_desk_letters_post},
	{METHOD_GET, "/desk/tasks", ROLE_SECRETARIAT, page_desk_tasks},
	{METHOD_GET, "/desk/tasks/:task", ROLE_SECRETARIAT, page_desk_task},
	{METHOD_POST, "/desk/tasks/:task", ROLE_SECRETARIAT, page_desk_task_post},
	{METHOD_GET, "/desk/invitations", ROLE_SECRETARIAT, page_desk_invitations},
	{METHOD_POST, "/desk/invitations/make", ROLE_SECRETARIAT, page_desk_invitations_make_post},
	{METHOD_POST, "/desk/invitations/mails", ROLE_SECRETARIAT, page_desk_invitations_mails_post},
	{METHOD_POST, "/desk/invitations/letters", ROLE_SECRETARIAT, page_desk_invitations_letters_post},
	{METHOD_GET, "/desk/invitations/letters.pdf", ROLE_SECRETARIAT, page_desk_invitations_letters},
	{METHOD_GET, "/desk/invitations/list", ROLE_SECRETARIAT, page_desk_invitations_list},
	{METHOD_GET, "/desk/invitations/:invitation", ROLE_SECRETARIAT, page_desk_invitation},
	{METHOD_POST, "/desk/invitations/:invitation", ROLE_SECRETARIAT, page_desk_invitation_post},
	{METHOD_GET, "/desk/experts", ROLE_SECRETARIAT, page_desk_experts},
	{METHOD_GET, "/desk/experts/:person", ROLE_SECRETARIAT, page_desk_expert},
	{METHOD_POST, "/desk/experts/:person", ROLE_SECRETARIAT, page_desk_expert_post},
	{METHOD_GET, "/desk/affected", ROLE_SECRETARIAT, page_desk_affected},
	{METHOD_GET, "/desk/mail", ROLE_SECRETARIAT, page_desk_mails},
	{METHOD_GET, "/desk/mail/:id", ROLE_SECRETARIAT, page_desk_mail},
	{METHOD_GET, "/desk/mail/:id/letter.pdf", ROLE_SECRETARIAT, page_desk_letter},
	{METHOD_POST, "/desk/mail/:id/again", ROLE_SECRETARIAT, page_desk_mail_again_post},
	{METHOD_GET, "/desk/rehearsal", ROLE_STAFF, page_desk_rehearsal},

	/* Tokyo approves. */
	{METHOD_GET, "/approve", ROLE_TOKYO, page_approve},
	{METHOD_GET, "/approve/selection", ROLE_TOKYO, page_approve_selection},
	{METHOD_POST, "/approve/selection", ROLE_TOKYO, page_approve_selection_post},
	{METHOD_GET, "/approve/sheet.pdf", ROLE_TOKYO, page_approve_sheet_pdf},
	{METHOD_GET, "/approve/sheet.xlsx", ROLE_TOKYO, page_approve_sheet_xlsx},
	{METHOD_GET, "/approve/:receipt", ROLE_TOKYO, page_approve_case},
	{METHOD_POST, "/approve/:receipt/approve", ROLE_TOKYO, page_approve_case_post},
	{METHOD_POST, "/approve/:receipt/decline", ROLE_TOKYO, page_approve_decline_post},

	/* An expert, in the cases assigned. */
	{METHOD_GET, "/expert", ROLE_EXPERT, page_expert},
	{METHOD_GET, "/expert/:receipt", ROLE_EXPERT, page_expert_case},
	{METHOD_GET, "/expert/:receipt/prepare", ROLE_EXPERT, page_preparation},
	{METHOD_POST, "/expert/:receipt/notes", ROLE_EXPERT, page_preparation_note_post},
	{METHOD_GET, "/expert/:receipt/advice", ROLE_EXPERT, page_advice},
	{METHOD_POST, "/expert/:receipt/advice", ROLE_EXPERT, page_advice_save_post},
	{METHOD_POST, "/expert/:receipt/advice/make", ROLE_EXPERT, page_advice_make_post},
	{METHOD_POST, "/expert/:receipt/advice/release", ROLE_EXPERT, page_advice_release_post},
	{METHOD_GET, "/expert/:receipt/questionnaire.pdf", ROLE_EXPERT, page_questionnaire_pdf},
	{METHOD_GET, "/expert/:receipt/report", ROLE_EXPERT, page_expert_report},
	{METHOD_GET, "/expert/:receipt/report.pdf", ROLE_EXPERT, page_staff_report_pdf},

	/* Everybody of the staff: the own account. */
	{METHOD_GET, "/account", ROLE_STAFF, page_account},
	{METHOD_GET, "/account/code", ROLE_STAFF, page_account_code},
	{METHOD_POST, "/account/code", ROLE_STAFF, page_account_code_post},
	{METHOD_GET, "/account/code/remove", ROLE_STAFF, page_account_code_remove},
	{METHOD_POST, "/account/code/remove", ROLE_STAFF, page_account_code_remove_post},
	{METHOD_GET, "/account/passkey", ROLE_STAFF, page_account_passkey},
	{METHOD_POST, "/account/passkey", ROLE_STAFF, page_account_passkey_post},
	{METHOD_POST, "/account/passkey/remove", ROLE_STAFF, page_account_passkey_remove_post},
	{METHOD_POST, "/account/sessions", ROLE_STAFF, page_account_sessions_post},

	/* The diagnosis company and the administrator. */
	{METHOD_GET, "/diagnosis", ROLE_SECRETARIAT | ROLE_DIAGNOSIS, page_diagnosis},
	{METHOD_POST, "/diagnosis/:receipt/reports", ROLE_SECRETARIAT | ROLE_DIAGNOSIS | ROUTE_UPLOAD,
	 page_diagnosis_report_post},
	{METHOD_GET, "/admin", ROLE_ADMINISTRATOR, page_admin},
	{METHOD_GET, "/admin/invite", ROLE_ADMINISTRATOR, page_admin_invite},
	{METHOD_POST, "/admin/invite", ROLE_ADMINISTRATOR, page_admin_invite_post},
	{METHOD_POST, "/admin/withdraw", ROLE_ADMINISTRATOR, page_admin_withdraw_post},
	{METHOD_POST, "/admin/disable", ROLE_ADMINISTRATOR, page_admin_disable_post},
	{METHOD_POST, "/admin/enable", ROLE_ADMINISTRATOR, page_admin_enable_post},
	{METHOD_POST, "/admin/sign-out", ROLE_ADMINISTRATOR | ROUTE_ENDS_SESSION, page_admin_sign_out_post},
	{METHOD_POST, "/admin/password", ROLE_ADMINISTRATOR | ROUTE_ENDS_SESSION, page_admin_password_post},
};
const size_t route_count = COUNT(route_table);
