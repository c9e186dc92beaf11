/* SPDX-License-Identifier: Apache-2.0 */
/* What a story of invitations does: the office imports its list, invites the companies of it, and they answer. */
#ifndef TENKEN_TESTS_STORY_INVITATION_INVITING_H
#define TENKEN_TESTS_STORY_INVITATION_INVITING_H

#include "registry/registry_table.h"
#include "store/invitation/invitation_store.h"
#include "story/story.h"
#include "usecases/invitation/invitation_visit.h"

#define INVITING_LIST                                                                                                                \
	"法人番号,企業名,郵便番号,所在地,メールアドレス,電話番号\n"                                         \
	"7000012050002,株式会社こだま印刷,101-0021,東京都千代田区外神田1-1,info@kodama.example.jp,03-1111-2222\n" \
	",有限会社みなと食堂,108-0075,東京都港区港南2-2,,03-3333-4444\n"                                             \
	"4000012090001,ひびき商会株式会社,,,INFO@kodama.example.jp,\n"                                                      \
	",あさひ工業,105-0001,港区虎ノ門3-3,asahi@example.jp,\n"

/* A folder for the lists, and its end. */
void inviting_start(void);
void inviting_end(void);

void inviting_import_as(struct story *story, enum registry_kind kind, const char *text);
void inviting_import(struct story *story, const char *text); /* companies that were supported before */

/* How many invitations the list became, in the call of the story. */
int64_t inviting_make(struct story *story);

/* Starts, and invites the four companies of INVITING_LIST. */
void inviting_all(struct story *story);

int64_t inviting_id(struct story *story, const char *company);
struct invitation_row inviting_row(struct story *story, const char *company);
int64_t inviting_number(struct story *story, const char *key); /* of the page of the office */

int64_t inviting_queue_mails(struct story *story); /* how many */
void inviting_run_mail(struct story *story, const char *company);
int64_t inviting_print(struct story *story); /* the instant that names the letters, or 0 */

/* The last part of the path to which a code leads; "" for a code that leads nowhere. */
struct str inviting_enter_code(struct story *story, const char *client, const char *typed,
			       enum invitation_code_outcome expected);
const char *inviting_code(struct story *story, const char *company);
struct str inviting_mail_link(struct story *story, const char *company);

/* Begins an application by a link; what is filled in. */
const struct value *inviting_begin(struct story *story, struct str link, struct token *token);

/* Goes on with it until it is sent; the case. */
int64_t inviting_apply(struct story *story, struct str link, const char *company);

#endif
