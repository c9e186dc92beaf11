/* SPDX-License-Identifier: Apache-2.0 */
#include "main/job_table.h"

#include "store/application/twin_case_store.h"
#include "store/diagnosis/diagnosis_store.h"
#include "store/diagnosis/ownership_store.h"
#include "store/post/message_store.h"
#include "usecases/account/link_request.h"
#include "usecases/account/staff_invite.h"
#include "usecases/application/draft_saving.h"
#include "usecases/application/offer_deed.h"
#include "usecases/application/twin_notice.h"
#include "usecases/diagnosis/diagnose_run.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/ownership_look.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/index_cases.h"
#include "usecases/invitation/invitation_mail.h"
#include "usecases/mail_watch.h"
#include "usecases/message_queue.h"
#include "usecases/office_open.h"
#include "usecases/place_offer.h"
#include "usecases/post/read_bounces.h"
#include "usecases/post/send_message.h"
#include "usecases/screening/answer_chase.h"
#include "usecases/screening/send_back.h"
#include "usecases/seal/mail_head.h"

const struct job_kind job_table[] = {
	{MESSAGE_JOB, SEND_MESSAGE_LEASE_S, SEND_MESSAGE_ATTEMPTS_MAX, send_message_run},
	{LINK_REQUEST_JOB, LINK_REQUEST_LEASE_S, LINK_REQUEST_ATTEMPTS_MAX, link_request_run},
	{STAFF_INVITE_JOB, STAFF_INVITE_LEASE_S, STAFF_INVITE_ATTEMPTS_MAX, staff_invite_run},
	{DRAFT_SAVING_JOB, DRAFT_SAVING_LEASE_S, DRAFT_SAVING_ATTEMPTS_MAX, draft_saving_run},
	{DIAGNOSE_JOB, DIAGNOSE_JOB_LEASE_S, DIAGNOSE_JOB_ATTEMPTS_MAX, diagnose_run},
	{OWNERSHIP_JOB, OWNERSHIP_LOOK_LEASE_S, OWNERSHIP_LOOK_ATTEMPTS_MAX, ownership_look_run},
	{OFFICE_MAIL_HEAD_JOB, MAIL_HEAD_LEASE_S, MAIL_HEAD_ATTEMPTS_MAX, mail_head_run},
	{INDEX_CASES_JOB, INDEX_CASES_LEASE_S, INDEX_CASES_ATTEMPTS_MAX, index_cases_run},
	{TWIN_CASE_JOB, TWIN_NOTICE_LEASE_S, TWIN_NOTICE_ATTEMPTS_MAX, twin_notice_run},
	{PLACE_OFFER_JOB, OFFER_DEED_LEASE_S, OFFER_DEED_ATTEMPTS_MAX, offer_deed_run},
	{ANSWER_CHASE_JOB, ANSWER_CHASE_LEASE_S, ANSWER_CHASE_ATTEMPTS_MAX, answer_chase_run},
	{SEND_BACK_JOB, SEND_BACK_LEASE_S, SEND_BACK_ATTEMPTS_MAX, send_back_run},
	{MAIL_WATCH_JOB, MAIL_WATCH_LEASE_S, MAIL_WATCH_ATTEMPTS_MAX, mail_watch_run},
	{INVITATION_MAIL_JOB, INVITATION_MAIL_LEASE_S, INVITATION_MAIL_ATTEMPTS_MAX, invitation_mail_run},
	{READ_BOUNCES_JOB, READ_BOUNCES_LEASE_S, READ_BOUNCES_ATTEMPTS_MAX, read_bounces_run},
	{DIAGNOSIS_WATCH_JOB, DIAGNOSIS_WATCH_LEASE_S, DIAGNOSIS_WATCH_ATTEMPTS_MAX, diagnosis_deed_watch_run},
	{REJUDGE_JOB, REJUDGE_JOB_LEASE_S, REJUDGE_JOB_ATTEMPTS_MAX, rejudge_run},
	{NULL, 0, 0, NULL},
};
