/* SPDX-License-Identifier: Apache-2.0 */
#include "story/process.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "disk/read_file.h"
#include "seal/note.h"
#include "story/story.h"
#include "usecases/log_key.h"

#define STEP_NS 10000000L

int scene_begin(void **state)
{
	static struct scene scene;

	memset(&scene, 0, sizeof(scene));
	arena_init(&scene.arena);
	temp_dir_make(scene.dir, "scene");
	snprintf(scene.data, sizeof(scene.data), "%s/data", scene.dir);
	*state = &scene;
	return 0;
}

int scene_end(void **state)
{
	struct scene *scene = *state;

	temp_dir_remove(scene->dir);
	arena_release(&scene->arena);
	return 0;
}

static void sleep_a_step(void)
{
	nanosleep(&(struct timespec){0, STEP_NS}, NULL);
}

static int make_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	return fd;
}

void scene_give(struct scene *scene, const char *text)
{
	int fd;

	scene->input = arena_printf(&scene->arena, "%s/input", scene->dir);
	fd = make_file(scene->input);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static void become(const char *const *words, const char *input, int out, int err)
{
	int in = open(input ? input : "/dev/null", O_RDONLY);

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	setenv("LC_ALL", "C.UTF-8", 1);
	if (dup2(in, STDIN_FILENO) == STDIN_FILENO && dup2(out, STDOUT_FILENO) == STDOUT_FILENO &&
	    dup2(err, STDERR_FILENO) == STDERR_FILENO)
		execv(words[0], (char *const *)(uintptr_t)words);
	_exit(127);
}

struct process process_start(struct scene *scene, const char *const *words)
{
	struct process process = {
		.out_path = arena_printf(&scene->arena, "%s/%d.out", scene->dir, scene->count),
		.err_path = arena_printf(&scene->arena, "%s/%d.err", scene->dir, scene->count),
	};
	int out = make_file(process.out_path), err = make_file(process.err_path);

	scene->count++;
	process.pid = fork();
	assert_true(process.pid >= 0);
	if (process.pid == 0)
		become(words, scene->input, out, err);
	close(out);
	close(err);
	return process;
}

/* True and the status when it has ended. */
static bool has_ended(const struct process *process, int *ret_status)
{
	int status;

	if (waitpid(process->pid, &status, WNOHANG) != process->pid)
		return false;
	*ret_status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	return true;
}

int process_wait(const struct process *process, int timeout_ms)
{
	int64_t end_ms = clock_monotonic_ms() + timeout_ms;
	int status;

	while (!has_ended(process, &status)) {
		if (clock_monotonic_ms() > end_ms) {
			kill(process->pid, SIGKILL);
			fail_msg("a process did not end within %d ms; see %s", timeout_ms, process->err_path);
		}
		sleep_a_step();
	}
	return status;
}

int process_run(struct scene *scene, const char *const *words, struct process *ret_process)
{
	struct process process = process_start(scene, words);

	if (ret_process)
		*ret_process = process;
	return process_wait(&process, PROCESS_WAIT_MS);
}

char *read_whole(struct arena *arena, const char *path)
{
	struct fault why;
	struct str bytes;

	if (read_file(arena, path, 16u << 20, &bytes, &why))
		fail_msg("%s", why.text);
	return str_dup(arena, bytes);
}

char *process_out(struct scene *scene, const struct process *process)
{
	return read_whole(&scene->arena, process->out_path);
}

char *process_err(struct scene *scene, const struct process *process)
{
	return read_whole(&scene->arena, process->err_path);
}

const char *scene_log_key(struct scene *scene)
{
	return arena_printf(&scene->arena, "%s/log.key", scene->dir);
}

const char *scene_public_log_key(struct scene *scene)
{
	const char *path = arena_printf(&scene->arena, "%s/log.public", scene->dir);
	FILE *file = fopen(path, "w");
	struct note_signer signer;
	struct fault why;
	BUF_SCOPED key;

	if (log_key_read(scene_log_key(scene), &signer, &why))
		fail_msg("%s", why.text);
	buf_init(&key, NOTE_BYTES_MAX);
	note_key_write(&signer.key, &key);
	assert_non_null(file);
	assert_true(fputs(buf_text(&key), file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

void scene_init(struct scene *scene, const char *database)
{
	struct process process;
	int status = RUN(scene, &process, TENKEN, "init", database ? "--database" : "--data",
			 database ? database : scene->data, "--edition", STORY_EDITION, "--rehearsal", "--clock",
			 "2025-06-02T10:00:00+09:00", "--log-key", scene_log_key(scene));

	if (status != 0)
		fail_msg("tenken init: %d: %s", status, process_err(scene, &process));
}

struct process scene_serve(struct scene *scene, const char *database)
{
	struct process process =
		process_start(scene, (const char *const[]){TENKEN, "serve", database ? "--database" : "--data",
							   database ? database : scene->data, "--listen", "127.0.0.1:0",
							   "--quiet", "--log-key", scene_log_key(scene), NULL});
	int64_t end_ms = clock_monotonic_ms() + PROCESS_WAIT_MS;
	int status;

	while (process.port == 0) {
		const char *ready = strstr(process_out(scene, &process), "http://127.0.0.1:");
		if (ready && strchr(ready, '\n'))
			process.port = atoi(ready + strlen("http://127.0.0.1:"));
		else if (has_ended(&process, &status))
			fail_msg("tenken serve: %d: %s", status, process_err(scene, &process));
		else if (clock_monotonic_ms() > end_ms)
			fail_msg("tenken serve does not begin: %s", process_err(scene, &process));
		else
			sleep_a_step();
	}
	return process;
}

static struct process audit(struct scene *scene, const char *database, const char *command, const char *head)
{
	struct process process;
	int status = RUN(scene, &process, TENKEN, "audit", command, database ? "--database" : "--data",
			 database ? database : scene->data, head ? "--head" : NULL, head);

	if (status != 0)
		fail_msg("tenken audit %s: %d: %s%s", command, status, process_out(scene, &process),
			 process_err(scene, &process));
	return process;
}

const char *scene_log_head(struct scene *scene, const char *database)
{
	return audit(scene, database, "head", NULL).out_path;
}

void scene_audit(struct scene *scene, const char *database, const char *head)
{
	audit(scene, database, "verify", head);
	audit(scene, database, "replay", NULL);
}

void process_stop(const struct process *process)
{
	kill(process->pid, SIGTERM);
	assert_int_equal(process_wait(process, PROCESS_WAIT_MS), 0);
}
