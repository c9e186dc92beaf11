/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The built programs as processes of their own, in a scene of a directory each. A process ends with the test that
 * started it, however that ends. All waits are bounded.
 */
#ifndef TENKEN_TESTS_STORY_PROCESS_H
#define TENKEN_TESTS_STORY_PROCESS_H

#include <sys/types.h>

#include "base/arena.h"
#include "lib/temp_dir.h"
#include "test.h"

#define PROCESS_WAIT_MS 30000

struct scene {
	char dir[TEMP_DIR_PATH];
	char data[TEMP_DIR_PATH + 8]; /* a folder that init makes */
	struct arena arena;
	int count;         /* of processes so far */
	const char *input; /* the file that is the standard input of the next processes; NULL: it is empty */
};

/* Setup and teardown; the test's state is a struct scene. */
int scene_begin(void **state);
int scene_end(void **state);
#define SCENE(test) cmocka_unit_test_setup_teardown(test, scene_begin, scene_end)

struct process {
	pid_t pid;
	const char *out_path, *err_path; /* where its standard output and error go */
	int port;                        /* of a server */
};

/* words: the program and its arguments, ended by NULL. Speaks English. */
struct process process_start(struct scene *scene, const char *const *words);

/* Its exit status, or 128 + the signal that ended it. Fails the test when it goes on for longer. */
int process_wait(const struct process *process, int timeout_ms);

/* Starts and waits. */
int process_run(struct scene *scene, const char *const *words, struct process *ret_process);
#define RUN(scene, ret_process, ...) process_run(scene, (const char *const[]){__VA_ARGS__, NULL}, ret_process)

/* Makes this text the standard input of the next processes. */
void scene_give(struct scene *scene, const char *text);

char *process_out(struct scene *scene, const struct process *process);
char *process_err(struct scene *scene, const struct process *process);

/* The file of the key that signs the log: beside the data, as on a host of its own. */
const char *scene_log_key(struct scene *scene);

/* A file with the public half of that key, once init has made it. */
const char *scene_public_log_key(struct scene *scene);

/* tenken init of a rehearsal at 2025-06-02T10:00+09:00, into scene->data or into a database (else NULL). */
void scene_init(struct scene *scene, const char *database);

/* tenken serve on it, when it answers on a free port of 127.0.0.1. */
struct process scene_serve(struct scene *scene, const char *database);

/* What "tenken audit head" prints, in a file of its own. May be asked beside a server; database as for scene_init. */
const char *scene_log_head(struct scene *scene, const char *database);

/* "tenken audit verify" with a head that was kept, and "tenken audit replay". Fails the test with what they say unless
 * both end with 0. */
void scene_audit(struct scene *scene, const char *database, const char *head);

/* SIGTERM; fails the test unless the process ends in time and with status 0. */
void process_stop(const struct process *process);

/* Everything in a file; terminated. */
char *read_whole(struct arena *arena, const char *path);

#endif
