/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A rehearsal of the edition tokyo-r7 on a store of its own, at 2025-06-02T10:00+09:00, with one person a role; and the
 * deeds that many stories begin with. What companies answer comes from the edition's own rehearsal.yaml.
 */
#ifndef TENKEN_TESTS_STORY_STORY_H
#define TENKEN_TESTS_STORY_STORY_H

#include "lib/test_store.h"

#include "store/application/case_store.h"
#include "store/post/message_store.h"
#include "usecases/application/apply.h"
#include "usecases/case_deed.h"
#include "usecases/diagnosis/targets_code.h"
#include "usecases/office.h"

#define STORY_EDITION    "programmes/tokyo-r7"
#define STORY_EDITION_ID "tokyo_r7"
#define STORY_DRAFT      "a"                    /* name of the draft of story_fill_in */
#define STORY_LOG_KEY    "log.key"              /* beside the stores: test_store_file */
#define STORY_NOW_MS     INT64_C(1748826000000) /* 2025-06-02T10:00:00+09:00 */

struct story {
	struct test_store *store;
	struct office *office;         /* its clock stands still at STORY_NOW_MS */
	const struct edition *edition; /* tokyo_r7 */
	struct arena arena;
	const struct value *file; /* rehearsal.yaml */
	const char *client;       /* address of who applies; "" at first: this machine, which no limit counts */
	struct actor secretariat, tokyo, expert, diagnosis;
	struct conn *tampering; /* of story_tamper; NULL before the first */
	struct fault why;
};

/* Setup and teardown; the test's state is a struct story. */
int story_begin(void **state);
int story_end(void **state);
#define STORY(test) cmocka_unit_test_setup_teardown(test, story_begin, story_end)

/* The call of the edition, as it stands at the office's time. */
struct call story_call(struct story *story);

/* Answers of a company of that name that may take part in the course; the test may set others. */
struct value *story_answers(struct story *story, const char *company_name, const char *course);

/* Fills in every page of a new draft; the token of its cookie. */
struct token story_fill_in(struct story *story, const struct value *typed);

struct apply_result story_submit(struct story *story, struct token token, enum lang lang);

/* Applies for the course and moves the case on: "received", "checked", "invited", "confirmed", "authorised". */
int64_t story_case_at(struct story *story, const char *course, const char *step);

/* A case whose diagnosis ended an hour ago, when nothing was known of what it saw: an open Telnet without a finding.
 * One in each story. */
int64_t story_diagnosed_case(struct story *story);

struct actor story_company(int64_t number);

/* Does a deed without a form's token; what it says no with is in story->why. */
enum err story_do(struct story *story, const struct case_deed *deed, const struct actor *actor, int64_t number);
enum err story_do_with_reason(struct story *story, const struct case_deed *deed, const struct actor *actor,
			      int64_t number, const char *reason);
enum err story_assign(struct story *story, int64_t number, int64_t person_id); /* the secretariat does */

/* What somebody types on a page of the pre-interview ("": on all of them); the problems. And all that the rehearsal
 * answers, sent. */
const struct value *story_type_answers(struct story *story, const struct actor *actor, int64_t number, const char *page,
				       const struct value *typed);
enum err story_answer(struct story *story, const struct actor *actor, int64_t number);

/* The pre-interview and the authorisation as the rehearsal answers them; maps that the test may change. */
struct value *story_answers_of(struct story *story, const char *form);

/* The code that confirms the permission that waits, as the contact reads it in a mail; and what typing one leads to. */
const char *story_code(struct story *story, int64_t number);
enum targets_code_outcome story_type_code(struct story *story, int64_t number, const struct once *once,
					  const char *code);

struct case_row story_load(struct story *story, int64_t number);
enum case_state story_state(struct story *story, int64_t number);

/* The mail of that template to the case, as the pages of a rehearsal show it; fails the test unless there is exactly
 * one. */
struct message_row story_mail(struct story *story, int64_t number, const char *template_id);
size_t story_mail_count(struct story *story, int64_t number);

/* The token at the end of the personal link in a mail's text; "" when the mail has none. */
struct str story_link(struct story *story, const struct message_row *mail);

/* Runs the job that makes new cases findable. */
void story_index_cases(struct story *story);

/* Runs the jobs of all mails that wait: in a rehearsal they are captured. */
void story_settle_mails(struct story *story);

/* A folder with a copy of the edition whose head was changed by a script of sed; story_forget takes it away. */
const char *story_variant(struct story *story, const char *script);
void story_forget(struct story *story, const char *folder);

/* Publishes a second call, tokyo_r8, that differs in its receipt numbers alone. */
void story_publish_r8(struct story *story);

/* A number that a query answers, such as a count. */
int64_t story_ask(struct story *story, const char *sql);

/* Changes rows behind the program's back. */
void story_tamper(struct story *story, const char *sql);

#endif
