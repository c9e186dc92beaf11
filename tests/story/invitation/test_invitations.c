/* SPDX-License-Identifier: Apache-2.0 */
/* Companies that were supported before are invited: by letter, by mail, and by telephone when they do not answer. */
#include "story/story.h"

#include <stdio.h>
#include <string.h>

#include "lib/temp_dir.h"
#include "library/registry_import.h"
#include "usecases/desk/view_case.h"
#include "usecases/invitation/invitation_call.h"
#include "usecases/invitation/invitation_letters.h"
#include "usecases/invitation/invitation_mail.h"
#include "usecases/invitation/invitation_make.h"
#include "usecases/invitation/invitation_text.h"
#include "usecases/invitation/invitation_visit.h"
#include "usecases/invitation/view_invitations.h"
#include "usecases/privacy/erase_content.h"

#define LIST                                                                                                                         \
	"法人番号,企業名,郵便番号,所在地,メールアドレス,電話番号\n"                                         \
	"7000012050002,株式会社こだま印刷,101-0021,東京都千代田区外神田1-1,info@kodama.example.jp,03-1111-2222\n" \
	",有限会社みなと食堂,108-0075,東京都港区港南2-2,,03-3333-4444\n"                                             \
	"4000012090001,ひびき商会株式会社,,,INFO@kodama.example.jp,\n"                                                      \
	",あさひ工業,105-0001,港区虎ノ門3-3,asahi@example.jp,\n"

#define NUMBER_SIGNS 4 /* of a code; its proof is behind them */

static char folder[TEMP_DIR_PATH];

static void not_wrong(void *context, const char *path, uint64_t line, const char *text)
{
	fail_msg("%s:%d: %s", path, (int)line, text);
}

static void no_progress(void *context, uint64_t done, uint64_t total)
{
}

static void import_as(struct story *story, enum registry_kind kind, const char *text)
{
	const struct registry_import_watch watch = {not_wrong, no_progress, NULL};
	const char *path = arena_printf(&story->arena, "%s/list.csv", folder);
	struct registry_import import;
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
	assert_ok(registry_import(folder, kind, &path, 1, false, &watch, &import, &story->why), &story->why);
	story->office->knowledge = folder;
}

static void import(struct story *story, const char *text)
{
	import_as(story, REGISTRY_PAST, text);
}

static int64_t make(struct story *story)
{
	int64_t made = -1;

	assert_ok(invitation_make(story->office, &story->secretariat, STORY_EDITION_ID, &made, &story->why),
		  &story->why);
	return made;
}

static void invite(struct story *story)
{
	temp_dir_make(folder, "invitations");
	import(story, LIST);
	assert_int_equal(make(story), 4);
}

static int64_t id_of(struct story *story, const char *company)
{
	return story_ask(story,
			 arena_printf(&story->arena, "SELECT id FROM invitation WHERE company_name = '%s'", company));
}

struct load_work {
	struct arena *arena;
	int64_t id;
	struct invitation_row row;
};

static enum err load_row(struct tx *tx, void *context, struct fault *why)
{
	struct load_work *work = context;

	return invitation_store_load(tx, work->arena, work->id, &work->row, why);
}

static struct invitation_row row_of(struct story *story, const char *company)
{
	struct load_work work = {&story->arena, id_of(story, company), {0}};

	assert_ok(db_read(story->office->db, load_row, &work, &story->why), &story->why);
	return work.row;
}

static int64_t number(struct story *story, const char *key)
{
	struct value *view = NULL;

	assert_ok(view_invitations(story->office, &story->arena, &story->secretariat, LANG_JA, STORY_EDITION_ID, &view,
				   &story->why),
		  &story->why);
	return value_get_int(view, key, -1);
}

static int64_t queue_mails(struct story *story)
{
	int64_t queued = -1;

	assert_ok(invitation_mail_queue(story->office, &story->secretariat, STORY_EDITION_ID, &queued, &story->why),
		  &story->why);
	return queued;
}

static void run_job(struct story *story, const char *company)
{
	const struct job job = {.subject = id_of(story, company)};

	assert_ok(invitation_mail_run(story->office, &job, &story->why), &story->why);
}

static int64_t print(struct story *story)
{
	int64_t at_ms = -1;

	assert_ok(invitation_letters_take(story->office, &story->secretariat, STORY_EDITION_ID, &at_ms, &story->why),
		  &story->why);
	return at_ms;
}

/* The last part of the path to which a code leads; "" for a code that leads nowhere. */
static struct str enter_code(struct story *story, const char *client, const char *typed,
			     enum invitation_code_outcome expected)
{
	struct call call = story_call(story);
	enum invitation_code_outcome outcome;
	const char *path = "";

	assert_ok(invitation_visit_code(story->office, &story->arena, &call, client, str_from(typed), &outcome, &path,
					&story->why),
		  &story->why);
	assert_int_equal(outcome, expected);
	return str_from(*path ? strrchr(path, '/') + 1 : "");
}

static const char *code_of(struct story *story, const char *company)
{
	const struct invitation_row row = row_of(story, company);

	return invitation_text_code(&story->arena, story->office, &row);
}

static struct str mail_link(struct story *story, const char *company)
{
	const struct invitation_row row = row_of(story, company);

	return str_from(
		strrchr(invitation_text_path(&story->arena, story->office, story->edition, &row, INVITATION_WAY_MAIL),
			'/') +
		1);
}

/* Begins an application by a link; what is filled in. */
static const struct value *begin(struct story *story, struct str link, struct token *token)
{
	struct call call = story_call(story);
	struct apply_draft draft = {.call = &call, .name = STORY_DRAFT, .client = ""};
	struct apply_state state;

	*token = token_new();
	draft.token = str_from(token->text);
	assert_ok(invitation_visit_begin(story->office, &story->arena, &draft, link, &story->why), &story->why);
	assert_ok(apply_load(story->office, &story->arena, &draft, &state, &story->why), &story->why);
	return state.typed;
}

/* Goes on with it until it is sent. */
static int64_t apply(struct story *story, struct str link, const char *company)
{
	struct value *answers = story_answers(story, company, "one");
	struct call call = story_call(story);
	struct apply_draft draft = {.call = &call, .name = STORY_DRAFT, .client = ""};
	struct token token;

	begin(story, link, &token);
	draft.token = str_from(token.text);
	for (size_t i = 0; i < story->edition->application_count; i++) {
		struct apply_page_result page;
		assert_ok(apply_take_page(story->office, &story->arena, &draft, story->edition->application[i].id,
					  answers, &page, &story->why),
			  &story->why);
		assert_int_equal(value_count(page.problems), 0);
	}
	return story_submit(story, token, LANG_JA).case_id;
}

static void the_list_becomes_invitations_once(void **state)
{
	struct story *story = *state;

	invite(story);
	assert_int_equal(make(story), 0);
	assert_int_equal(number(story, "listed"), 4);
	assert_int_equal(number(story, "invited"), 4);
	assert_int_equal(number(story, "unprinted"), 3); /* one has no address */
	assert_int_equal(number(story, "unmailed"), 2);  /* an address that two have is written to once */
	import(story, LIST ",株式会社あらた,,東京都北区1-1,,\n");
	assert_int_equal(make(story), 1);
	temp_dir_remove(folder);
}

static void whom_the_predecessor_checked_is_not_invited(void **state)
{
	struct story *story = *state;

	temp_dir_make(folder, "invitations");
	import_as(story, REGISTRY_PREDECESSOR, "法人番号,企業名\n7000012050002,株式会社こだま印刷\n");
	import(story, LIST);
	assert_int_equal(make(story), 3);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE corporate_number = '7000012050002'"),
			 0);
	temp_dir_remove(folder);
}

static void only_the_secretariat_invites(void **state)
{
	struct story *story = *state;
	struct value *view;
	int64_t some;

	assert_int_equal(invitation_make(story->office, &story->tokyo, STORY_EDITION_ID, &some, &story->why),
			 ERR_DENIED);
	assert_int_equal(invitation_mail_queue(story->office, &story->expert, STORY_EDITION_ID, &some, &story->why),
			 ERR_DENIED);
	assert_int_equal(
		view_invitations(story->office, &story->arena, &story->diagnosis, LANG_JA, "", &view, &story->why),
		ERR_DENIED);
}

static void a_letter_is_printed_once_and_again_when_the_paper_jams(void **state)
{
	struct story *story = *state;
	BUF_SCOPED first, again;
	int64_t at_ms;

	invite(story);
	buf_init(&first, (size_t)32 << 20);
	buf_init(&again, (size_t)32 << 20);
	at_ms = print(story);
	assert_int_equal(number(story, "printed"), 3);
	assert_int_equal(print(story), 0);
	assert_ok(invitation_letters_print(story->office, &story->arena, &story->secretariat, STORY_EDITION_ID, at_ms,
					   &first, &story->why),
		  &story->why);
	assert_true(str_starts(buf_str(&first), "%PDF-"));
	assert_ok(invitation_letters_print(story->office, &story->arena, &story->secretariat, STORY_EDITION_ID, at_ms,
					   &again, &story->why),
		  &story->why);
	assert_true(str_eq(buf_str(&first), buf_str(&again)));
	assert_int_equal(invitation_letters_print(story->office, &story->arena, &story->secretariat, STORY_EDITION_ID,
						  at_ms + 1, &again, &story->why),
			 ERR_NOT_FOUND);
	temp_dir_remove(folder);
}

static void a_company_gets_one_mail_ever_and_none_after_it_answered(void **state)
{
	struct story *story = *state;
	struct call call = story_call(story);

	invite(story);
	assert_int_equal(queue_mails(story), 2);
	assert_int_equal(queue_mails(story), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'send_invitation'"), 2);
	assert_int_equal(story_ask(story, "SELECT MAX(run_at_ms) - MIN(run_at_ms) FROM job WHERE kind = "
					  "'send_invitation'"),
			 INVITATION_MAIL_GAP_MS);
	run_job(story, "株式会社こだま印刷");
	run_job(story, "株式会社こだま印刷");
	assert_int_equal(row_of(story, "株式会社こだま印刷").mail_state, MESSAGE_STATE_CAPTURED);
	assert_ok(invitation_visit_refuse(story->office, &call, mail_link(story, "あさひ工業"), &story->why),
		  &story->why);
	run_job(story, "あさひ工業");
	assert_int_equal(row_of(story, "あさひ工業").mail_state, MESSAGE_STATE_CANCELLED);
	temp_dir_remove(folder);
}

static void a_mail_says_who_writes_why_and_how_to_get_no_more(void **state)
{
	struct story *story = *state;
	struct value *view = NULL;
	const char *body;

	invite(story);
	assert_ok(view_invitations_one(story->office, &story->arena, &story->secretariat, LANG_JA,
				       id_of(story, "株式会社こだま印刷"), &view, &story->why),
		  &story->why);
	body = value_get_text(view, "mail_body");
	assert_non_null(strstr(body, "株式会社こだま印刷"));
	assert_non_null(strstr(body, "以前ご利用いただいた"));
	assert_non_null(strstr(body, "今後の案内を受け取らない"));
	assert_non_null(strstr(body, story->edition->contact.mail));
	assert_non_null(strstr(body, "/calls/" STORY_EDITION_ID "/invited/")); /* a rehearsal shows the link */
	story->office->rehearsal = false;
	assert_ok(view_invitations_one(story->office, &story->arena, &story->secretariat, LANG_JA,
				       id_of(story, "株式会社こだま印刷"), &view, &story->why),
		  &story->why);
	assert_null(strstr(value_get_text(view, "mail_body"), "/invited/"));
	story->office->rehearsal = true;
	temp_dir_remove(folder);
}

static void the_code_of_the_letter_opens_the_form_filled_in(void **state)
{
	struct story *story = *state;
	const struct value *typed;
	struct token token;

	invite(story);
	typed = begin(story, enter_code(story, "", code_of(story, "株式会社こだま印刷"), INVITATION_CODE_RIGHT),
		      &token);
	assert_string_equal(value_get_text(typed, "company_name"), "株式会社こだま印刷");
	assert_string_equal(value_get_text(typed, "corporate_number"), "7000012050002");
	assert_string_equal(value_get_text(typed, "postal_code"), "101-0021");
	assert_string_equal(value_get_text(typed, "prefecture"), "tokyo");
	assert_string_equal(value_get_text(typed, "address"), "千代田区外神田1-1");
	assert_true(!value_get(typed, "mail") && !value_get(typed, "phone")); /* they may be a person's */
	assert_int_equal(number(story, "opened"), 1);
	temp_dir_remove(folder);
}

static void an_application_remembers_by_which_way_it_came(void **state)
{
	struct story *story = *state;
	struct value *view = NULL;
	int64_t by_letter, by_mail;

	invite(story);
	by_letter = apply(story, enter_code(story, "", code_of(story, "有限会社みなと食堂"), INVITATION_CODE_RIGHT),
			  "有限会社みなと食堂");
	by_mail = apply(story, mail_link(story, "あさひ工業"), "あさひ工業株式会社");
	story_case_at(story, "one", "received");
	assert_int_equal(row_of(story, "有限会社みなと食堂").case_id, by_letter);
	assert_int_equal(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, by_letter, &view, NULL),
			 0);
	assert_string_equal(value_get_text(view, "came_by"), "letter");
	assert_int_equal(row_of(story, "あさひ工業").case_id, by_mail);
	assert_int_equal(number(story, "by_letter"), 1);
	assert_int_equal(number(story, "by_mail") + number(story, "silent"), 1 + 2);
	temp_dir_remove(folder);
}

static void who_applies_by_itself_is_written_to_no_more(void **state)
{
	struct story *story = *state;
	struct value *answers = story_answers(story, "こだま印刷", "one");

	invite(story);
	value_set_text(&story->arena, answers, "corporate_number", "7000012050002");
	story_submit(story, story_fill_in(story, answers), LANG_JA);
	assert_int_equal(number(story, "by_itself"), 1);
	assert_int_equal(queue_mails(story), 1);
	print(story);
	assert_int_equal(number(story, "printed"), 2);
	temp_dir_remove(folder);
}

/* A right proof is of one number only, and one sign more or less makes it wrong. */
static void a_code_that_is_nearly_right_is_wrong(void **state)
{
	struct story *story = *state;
	const char *code, *other;
	char near[32];

	invite(story);
	code = code_of(story, "株式会社こだま印刷");
	other = code_of(story, "あさひ工業");
	snprintf(near, sizeof(near), "%s", code);
	near[strlen(near) - 1] = near[strlen(near) - 1] == '2' ? '3' : '2';
	enter_code(story, "192.0.2.1", near, INVITATION_CODE_WRONG);
	snprintf(near, sizeof(near), "%.*s%s", NUMBER_SIGNS, code, other + NUMBER_SIGNS);
	enter_code(story, "192.0.2.1", near, INVITATION_CODE_WRONG);
	enter_code(story, "192.0.2.1", code, INVITATION_CODE_RIGHT);
	temp_dir_remove(folder);
}

static void codes_cannot_be_guessed(void **state)
{
	struct story *story = *state;
	const char *code;

	invite(story);
	code = code_of(story, "株式会社こだま印刷");
	for (int i = 0; i < INVITATION_VISIT_TRIES_PER_HOUR; i++)
		enter_code(story, "192.0.2.1", "22223-33333", INVITATION_CODE_WRONG);
	enter_code(story, "192.0.2.1", code, INVITATION_CODE_LATE);
	enter_code(story, "192.0.2.2", code, INVITATION_CODE_RIGHT);
	story->office->clock.fixed_ms += INT64_C(61) * 60 * 1000;
	enter_code(story, "192.0.2.1", code, INVITATION_CODE_RIGHT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM code_tried"), 0);
	temp_dir_remove(folder);
}

static void a_link_of_nobody_says_nothing_of_anybody(void **state)
{
	struct story *story = *state;
	struct call call = story_call(story);
	struct value *view = NULL;

	invite(story);
	assert_ok(invitation_visit_view(story->office, &story->arena, &call, STR("AAAA"), &view, &story->why),
		  &story->why);
	assert_true(value_get_bool(view, "is_void"));
	assert_string_equal(value_get_text(view, "company"), "");
	assert_int_equal(invitation_visit_refuse(story->office, &call, STR("AAAA"), &story->why), ERR_NOT_FOUND);
	temp_dir_remove(folder);
}

static void who_wants_no_more_is_invited_to_no_other_call(void **state)
{
	struct story *story = *state;
	struct call call = story_call(story);
	int64_t made;

	invite(story);
	assert_ok(invitation_visit_refuse(story->office, &call, mail_link(story, "株式会社こだま印刷"), &story->why),
		  &story->why);
	print(story);
	assert_int_equal(number(story, "printed"), 2);
	assert_int_equal(number(story, "never"), 1);
	story_publish_r8(story);
	assert_ok(invitation_make(story->office, &story->secretariat, "tokyo_r8", &made, &story->why), &story->why);
	assert_int_equal(made, 3);
	temp_dir_remove(folder);
}

static void call_note(struct story *story, const char *company, const char *outcome, const char *again)
{
	const struct invitation_call_result result = {str_from(outcome), str_from(again), STR("受付の方")};
	const char *problem;

	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL, id_of(story, company), &result,
				       &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "");
}

static void who_wants_no_more_gets_nothing_of_a_call_that_invited_it_before(void **state)
{
	const struct invitation_call_result never = {STR("never"), STR(""), STR("")};
	struct story *story = *state;
	const char *problem;
	int64_t some, r7;

	invite(story);
	r7 = id_of(story, "株式会社こだま印刷");
	assert_int_equal(queue_mails(story), 2);
	story_publish_r8(story);
	assert_ok(invitation_make(story->office, &story->secretariat, "tokyo_r8", &some, &story->why), &story->why);
	assert_int_equal(some, 4);
	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL,
				       story_ask(story, "SELECT id FROM invitation WHERE edition = 'tokyo_r8' AND "
							"corporate_number = '7000012050002'"),
				       &never, &problem, &story->why),
		  &story->why);
	print(story);
	assert_int_equal(number(story, "printed"), 2);
	assert_int_equal(number(story, "silent"), 3);
	assert_ok(invitation_mail_run(story->office, &(struct job){.subject = r7}, &story->why), &story->why);
	assert_int_equal(number(story, "mailed"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE mail_state = 'cancelled'"), 1);
	temp_dir_remove(folder);
}

static void who_does_not_answer_is_rung_after_the_days_of_the_edition(void **state)
{
	struct story *story = *state;

	invite(story);
	print(story); /* Monday 2 June: ten business days later is Monday the 16th */
	story->office->clock.fixed_ms += 13 * INT64_C(86400000);
	assert_int_equal(number(story, "to_call"), 0);
	story->office->clock.fixed_ms += INT64_C(86400000);
	assert_int_equal(number(story, "to_call"), 0);
	story->office->clock.fixed_ms += INT64_C(86400000);
	assert_int_equal(number(story, "to_call"), 3);
	call_note(story, "株式会社こだま印刷", "not_reached", "");
	call_note(story, "有限会社みなと食堂", "reached", "3");
	call_note(story, "あさひ工業", "no", "");
	assert_int_equal(number(story, "to_call"), 0);
	assert_int_equal(number(story, "no"), 1);
	story->office->clock.fixed_ms += INT64_C(86400000);
	assert_int_equal(number(story, "to_call"), 1);
	apply(story, mail_link(story, "株式会社こだま印刷"), "株式会社こだま印刷");
	assert_int_equal(number(story, "to_call"), 0);
	story->office->clock.fixed_ms += 7 * INT64_C(86400000);
	assert_int_equal(number(story, "to_call"), 1);
	call_note(story, "有限会社みなと食堂", "reached", "");
	assert_int_equal(number(story, "to_call"), 0);
	assert_string_equal(row_of(story, "有限会社みなと食堂").call_note, "受付の方\n受付の方");
	temp_dir_remove(folder);
}

static void a_call_without_an_outcome_is_not_noted(void **state)
{
	struct story *story = *state;
	const struct invitation_call_result nothing = {0}, late = {STR("reached"), STR("21"), STR("")};
	const char *problem = "";

	invite(story);
	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL, id_of(story, "あさひ工業"), &nothing,
				       &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "outcome");
	assert_ok(invitation_call_note(story->office, &story->secretariat, NULL, id_of(story, "あさひ工業"), &late,
				       &problem, &story->why),
		  &story->why);
	assert_string_equal(problem, "again");
	assert_int_equal(row_of(story, "あさひ工業").calls, 0);
	temp_dir_remove(folder);
}

static void erasing_a_company_erases_what_its_invitation_says_of_it(void **state)
{
	struct story *story = *state;
	int64_t case_id;

	invite(story);
	case_id = apply(story, mail_link(story, "株式会社こだま印刷"), "株式会社こだま印刷");
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, case_id, ERASE_CONTACT, "request", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM invitation WHERE company_name LIKE '%こだま%' OR mail "
					  "LIKE 'info@%' OR phone LIKE '03-1111%' OR company_key = '7000012050002'"),
			 0);
	assert_int_equal(number(story, "by_mail"), 1);
	temp_dir_remove(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_list_becomes_invitations_once),
		STORY(whom_the_predecessor_checked_is_not_invited),
		STORY(only_the_secretariat_invites),
		STORY(a_letter_is_printed_once_and_again_when_the_paper_jams),
		STORY(a_company_gets_one_mail_ever_and_none_after_it_answered),
		STORY(a_mail_says_who_writes_why_and_how_to_get_no_more),
		STORY(the_code_of_the_letter_opens_the_form_filled_in),
		STORY(an_application_remembers_by_which_way_it_came),
		STORY(who_applies_by_itself_is_written_to_no_more),
		STORY(a_code_that_is_nearly_right_is_wrong),
		STORY(codes_cannot_be_guessed),
		STORY(a_link_of_nobody_says_nothing_of_anybody),
		STORY(who_wants_no_more_is_invited_to_no_other_call),
		STORY(who_wants_no_more_gets_nothing_of_a_call_that_invited_it_before),
		STORY(who_does_not_answer_is_rung_after_the_days_of_the_edition),
		STORY(a_call_without_an_outcome_is_not_noted),
		STORY(erasing_a_company_erases_what_its_invitation_says_of_it),
	};

	return test_store_run("invitations", tests, COUNT(tests));
}
