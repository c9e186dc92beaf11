/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The jobs that move a case by the clock are killed with -9 at every fifth step; then another process works until
 * nothing is due. Each does its work once: nobody is written to twice, nobody is forgotten, and the log agrees.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "calendar/day.h"
#include "jobs/worker.h"
#include "steps.h"
#include "story/story.h"
#include "usecases/application/offer_deed.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/office_open.h"
#include "usecases/place_offer.h"
#include "usecases/post/send_message.h"
#include "usecases/screening/answer_chase.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/seal/audit_verify.h"

#define STEPS_MAX 400
#define STRIDE    5 /* each life opens an office, which takes most of the time */

enum { EXIT_DONE = 0 };

/* What is asked of the store that the second process leaves. */
struct expected {
	const char *sql;
	int64_t answer;
};

struct killing {
	struct story *story;
	int64_t at_ms; /* when the job is due */
	const struct expected *left;
	size_t count;
};

static struct office *open_at(const struct killing *killing)
{
	const struct test_store *store = killing->story->store;
	struct fault why = {ERR_OK, ""};
	struct office *office = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_ok(office_open(&(struct office_open){.address = store->address,
						    .log_key = test_store_file(store, &arena, STORY_LOG_KEY)},
			      &office, &why),
		  &why);
	office->clock = (struct clock){.fixed_ms = killing->at_ms};
	return office;
}

static enum err count_due(struct tx *tx, void *context, struct fault *why)
{
	int64_t *number = context;
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT COUNT(*) FROM job WHERE kind IN ('" PLACE_OFFER_JOB "', '" ANSWER_CHASE_JOB
		       "', '" DIAGNOSIS_WATCH_JOB "', '" MESSAGE_JOB "') AND (run_at_ms <= $1 OR lease_until_ms > 0)",
		       PARAMS(P_INT(*number)), &rows, why);
	if (!err)
		*number = rows_int(rows, 0, 0);
	return err;
}

static void work_until_quiet(struct office *office)
{
	static const struct job_kind table[] = {
		{MESSAGE_JOB, SEND_MESSAGE_LEASE_S, SEND_MESSAGE_ATTEMPTS_MAX, send_message_run},
		{PLACE_OFFER_JOB, OFFER_DEED_LEASE_S, OFFER_DEED_ATTEMPTS_MAX, offer_deed_run},
		{ANSWER_CHASE_JOB, ANSWER_CHASE_LEASE_S, ANSWER_CHASE_ATTEMPTS_MAX, answer_chase_run},
		{DIAGNOSIS_WATCH_JOB, DIAGNOSIS_WATCH_LEASE_S, DIAGNOSIS_WATCH_ATTEMPTS_MAX, diagnosis_deed_watch_run},
		{NULL, 0, 0, NULL},
	};
	struct worker *worker;
	struct fault why = {ERR_OK, ""};
	int64_t due = 1;

	assert_ok(worker_start(office->db, &office->clock, table, office, 1, NULL, &worker, &why), &why);
	for (int i = 0; i < 3000 && due; i++) {
		due = office->clock.fixed_ms;
		assert_ok(db_read(office->db, count_due, &due, &why), &why);
		if (due)
			nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
	}
	assert_int_equal(due, 0);
	assert_true(worker_stop(worker, 20000));
}

/* The life that is killed. */
static void live(const struct killing *killing, int step, int name_fd)
{
	struct office *office = open_at(killing);

	steps_arm(step, name_fd);
	work_until_quiet(office);
	_exit(EXIT_DONE);
}

static enum err end_leases(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx, "UPDATE job SET lease_until_ms = 0", NULL, 0, NULL, why);
}

/* The life that comes after it, in a process of its own as well. */
static void live_on(const struct killing *killing, const char *name)
{
	const struct audit_verify_input input = {.head = {NULL, 0}, .key = {NULL, 0}};
	struct story *story = killing->story;
	struct value *report = NULL;

	story->office = open_at(killing);
	assert_ok(db_write(story->office->db, end_leases, NULL, &story->why), &story->why);
	work_until_quiet(story->office);
	for (size_t i = 0; i < killing->count; i++) {
		int64_t answer = story_ask(story, killing->left[i].sql);
		if (answer != killing->left[i].answer)
			fail_msg("killed %s: %lld instead of %lld of: %s", name, (long long)answer,
				 (long long)killing->left[i].answer, killing->left[i].sql);
	}
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	office_close(story->office);
}

static const char *store_path(const struct killing *killing)
{
	return killing->story->store->address + strlen("sqlite:");
}

static void copy(const char *from, const char *to)
{
	char bytes[65536];
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	size_t size;

	assert_non_null(in);
	assert_non_null(out);
	while ((size = fread(bytes, 1, sizeof(bytes), in)) > 0)
		assert_int_equal(fwrite(bytes, 1, size, out), size);
	fclose(in);
	assert_int_equal(fclose(out), 0);
}

static void put_back(const struct killing *killing, const char *kept)
{
	static const char *const ends[] = {"-wal", "-shm"};
	char path[300];

	for (size_t i = 0; i < COUNT(ends); i++) {
		snprintf(path, sizeof(path), "%s%s", store_path(killing), ends[i]);
		unlink(path);
	}
	copy(kept, store_path(killing));
}

/* False when the life was shorter than the step. */
static bool kill_at(const struct killing *killing, int step, char name[200])
{
	int ends[2], status = 0;
	ssize_t size;
	pid_t pid;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		live(killing, step, ends[1]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(ends[1]);
	size = read(ends[0], name, 199);
	close(ends[0]);
	name[size > 0 ? size : 0] = '\0';
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_DONE)
		return false;
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("step %d (%s): status %x instead of a kill", step, name, status);
	return true;
}

/* The office of the story is closed while its store is handed to others, and open again behind it. */
static void kill_everywhere(const struct killing *killing)
{
	struct story *story = killing->story;
	char kept[300], name[200];
	int step = 1;
	bool was_killed = true;

	office_close(story->office);
	snprintf(kept, sizeof(kept), "%s.kept", store_path(killing));
	copy(store_path(killing), kept);
	for (; was_killed && step <= STEPS_MAX; step += STRIDE) {
		put_back(killing, kept);
		was_killed = kill_at(killing, step, name);
		live_on(killing, was_killed ? name : "never");
	}
	print_message("%d steps\n", step);
	assert_in_range(step, 20, STEPS_MAX);
	story->office = open_at(killing);
}

/* --- the jobs --- */

static void the_end_of_an_offer_hands_the_place_on_once(void **state)
{
	static const struct expected left[] = {
		{"SELECT COUNT(*) FROM company_case WHERE state = 'expired'", 1},
		{"SELECT COUNT(*) FROM company_case WHERE state = 'offered'", 1},
		{"SELECT COUNT(*) FROM company_case WHERE holds_place = 1", 5},
		{"SELECT COUNT(*) FROM message WHERE template = 'offer_expired'", 1},
		{"SELECT COUNT(*) FROM message WHERE template = 'offer'", 2}, /* one to each company */
		{"SELECT COUNT(*) FROM message WHERE state = 'queued'", 0},
		{"SELECT COUNT(*) FROM task WHERE kind = 'place_offered'", 2},
		{"SELECT COUNT(*) FROM job WHERE kind = '" PLACE_OFFER_JOB "'", 1},
	};
	struct story *story = *state;
	int64_t first = 0;

	if (story->store->is_postgres)
		return; /* a copy of a file is what this test begins with each time */
	for (int i = 0; i < 7; i++) {
		int64_t number = story_case_at(story, "three", "received");
		first = first ? first : number;
	}
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, first, "電話で。"),
		  &story->why);
	kill_everywhere(&(struct killing){
		story, story_ask(story, "SELECT MAX(answer_due_ms) FROM company_case WHERE state = 'offered'"), left,
		COUNT(left)});
}

static void a_reminder_is_sent_once(void **state)
{
	static const struct expected left[] = {
		{"SELECT COUNT(*) FROM message WHERE template = 'reminder'", 1},
		{"SELECT COUNT(*) FROM message WHERE state = 'queued'", 0},
		{"SELECT COUNT(*) FROM job WHERE kind = '" ANSWER_CHASE_JOB "'", 1},
		{"SELECT COUNT(*) FROM company_case WHERE state = 'invited'", 1},
	};
	struct story *story = *state;

	if (story->store->is_postgres)
		return;
	story_case_at(story, "one", "invited");
	kill_everywhere(&(struct killing){
		story, story_ask(story, "SELECT run_at_ms FROM job WHERE kind = '" ANSWER_CHASE_JOB "'"), left,
		COUNT(left)});
}

static void the_end_of_waiting_for_an_answer_ends_the_case_once(void **state)
{
	static const struct expected left[] = {
		{"SELECT COUNT(*) FROM company_case WHERE state = 'expired' AND holds_place = 0", 1},
		{"SELECT COUNT(*) FROM event WHERE kind = 'answer_expired'", 1},
		{"SELECT COUNT(*) FROM message WHERE template = 'answer_expired'", 1},
		{"SELECT COUNT(*) FROM message WHERE template = 'reminder'", 0},
		{"SELECT COUNT(*) FROM message WHERE state = 'queued'", 0},
		{"SELECT COUNT(*) FROM job WHERE kind = '" ANSWER_CHASE_JOB "'", 0},
	};
	struct story *story = *state;

	if (story->store->is_postgres)
		return;
	story_case_at(story, "one", "invited");
	kill_everywhere(&(struct killing){story, story_ask(story, "SELECT answer_due_ms FROM company_case"), left,
					  COUNT(left)});
}

static void a_watch_begins_one_run_and_tells_of_it_once(void **state)
{
	static const struct expected left[] = {
		{"SELECT COUNT(*) FROM diagnosis WHERE purpose = 'watch' AND state = 'queued'", 1},
		{"SELECT COUNT(*) FROM event WHERE kind = 'diagnosis_started'", 1},
		{"SELECT COUNT(*) FROM message WHERE template = 'diagnosis_begins'", 1},
		{"SELECT COUNT(*) FROM message WHERE state = 'queued'", 0},
		{"SELECT COUNT(*) FROM job WHERE kind = '" DIAGNOSE_JOB "'", 1},
		{"SELECT COUNT(*) FROM job WHERE kind = '" DIAGNOSIS_WATCH_JOB "'", 1},
	};
	struct story *story = *state;
	int64_t number;
	struct actor company;
	struct value *typed, *problems = NULL;

	if (story->store->is_postgres)
		return;
	number = story_case_at(story, "one", "confirmed");
	company = story_company(number);
	typed = story_answers_of(story, "authorisation");
	value_set_text(&story->arena, typed, "watch", "days_90");
	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL, typed, &problems, &story->why),
		  &story->why);
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
	kill_everywhere(&(struct killing){
		story, story_ask(story, "SELECT run_at_ms FROM job WHERE kind = '" DIAGNOSIS_WATCH_JOB "'"), left,
		COUNT(left)});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_end_of_an_offer_hands_the_place_on_once),
		STORY(a_reminder_is_sent_once),
		STORY(the_end_of_waiting_for_an_answer_ends_the_case_once),
		STORY(a_watch_begins_one_run_and_tells_of_it_once),
	};

	return test_store_run("kill_jobs", tests, COUNT(tests));
}
