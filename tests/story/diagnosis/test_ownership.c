/* SPDX-License-Identifier: Apache-2.0 */
/* A company shows that a target is its own, or the secretariat says how it made sure. */
#include "story/story.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "findings/authorisation.h"
#include "store/diagnosis/ownership_store.h"
#include "usecases/diagnosis/ownership_deed.h"
#include "usecases/diagnosis/ownership_look.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/seal/audit_verify.h"

#define HOST  "127.0.0.1"
#define ENDED "SELECT COUNT(*) FROM ownership WHERE state = 'not_shown' AND note = 'ended'"

/* A program in the place of the probe, which keeps what it is told and answers with one line. */
struct stand_in {
	char path[40], told[48];
};

static void stand_in_that(struct story *story, struct stand_in *probe, const char *problem, const char *first)
{
	char script[600];
	int fd;

	snprintf(probe->path, sizeof(probe->path), "/tmp/tenken-probe-XXXXXX");
	fd = mkstemp(probe->path);
	assert_true(fd >= 0);
	snprintf(probe->told, sizeof(probe->told), "%s.told", probe->path);
	snprintf(script, sizeof(script),
		 "#!/bin/sh\nread -r line\nprintf '%%s' \"$line\" >%s\n%s\n"
		 "echo '{\"at_ms\":1,\"kind\":\"ownership.answer\",\"target\":\"" HOST
		 "\",\"data\":{\"way\":\"file\",\"is_shown\":false,\"problem\":\"%s\"}}'\n",
		 probe->told, first, problem);
	assert_int_equal(write(fd, script, strlen(script)), (ssize_t)strlen(script));
	assert_int_equal(fchmod(fd, 0700), 0);
	close(fd);
	story->office->probe.path = probe->path;
}

static void stand_in(struct story *story, struct stand_in *probe, const char *problem)
{
	stand_in_that(story, probe, problem, "");
}

static struct authorisation *told(struct story *story, const struct stand_in *probe)
{
	static char text[16384];
	struct authorisation *document = NULL;
	FILE *file = fopen(probe->told, "rb");

	assert_non_null(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	unlink(probe->told);
	unlink(probe->path);
	assert_ok(authorisation_parse(&story->arena, str_from(text), &document, &story->why), &story->why);
	return document;
}

static enum err ask(struct story *story, int64_t number, const char *host)
{
	const struct actor company = story_company(number);

	return ownership_deed_ask(story->office, &company, str_from(host), OWNERSHIP_FILE, &story->why);
}

static void look(struct story *story, int64_t number)
{
	struct job job = {.kind = OWNERSHIP_JOB, .subject = number};

	assert_ok(ownership_look_run(story->office, &job, &story->why), &story->why);
}

static const struct value *target_of(struct story *story, const struct actor *actor, int64_t number)
{
	struct value *view = NULL;

	assert_ok(ownership_deed_view(story->office, &story->arena, actor, LANG_JA, number, &view, &story->why),
		  &story->why);
	assert_int_equal(value_count(value_get(view, "owned")), 1);
	return value_at(value_get(view, "owned"), 0);
}

static const char *state_of(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);

	return value_get_text(target_of(story, &company, number), "state");
}

static void a_company_asks_and_the_probe_alone_looks(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	const char *token = value_get_text(target_of(story, &company, number), "token");
	struct authorisation *document;
	struct stand_in probe;

	assert_string_equal(state_of(story, number), "none");
	stand_in(story, &probe, "");
	for (int i = 0; i < 2; i++) /* a button that is pressed twice */
		assert_ok(ask(story, number, HOST), &story->why);
	assert_string_equal(state_of(story, number), "asked");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'ownership'"), 1);
	look(story, number);
	look(story, number); /* as after a crash: it is answered, and nobody looks again */
	document = told(story, &probe);
	assert_int_equal(document->purpose, AUTHORISATION_OWNERSHIP);
	assert_false(document->purposes[AUTHORISATION_FIRST_DIAGNOSIS].is_given);
	assert_int_equal(document->target_count, 1);
	assert_string_equal(document->targets[0].host, HOST);
	assert_string_equal(document->ownership_token, token);
	assert_true(document->not_after_ms - document->not_before_ms == OWNERSHIP_LOOK_MS);
	assert_string_equal(state_of(story, number), "shown");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM ownership"), 2);
}

static void a_look_in_vain_says_why_and_can_be_repeated_later(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	struct stand_in probe;

	stand_in(story, &probe, "absent");
	assert_ok(ask(story, number, HOST), &story->why);
	look(story, number);
	(void)told(story, &probe);
	assert_string_equal(state_of(story, number), "not_shown");
	assert_string_equal(value_get_text(target_of(story, &company, number), "problem"), "absent");
	assert_ok(ask(story, number, HOST), &story->why); /* too soon: nothing happens */
	assert_string_equal(state_of(story, number), "not_shown");
	story->office->clock.fixed_ms += OWNERSHIP_DEED_PAUSE_MS;
	assert_ok(ask(story, number, HOST), &story->why);
	assert_string_equal(state_of(story, number), "asked");
}

static void only_what_the_company_permits_is_looked_at(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	struct actor others[] = {story->secretariat, story->tokyo, story->expert, story->diagnosis};

	assert_int_equal(ask(story, number, "127.0.0.9"), ERR_CONFLICT);
	assert_int_equal(ask(story, number, ""), ERR_CONFLICT);
	assert_int_equal(ownership_deed_ask(story->office, &company, STR(HOST), OWNERSHIP_DNS, &story->why),
			 ERR_INVALID);
	assert_int_equal(ownership_deed_ask(story->office, &company, STR(HOST), OWNERSHIP_PERSON, &story->why),
			 ERR_INVALID);
	for (size_t i = 0; i < COUNT(others); i++) {
		others[i].case_id = number;
		assert_int_equal(ownership_deed_ask(story->office, &others[i], STR(HOST), OWNERSHIP_FILE, &story->why),
				 ERR_DENIED);
	}
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM ownership"), 0);
}

static void nobody_looks_once_the_permission_is_taken_back(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);

	assert_ok(ask(story, number, HOST), &story->why);
	assert_ok(story_do(story, &targets_deed_revoke, &company, number), &story->why);
	story->office->probe.path = "/nonexistent/probe"; /* would be an error, if it were run */
	look(story, number);
	assert_int_equal(story_ask(story, ENDED), 1);
	assert_int_equal(ask(story, number, HOST), ERR_CONFLICT);
}

static void nobody_looks_once_every_purpose_is_over(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	const char *problem = NULL;
	struct value *view = NULL;

	assert_ok(ask(story, number, HOST), &story->why);
	for (int i = 0; i < AUTHORISATION_OWNERSHIP; i++) /* each that holds, by itself */
		if (story_do(story, &targets_deed_end_purpose, &company, number))
			break;
	story->office->probe.path = "/nonexistent/probe"; /* would be an error, if it were run */
	look(story, number);
	assert_int_equal(story_ask(story, ENDED), 1);
	story->office->clock.fixed_ms += OWNERSHIP_DEED_PAUSE_MS;
	assert_int_equal(ask(story, number, HOST), ERR_CONFLICT);
	assert_int_equal(ownership_deed_confirm(story->office, &story->secretariat, number, STR(HOST), STR("電話"),
						&problem, &story->why),
			 ERR_CONFLICT);
	assert_ok(ownership_deed_view(story->office, &story->arena, &company, LANG_JA, number, &view, &story->why),
		  &story->why);
	assert_int_equal(value_count(value_get(view, "owned")), 0);
}

static void nobody_looks_behind_the_last_day(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");

	assert_ok(ask(story, number, HOST), &story->why);
	story->office->clock.fixed_ms += INT64_C(3) * 366 * 24 * 3600 * 1000;
	story->office->probe.path = "/nonexistent/probe";
	look(story, number);
	assert_int_equal(story_ask(story, ENDED), 1);
	story->office->clock.fixed_ms += OWNERSHIP_DEED_PAUSE_MS;
	assert_int_equal(ask(story, number, HOST), ERR_CONFLICT);
}

/* What a person of the company, or of the office, does while the probe looks. */
struct meanwhile {
	struct story *story;
	int64_t number;
	const char *told;
	bool erases;
	enum err err;
};

static void *do_meanwhile(void *context)
{
	struct meanwhile *meanwhile = context;
	struct story *story = meanwhile->story;
	const struct actor company = story_company(meanwhile->number);
	struct fault why;

	for (int i = 0; i < 1000 && access(meanwhile->told, F_OK); i++)
		usleep(10000);
	if (meanwhile->erases)
		meanwhile->err = erase_content(story->office, &story->secretariat, meanwhile->number, ERASE_DIAGNOSIS,
					       "retention_5y", &why);
	else
		meanwhile->err = case_deed_do(&targets_deed_revoke, story->office, &company, NULL, meanwhile->number,
					      &(struct case_deed_input){0}, &why);
	return NULL;
}

static void look_while(struct story *story, int64_t number, bool erases, const char *first)
{
	struct stand_in probe;
	struct meanwhile meanwhile = {.story = story, .number = number, .told = probe.told, .erases = erases};
	pthread_t thread;

	assert_ok(ask(story, number, HOST), &story->why);
	stand_in_that(story, &probe, "", first);
	assert_int_equal(pthread_create(&thread, NULL, do_meanwhile, &meanwhile), 0);
	look(story, number);
	assert_int_equal(pthread_join(thread, NULL), 0);
	assert_int_equal(meanwhile.err, ERR_OK);
	(void)told(story, &probe);
}

static void a_look_is_broken_off_when_the_permission_is_taken_back(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const int64_t begun_ms = clock_monotonic_ms();

	look_while(story, number, false, "exec sleep 40");
	assert_true(clock_monotonic_ms() - begun_ms < 35000);
	assert_int_equal(story_ask(story, ENDED), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM ownership"), 2);
}

/* The process is asked to end: the next one looks, and nothing is answered by then. */
static void a_look_ends_with_its_process_and_is_repeated(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const atomic_bool is_stopping = true;
	const struct job job = {.kind = OWNERSHIP_JOB, .subject = number, .is_stopping = &is_stopping};
	const int64_t begun_ms = clock_monotonic_ms();
	struct stand_in probe;

	assert_ok(ask(story, number, HOST), &story->why);
	stand_in_that(story, &probe, "", "exec sleep 40");
	assert_int_equal(ownership_look_run(story->office, &job, &story->why), ERR_BUSY);
	assert_true(clock_monotonic_ms() - begun_ms < 35000);
	(void)told(story, &probe);
	assert_string_equal(state_of(story, number), "asked");
	stand_in(story, &probe, "");
	look(story, number);
	(void)told(story, &probe);
	assert_string_equal(state_of(story, number), "shown");
}

static void what_was_erased_while_the_probe_looked_gets_no_answer(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");

	story_settle_mails(story);
	look_while(story, number, true, "sleep 2");
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM ownership"), 0);
}

static void the_secretariat_confirms_it_and_says_how(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	const struct actor *others[] = {&story->tokyo, &story->expert, &story->diagnosis, &company};
	const char *problem = NULL;

	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(ownership_deed_confirm(story->office, others[i], number, STR(HOST), STR("電話"),
							&problem, &story->why),
				 ERR_DENIED);
	assert_ok(ownership_deed_confirm(story->office, &story->secretariat, number, STR(HOST), STR(" "), &problem,
					 &story->why),
		  &story->why);
	assert_string_equal(problem, "missing");
	assert_string_equal(state_of(story, number), "none");
	assert_ok(ownership_deed_confirm(story->office, &story->secretariat, number, STR(HOST),
					 STR("電話で確認し、契約書の写しを受け取った"), &problem, &story->why),
		  &story->why);
	assert_string_equal(state_of(story, number), "shown");
	assert_string_equal(value_get_text(target_of(story, &story->secretariat, number), "how"),
			    "電話で確認し、契約書の写しを受け取った");
}

static void what_happened_is_sealed_and_erased_with_the_diagnosis(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct audit_verify_input input = {.key = str_of("", 0)};
	struct value *report = NULL;
	const char *problem = NULL;

	assert_ok(ownership_deed_confirm(story->office, &story->secretariat, number, STR(HOST), STR("契約書"), &problem,
					 &story->why),
		  &story->why);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	story_tamper(story, "UPDATE ownership SET note = '見ていない'");
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_true(value_count(value_get(report, "differences")) >= 1);
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, number, ERASE_CONTACT, "retention_5y", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM ownership WHERE said_by <> '' OR note <> ''"), 0);
	assert_ok(
		erase_content(story->office, &story->secretariat, number, ERASE_DIAGNOSIS, "retention_5y", &story->why),
		&story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM ownership"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_company_asks_and_the_probe_alone_looks),
		STORY(a_look_in_vain_says_why_and_can_be_repeated_later),
		STORY(only_what_the_company_permits_is_looked_at),
		STORY(nobody_looks_once_the_permission_is_taken_back),
		STORY(nobody_looks_once_every_purpose_is_over),
		STORY(nobody_looks_behind_the_last_day),
		STORY(a_look_is_broken_off_when_the_permission_is_taken_back),
		STORY(a_look_ends_with_its_process_and_is_repeated),
		STORY(what_was_erased_while_the_probe_looked_gets_no_answer),
		STORY(the_secretariat_confirms_it_and_says_how),
		STORY(what_happened_is_sealed_and_erased_with_the_diagnosis),
	};

	return test_store_run("ownership", tests, COUNT(tests));
}
