/* SPDX-License-Identifier: Apache-2.0 */
/* tenken-witness looks at a running tenken serve: what only grew is co-signed, what was rewritten is shouted about. */
#include "story/seal/forger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disk/read_file.h"
#include "story/applicant.h"
#include "story/process.h"

#define NAME "tokyo.example.jp/witness"

/* An office and the witness that looks at it; both keys were exchanged. */
struct watched {
	struct scene *scene;
	struct process server;
	const char *key, *log_key, *state;
};

static const char *file(struct scene *scene, const char *name)
{
	return arena_printf(&scene->arena, "%s/%s", scene->dir, name);
}

static struct watched begin(struct scene *scene)
{
	struct watched watched = {
		.scene = scene, .key = file(scene, "witness.key"), .state = file(scene, "witness.head")};
	struct process process;
	const char *line;

	scene_init(scene, NULL);
	watched.log_key = scene_public_log_key(scene);
	assert_int_equal(RUN(scene, &process, TENKEN_WITNESS, "--new-key", NAME, "--key", watched.key), 0);
	line = process_out(scene, &process);
	assert_int_equal(RUN(scene, NULL, TENKEN, "setting", "--data", scene->data, "--log-key", scene_log_key(scene),
			     "witness_keys", line),
			 0);
	watched.server = scene_serve(scene, NULL);
	return watched;
}

static int look(struct watched *watched, struct process *ret_process)
{
	struct scene *scene = watched->scene;

	return RUN(scene, ret_process, TENKEN_WITNESS, "--url",
		   arena_printf(&scene->arena, "http://127.0.0.1:%d", watched->server.port), "--key", watched->key,
		   "--log-key", watched->log_key, "--state", watched->state);
}

static void a_company_applies(const struct watched *watched)
{
	struct client company;

	client_init(&company, watched->server.port);
	assert_int_equal(applicant_apply(&company, applicant_answers(&watched->scene->arena)), 303);
	client_release(&company);
}

/* The number in the second line of a head. */
static unsigned long long size_of(const char *head)
{
	return strtoull(strchr(head, '\n') + 1, NULL, 10);
}

static void a_log_that_only_grows_is_co_signed_and_its_witness_named(void **state)
{
	struct scene *scene = *state;
	struct watched watched = begin(scene);
	struct process process;
	unsigned long long first, second;
	const char *said;

	assert_int_equal(look(&watched, &process), 0);
	assert_non_null(strstr(process_out(scene, &process), "The first head is kept and co-signed"));
	first = size_of(read_whole(&scene->arena, watched.state));
	a_company_applies(&watched);
	assert_int_equal(look(&watched, &process), 0);
	assert_non_null(strstr(process_out(scene, &process), "The log only grew; co-signed"));
	second = size_of(read_whole(&scene->arena, watched.state));
	assert_true(second > first);
	assert_int_equal(
		RUN(scene, &process, TENKEN, "audit", "verify", "--data", scene->data, "--head", watched.state), 0);
	said = process_out(scene, &process);
	assert_non_null(
		strstr(said, arena_printf(&scene->arena, "The head that you kept speaks of the first %llu", second)));
	assert_non_null(strstr(said, arena_printf(&scene->arena, "Witnessed by " NAME " at %llu entries", second)));
	process_stop(&watched.server);
}

static void assert_shouts(struct watched *watched, const char *what)
{
	struct scene *scene = watched->scene;
	const char *kept = read_whole(&scene->arena, watched->state);
	struct process process;

	assert_int_equal(look(watched, &process), 1);
	assert_string_equal(process_out(scene, &process), "");
	assert_non_null(strstr(process_err(scene, &process), what));
	assert_non_null(strstr(process_err(scene, &process), kept)); /* the evidence */
	assert_string_equal(read_whole(&scene->arena, watched->state), kept);
	process_stop(&watched->server);
}

/* Somebody with the signing key backdates an application and makes the whole log agree with it. */
static void rewrite(struct scene *scene)
{
	struct test_store store = {.is_postgres = false};
	struct story story = {.store = &store};
	struct forger forger;

	assert_true(snprintf(store.address, sizeof(store.address), "sqlite:%s/tenken.db", scene->data) > 0);
	snprintf(store.dir, sizeof(store.dir), "%s", scene->dir);
	forger_open(&forger, &story);
	forger_begin(&forger);
	assert_true(forger_run(&forger, "UPDATE company_case SET arrived_ms = arrived_ms - 1 WHERE id = 1", NULL));
	forger_rewrite_log(&forger);
	assert_ok(forger.engine->commit(forger.conn, false, &forger.why), &forger.why);
	forger_close(&forger);
}

static void a_log_that_was_rewritten_with_its_key_is_shouted_about(void **state)
{
	struct scene *scene = *state;
	struct watched watched = begin(scene);

	assert_int_equal(look(&watched, NULL), 0);
	process_stop(&watched.server);
	rewrite(scene);
	assert_int_equal(RUN(scene, NULL, TENKEN, "audit", "verify", "--data", scene->data), 0); /* it agrees */
	watched.server = scene_serve(scene, NULL);
	a_company_applies(&watched); /* longer than the head that was kept */
	assert_shouts(&watched, "THE OFFICE CANNOT SHOW");
}

static void copy(struct scene *scene, const char *from, const char *to)
{
	struct str bytes;
	struct fault why;
	FILE *out = fopen(to, "w");

	assert_ok(read_file(&scene->arena, from, 64u << 20, &bytes, &why), &why);
	assert_non_null(out);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, out), bytes.n);
	assert_int_equal(fclose(out), 0);
}

/* A server that has ended leaves its store in one file. */
static void a_store_of_before_is_shouted_about(void **state)
{
	struct scene *scene = *state;
	struct watched watched = begin(scene);
	const char *store = arena_printf(&scene->arena, "%s/tenken.db", scene->data), *before = file(scene, "before");

	process_stop(&watched.server);
	copy(scene, store, before);
	watched.server = scene_serve(scene, NULL);
	a_company_applies(&watched);
	assert_int_equal(look(&watched, NULL), 0);
	process_stop(&watched.server);
	copy(scene, before, store);
	watched.server = scene_serve(scene, NULL);
	a_company_applies(&watched); /* another thing than what was done before */
	assert_shouts(&watched, "WARNING");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(a_log_that_only_grows_is_co_signed_and_its_witness_named),
		SCENE(a_log_that_was_rewritten_with_its_key_is_shouted_about),
		SCENE(a_store_of_before_is_shouted_about),
	};

	return cmocka_run_group_tests_name("the witness", tests, NULL, NULL);
}
