/* SPDX-License-Identifier: Apache-2.0 */
/* Nothing is diagnosed but what a company permitted, for as long as it permits it. */
#include "story/story.h"

#include <string.h>

#include "usecases/diagnosis/diagnose_run.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/post/mail_deed.h"
#include "usecases/post/view_mail.h"
#include "usecases/screening/screening_deed.h"

static const char *problem_of(struct story *story, const struct value *typed, int64_t number, const char *question)
{
	const struct actor company = story_company(number);
	struct value *problems = NULL;

	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL, typed, &problems, &story->why),
		  &story->why);
	return value_get_text(problems, question);
}

/* The form is taken, and the code of its mail is typed. */
static void permit(struct story *story, const struct value *typed, int64_t number)
{
	assert_string_equal(problem_of(story, typed, number, "targets"), "");
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
}

static enum err start(struct story *story, int64_t number)
{
	return story_do(story, &diagnosis_deed_start, &story->secretariat, number);
}

static void targets_are_authorised_and_sealed_into_the_history(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");

	permit(story, value_get(story->file, "authorisation"), number);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE state = 'authorised' AND document "
					  "LIKE '%代表取締役 木防 誠%'"),
			 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'targets_authorised' AND "
					  "detail LIKE '%127.0.0.1%'"),
			 1);
	assert_int_equal(story_state(story, number), CASE_STATE_CONFIRMED);
}

static void nobody_authorises_in_place_of_the_company(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct actor others[] = {story->secretariat, story->tokyo, story->expert, story->diagnosis};
	const struct value *typed = value_get(story->file, "authorisation");

	for (size_t i = 0; i < COUNT(others); i++) {
		struct value *problems = NULL;
		others[i].case_id = number;
		assert_int_equal(targets_form_submit(story->office, &story->arena, &others[i], NULL, typed, &problems,
						     &story->why),
				 ERR_DENIED);
	}
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
}

static void private_addresses_are_refused_outside_a_rehearsal(void **state)
{
	static const char *const private_ones[] = {"127.0.0.1",   "10.1.2.3",   "192.168.0.1",
						   "169.254.1.1", "100.64.0.1", "::1",
						   "fe80::1",     "fd00::1",    "::ffff:10.0.0.1"};
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	story->office->rehearsal = false;
	for (size_t i = 0; i < COUNT(private_ones); i++) {
		value_set_text(&story->arena, typed, "targets",
			       arena_printf(&story->arena, "www.example.jp\n%s", private_ones[i]));
		assert_string_equal(problem_of(story, typed, number, "targets"), "not_public");
	}
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
	value_set_text(&story->arena, typed, "targets", "www.example.jp\n8.8.8.8");
	permit(story, typed, number);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 1);
}

static void what_many_companies_share_is_no_target_of_one(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	story->office->rehearsal = false;
	value_set_text(&story->arena, typed, "targets", "www.example.jp\nkumiai.ameblo.jp");
	assert_string_equal(problem_of(story, typed, number, "targets"), "shared_host");
}

/* Names that the network knows, and forms that only some programs read as an address. */
static void a_rehearsal_touches_this_machine_alone(void **state)
{
	static const char *const others[] = {"www.example.jp", "8.8.8.8", "10.0.0.5",
					     "192.0.2.10",     "::2",     "localhost.localdomain"};
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	for (size_t i = 0; i < COUNT(others); i++) {
		value_set_text(&story->arena, typed, "targets",
			       arena_printf(&story->arena, "127.0.0.1\n%s", others[i]));
		assert_string_equal(problem_of(story, typed, number, "targets"), "loopback_only");
	}
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
}

/* What was authorised in real life is not run by a rehearsal of the same store, and the other way round. */
static void a_document_of_the_other_world_starts_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	story->office->rehearsal = false;
	story->office->clock.offset_ms = 0;
	value_set_text(&story->arena, typed, "targets", "www.example.jp");
	permit(story, typed, number);
	story->office->rehearsal = true;
	assert_int_equal(start(story, number), ERR_CONFLICT);
	value_set_text(&story->arena, typed, "targets", "127.0.0.1");
	story->office->clock.fixed_ms += 1000;
	permit(story, typed, number);
	story->office->rehearsal = false;
	assert_int_equal(start(story, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis"), 0);
}

static void a_run_that_waits_while_the_world_changes_never_probes(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	struct job job = {.kind = DIAGNOSE_JOB};

	assert_ok(start(story, number), &story->why);
	story->office->rehearsal = false;
	story->office->probe.path = "/nonexistent/probe"; /* would be an error, if it were run */
	job.subject = story_ask(story, "SELECT id FROM diagnosis");
	assert_ok(diagnose_run(story->office, &job, &story->why), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE state = 'stopped'"), 1);
}

static void who_is_not_sure_of_the_hosting_is_rung_and_has_permitted_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	value_set_text(&story->arena, typed, "hosting", "not_sure");
	value_set_text(&story->arena, typed, "agree", ""); /* nor is anything else asked of it */
	for (int i = 0; i < 2; i++)
		assert_string_equal(problem_of(story, typed, number, "hosting"), "");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'call_asked'"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM task WHERE kind = 'hosting_unsure'"), 1);
}

static void who_is_no_longer_sure_of_the_hosting_permits_nothing_any_more(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	struct value *typed = story_answers_of(story, "authorisation");

	value_set_text(&story->arena, typed, "hosting", "not_sure");
	assert_string_equal(problem_of(story, typed, number, "hosting"), "");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE state = 'authorised'"), 0);
	assert_int_equal(start(story, number), ERR_CONFLICT);
}

static void a_permission_that_is_not_ticked_is_none(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *typed = story_answers_of(story, "authorisation");

	value_set_text(&story->arena, typed, "agree", "");
	assert_string_equal(problem_of(story, typed, number, "agree"), "missing");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
}

static void nothing_runs_without_an_authorisation(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");

	assert_int_equal(start(story, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'diagnose'"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'diagnosis_started'"), 0);
}

static void a_run_is_started_once_and_told_to_the_company(void **state)
{
	struct story *story = *state;
	struct message_row mail;
	int64_t number = story_case_at(story, "one", "authorised");

	assert_ok(start(story, number), &story->why);
	assert_int_equal(start(story, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE state = 'queued'"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'diagnose'"), 1);
	mail = story_mail(story, number, "diagnosis_begins");
	assert_non_null(strstr(mail.body, "■ 診断する対象\n・127.0.0.1\n"));
	assert_non_null(strstr(mail.body, "期間      2025年6月16日（月） 10:00まで"));
}

static void only_the_secretariat_and_the_diagnosis_role_start_a_run(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	const struct actor *others[] = {&story->tokyo, &story->expert, &company};

	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(story_do(story, &diagnosis_deed_start, others[i], number), ERR_DENIED);
	assert_ok(story_do(story, &diagnosis_deed_start, &story->diagnosis, number), &story->why);
}

static void a_permission_that_was_taken_back_starts_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);

	assert_int_equal(story_do(story, &targets_deed_revoke, &story->secretariat, number) == ERR_OK, false);
	assert_ok(story_do(story, &targets_deed_revoke, &company, number), &story->why);
	assert_int_equal(start(story, number), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis"), 0);
}

static void a_run_that_waits_when_the_permission_is_taken_back_never_probes(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	struct job job = {.kind = DIAGNOSE_JOB};

	assert_ok(start(story, number), &story->why);
	assert_ok(story_do(story, &targets_deed_revoke, &company, number), &story->why);
	story->office->probe.path = "/nonexistent/probe"; /* would be an error, if it were run */
	job.subject = story_ask(story, "SELECT id FROM diagnosis");
	assert_ok(diagnose_run(story->office, &job, &story->why), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE state = 'stopped'"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM observation"), 0);
}

static void a_new_authorisation_takes_the_place_of_the_one_before(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	struct value *typed = story_answers_of(story, "authorisation");

	value_set_text(&story->arena, typed, "targets", "127.0.0.2");
	story->office->clock.fixed_ms += 1000;
	permit(story, typed, number);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE revoked_ms IS NULL"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE revoked_ms IS NULL AND "
					  "document LIKE '%127.0.0.2%'"),
			 1);
}

static void the_permission_ends_with_the_case(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, number, "電話でのご連絡"),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE state = 'revoked'"), 1);
	assert_int_equal(start(story, number), ERR_CONFLICT);
}

static void a_report_is_not_released_before_there_is_one(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");

	assert_ok(start(story, number), &story->why);
	assert_int_equal(story_do(story, &diagnosis_deed_release, &story->secretariat, number), ERR_CONFLICT);
}

/* --- the code --- */

#define AUTHORISED "SELECT COUNT(*) FROM authorisation WHERE state = 'authorised'"

static void fill_in(struct story *story, int64_t number, const char *targets)
{
	struct value *typed = story_answers_of(story, "authorisation");

	value_set_text(&story->arena, typed, "targets", targets);
	assert_string_equal(problem_of(story, typed, number, "agree"), "");
}

static bool send_again(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);
	bool is_mailed = false;

	assert_ok(targets_code_again(story->office, &company, NULL, &is_mailed, &story->why), &story->why);
	return is_mailed;
}

/* A code that is not this one. */
static const char *other_code(struct story *story, const char *code)
{
	char *other = arena_strdup(&story->arena, code);

	other[0] = other[0] == '9' ? '0' : (char)(other[0] + 1);
	return other;
}

static void what_is_filled_in_permits_nothing_until_the_code_of_the_mail_is_typed(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct message_row mail;

	fill_in(story, number, "127.0.0.1");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation"), 0);
	assert_int_equal(start(story, number), ERR_CONFLICT);
	mail = story_mail(story, number, "authorisation_code");
	assert_string_equal(mail.recipient, story_load(story, number).mail);
	assert_non_null(strstr(mail.body, story_code(story, number)));
	story->office->clock.fixed_ms += 60000;
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
	assert_int_equal(story_ask(story, AUTHORISED), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation_request"), 0);
	assert_true(story_ask(story, "SELECT authorised_ms FROM authorisation") == STORY_NOW_MS + 60000);
	assert_ok(start(story, number), &story->why);
}

static void outside_a_rehearsal_no_code_is_stored_or_shown(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed"), id = 0;
	struct message_row mail;
	const char *code;
	struct value *view;

	story->office->rehearsal = false;
	fill_in(story, number, "www.example.jp");
	code = story_code(story, number);
	mail = story_mail(story, number, "authorisation_code");
	assert_null(strstr(mail.body, code));
	assert_int_equal(story_ask(story, arena_printf(&story->arena,
						       "SELECT COUNT(*) FROM message WHERE body LIKE '%%%s%%'", code)),
			 0);
	assert_ok(view_mail(story->office, &story->arena, &story->secretariat, LANG_JA, mail.id, &view, &story->why),
		  &story->why);
	assert_null(strstr(value_get_text(view, "body"), code));
	assert_null(strstr(value_get_text(view, "body"), "{{"));
	assert_false(value_get_bool(view, "may_repeat"));
	story_tamper(story, "UPDATE message SET state = 'sent'");
	assert_int_equal(mail_deed_send_again(story->office, &story->secretariat, NULL, mail.id, &id, &story->why),
			 ERR_CONFLICT);
}

static void five_wrong_codes_void_the_right_one(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const char *code;

	fill_in(story, number, "127.0.0.1");
	code = story_code(story, number);
	assert_int_equal(story_type_code(story, number, NULL, ""), TARGETS_CODE_WRONG); /* no try */
	for (int i = 0; i < TARGETS_CODE_TRIES; i++)
		assert_int_equal(story_type_code(story, number, NULL, other_code(story, code)), TARGETS_CODE_WRONG);
	assert_int_equal(story_type_code(story, number, NULL, code), TARGETS_CODE_VOID);
	assert_int_equal(story_ask(story, AUTHORISED), 0);
	assert_true(send_again(story, number));
	assert_int_equal(story_type_code(story, number, NULL, code), TARGETS_CODE_WRONG);
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
	assert_int_equal(story_ask(story, AUTHORISED), 1);
}

static void a_code_lives_half_an_hour(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const char *code;

	fill_in(story, number, "127.0.0.1");
	code = story_code(story, number);
	story->office->clock.fixed_ms += TARGETS_CODE_MINUTES * INT64_C(60000);
	assert_int_equal(story_type_code(story, number, NULL, code), TARGETS_CODE_VOID);
	assert_true(send_again(story, number));
	story->office->clock.fixed_ms += TARGETS_CODE_MINUTES * INT64_C(60000) - 1;
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
}

static void a_code_is_of_one_document_and_one_case(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed"), other = story_case_at(story, "three", "confirmed");
	const char *code;

	fill_in(story, number, "127.0.0.1");
	code = story_code(story, number);
	fill_in(story, other, "127.0.0.1");
	assert_int_equal(story_type_code(story, other, NULL, code), TARGETS_CODE_WRONG);
	fill_in(story, number, "127.0.0.2"); /* changed behind the mail */
	assert_int_equal(story_type_code(story, number, NULL, code), TARGETS_CODE_WRONG);
	assert_int_equal(story_ask(story, AUTHORISED), 0);
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
	assert_int_equal(story_ask(story, AUTHORISED " AND document LIKE '%127.0.0.2%'"), 1);
}

static void a_code_is_read_as_people_type_it(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const char *code;

	fill_in(story, number, "127.0.0.1");
	code = story_code(story, number);
	code = arena_printf(&story->arena, " %.3s %s", code, code + 3);
	assert_int_equal(story_type_code(story, number, NULL, code), TARGETS_CODE_RIGHT);
}

static void codes_are_mailed_five_times_an_hour(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const char *code;

	fill_in(story, number, "127.0.0.1");
	for (int i = 1; i < TARGETS_CODE_MAILS_PER_HOUR; i++)
		assert_true(send_again(story, number));
	code = story_code(story, number);
	assert_false(send_again(story, number));
	assert_string_equal(problem_of(story, value_get(story->file, "authorisation"), number, "agree"), "code_often");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'authorisation_code'"),
			 TARGETS_CODE_MAILS_PER_HOUR);
	assert_int_equal(story_type_code(story, number, NULL, code), TARGETS_CODE_RIGHT);
}

static void who_is_out_confirms_nothing(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	enum targets_code_outcome outcome;

	fill_in(story, number, "127.0.0.1");
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, number, "都合"),
		  &story->why);
	assert_int_equal(targets_code_confirm(story->office, &company, NULL, str_from(story_code(story, number)),
					      &outcome, &story->why),
			 ERR_CONFLICT);
	assert_int_equal(targets_code_confirm(story->office, &story->secretariat, NULL, STR("123456"), &outcome,
					      &story->why) == ERR_OK,
			 false);
	assert_int_equal(story_ask(story, AUTHORISED), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(targets_are_authorised_and_sealed_into_the_history),
		STORY(nobody_authorises_in_place_of_the_company),
		STORY(private_addresses_are_refused_outside_a_rehearsal),
		STORY(what_many_companies_share_is_no_target_of_one),
		STORY(a_rehearsal_touches_this_machine_alone),
		STORY(a_document_of_the_other_world_starts_nothing),
		STORY(a_run_that_waits_while_the_world_changes_never_probes),
		STORY(who_is_not_sure_of_the_hosting_is_rung_and_has_permitted_nothing),
		STORY(who_is_no_longer_sure_of_the_hosting_permits_nothing_any_more),
		STORY(a_permission_that_is_not_ticked_is_none),
		STORY(nothing_runs_without_an_authorisation),
		STORY(a_run_is_started_once_and_told_to_the_company),
		STORY(only_the_secretariat_and_the_diagnosis_role_start_a_run),
		STORY(a_permission_that_was_taken_back_starts_nothing),
		STORY(a_run_that_waits_when_the_permission_is_taken_back_never_probes),
		STORY(a_new_authorisation_takes_the_place_of_the_one_before),
		STORY(the_permission_ends_with_the_case),
		STORY(a_report_is_not_released_before_there_is_one),
		STORY(what_is_filled_in_permits_nothing_until_the_code_of_the_mail_is_typed),
		STORY(outside_a_rehearsal_no_code_is_stored_or_shown),
		STORY(five_wrong_codes_void_the_right_one),
		STORY(a_code_lives_half_an_hour),
		STORY(a_code_is_of_one_document_and_one_case),
		STORY(a_code_is_read_as_people_type_it),
		STORY(codes_are_mailed_five_times_an_hour),
		STORY(who_is_out_confirms_nothing),
	};

	return test_store_run("authorisation", tests, COUNT(tests));
}
