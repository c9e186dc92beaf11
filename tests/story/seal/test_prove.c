/* SPDX-License-Identifier: Apache-2.0 */
/* tenken audit prove, and what check-proof says of its proof and of others. */
#include "story/process.h"

#include <stdio.h>
#include <string.h>

#include "codec/json.h"

/* The office of the rehearsal, with a head that it showed and proofs under just that head. */
struct proved {
	struct scene *scene;
	const char *head, *key;
	const char *one, *two; /* the proofs of R7-0001 and R7-0002 */
};

static const char *prove(struct scene *scene, const char *receipt)
{
	struct process process;

	assert_int_equal(RUN(scene, &process, TENKEN, "audit", "prove", "--data", scene->data, receipt), 0);
	return process.out_path;
}

static struct proved begin(struct scene *scene)
{
	scene_init(scene, NULL);
	return (struct proved){.scene = scene,
			       .head = scene_log_head(scene, NULL),
			       .key = scene_public_log_key(scene),
			       .one = prove(scene, "R7-0001"),
			       .two = prove(scene, "R7-0002")};
}

static int check(const struct proved *proved, const char *proof, const char *head, struct process *ret_process)
{
	return RUN(proved->scene, ret_process, TENKEN, "audit", "check-proof", proof, "--head", head, "--key",
		   proved->key);
}

static void what_the_office_proves_holds(void **state)
{
	struct scene *scene = *state;
	struct proved proved = begin(scene);
	struct process process;

	assert_int_equal(check(&proved, proved.one, proved.head, &process), 0);
	assert_non_null(strstr(process_out(scene, &process), "rank of arrival:  1"));
	assert_int_equal(check(&proved, proved.two, proved.head, &process), 0);
	assert_non_null(strstr(process_out(scene, &process), "rank of arrival:  2"));
}

static void a_case_that_is_none_has_no_proof(void **state)
{
	struct scene *scene = *state;
	struct process process;

	begin(scene);
	assert_int_equal(RUN(scene, &process, TENKEN, "audit", "prove", "--data", scene->data, "R7-0999"), 2);
	assert_string_equal(process_out(scene, &process), "");
	assert_non_null(strstr(process_err(scene, &process), "999"));
}

/* --- proofs that somebody made --- */

static struct value *read_proof(struct scene *scene, const char *path)
{
	struct value *proof = NULL;
	struct fault why;

	if (json_decode(&scene->arena, str_from(read_whole(&scene->arena, path)), &proof, &why))
		fail_msg("%s: %s", path, why.text);
	return proof;
}

static const char *write_proof(struct scene *scene, const struct value *proof)
{
	const char *path = arena_printf(&scene->arena, "%s/made.json", scene->dir);
	FILE *file = fopen(path, "w");
	BUF_SCOPED json;

	buf_init(&json, 65536);
	json_encode(&json, proof);
	assert_non_null(file);
	assert_true(fputs(buf_text(&json), file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

static void assert_fails(const struct proved *proved, const struct value *proof)
{
	struct process process;

	assert_int_equal(check(proved, write_proof(proved->scene, proof), proved->head, &process), 1);
	assert_non_null(strstr(process_out(proved->scene, &process), "This proof does not hold."));
}

static struct value *member(const struct value *map, const char *name)
{
	for (size_t i = 0; i < value_count(map); i++)
		if (str_is(map->keys[i], name))
			return map->items[i];
	fail_msg("the proof has no %s", name);
	return NULL;
}

/* The rank of one company, shown with what belongs to another. */
static void parts_of_another_companys_proof_do_not_hold(void **state)
{
	struct scene *scene = *state;
	struct proved proved = begin(scene);
	struct value *proof = read_proof(scene, proved.two), *other = read_proof(scene, proved.one);
	const char *entry = value_get_text(member(other, "arrival"), "entry");

	value_set(&scene->arena, proof, "latest", member(other, "arrival"));
	assert_fails(&proved, proof);
	proof = read_proof(scene, proved.two);
	value_set_text(&scene->arena, member(proof, "arrival"), "entry", entry);
	assert_fails(&proved, proof);
}

static void a_better_rank_written_into_it_does_not_hold(void **state)
{
	struct scene *scene = *state;
	struct proved proved = begin(scene);
	struct value *proof = read_proof(scene, proved.two);
	char *entry = arena_strdup(&scene->arena, value_get_text(member(proof, "arrival"), "entry"));

	*(strstr(entry, "\narrival 2\n") + strlen("\narrival ")) = '1';
	value_set_text(&scene->arena, member(proof, "arrival"), "entry", entry);
	assert_fails(&proved, proof);
}

static void a_head_from_before_the_proof_does_not_fit_it(void **state)
{
	struct scene *scene = *state;
	struct proved proved = begin(scene);
	struct process process;
	const char *later;

	assert_int_equal(RUN(scene, NULL, TENKEN, "setting", "--data", scene->data, "--log-key", scene_log_key(scene),
			     "mail_from", "office@example.jp"),
			 0);
	later = prove(scene, "R7-0001");
	assert_int_equal(check(&proved, later, proved.head, &process), 1);
	assert_non_null(strstr(process_out(scene, &process), "the kept head has"));
	assert_int_equal(check(&proved, later, scene_log_head(scene, NULL), &process), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(what_the_office_proves_holds),
		SCENE(a_case_that_is_none_has_no_proof),
		SCENE(parts_of_another_companys_proof_do_not_hold),
		SCENE(a_better_rank_written_into_it_does_not_hold),
		SCENE(a_head_from_before_the_proof_does_not_fit_it),
	};

	return cmocka_run_group_tests_name("proofs of place", tests, NULL, NULL);
}
