/* SPDX-License-Identifier: Apache-2.0 */
/* What was answered is kept: a server that is killed in the middle of a rush, a disk that is full. */
#include "story/process.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "story/applicant.h"

enum { THREADS = 8, EACH = 12, ENOUGH = 20 };

/* One visitor after the other, until the server is gone. */
struct rush {
	pthread_t thread;
	int port;
	const struct value *answers;
	atomic_int *answered; /* of all threads */
	struct client clients[EACH];
	bool is_answered[EACH];
};

static void *apply_on(void *context)
{
	struct rush *rush = context;

	for (int i = 0; i < EACH; i++) {
		struct client *client = &rush->clients[i];
		client_init(client, rush->port);
		rush->is_answered[i] = applicant_apply(client, rush->answers) == 303 &&
				       strcmp(client->location, "/calls/tokyo_r7/apply/a/done") == 0;
		if (rush->is_answered[i])
			atomic_fetch_add(rush->answered, 1);
	}
	return NULL;
}

static void wait_for(atomic_int *count, int enough)
{
	int64_t end_ms = clock_monotonic_ms() + PROCESS_WAIT_MS;

	while (atomic_load(count) < enough && clock_monotonic_ms() < end_ms)
		nanosleep(&(struct timespec){0, 1000000}, NULL);
	assert_true(atomic_load(count) >= enough);
}

/* Every visitor who was told so finds a number at the new server, each another one. */
static int check_receipts(struct rush *rush, int port, bool *has_number, size_t numbers)
{
	int found = 0;

	for (int i = 0; i < EACH; i++) {
		struct client *client = &rush->clients[i];
		const char *receipt;
		unsigned number = 0;
		client->port = port;
		receipt = rush->is_answered[i] ? applicant_receipt(client) : "";
		if (rush->is_answered[i] && sscanf(receipt, "R7-%u", &number) != 1)
			fail_msg("an application that was answered is gone: %d", client->status);
		assert_true(number < numbers);
		assert_false(number && has_number[number]);
		has_number[number] = number != 0;
		found += number != 0;
		client_release(client);
	}
	return found;
}

static void an_application_that_was_answered_survives_the_kill_of_the_server(void **state)
{
	static struct rush rushes[THREADS];
	struct scene *scene = *state;
	bool has_number[THREADS * EACH + 20] = {false};
	atomic_int answered = 0;
	struct process server;
	int found = 0;

	scene_init(scene, NULL);
	server = scene_serve(scene, NULL);
	for (int i = 0; i < THREADS; i++) {
		rushes[i] = (struct rush){
			.port = server.port, .answers = applicant_answers(&scene->arena), .answered = &answered};
		assert_int_equal(pthread_create(&rushes[i].thread, NULL, apply_on, &rushes[i]), 0);
	}
	wait_for(&answered, ENOUGH);
	kill(server.pid, SIGKILL);
	assert_int_equal(process_wait(&server, PROCESS_WAIT_MS), 128 + SIGKILL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(rushes[i].thread, NULL);
	server = scene_serve(scene, NULL);
	for (int i = 0; i < THREADS; i++)
		found += check_receipts(&rushes[i], server.port, has_number, COUNT(has_number));
	assert_int_equal(found, atomic_load(&answered));
	process_stop(&server);
	assert_int_equal(RUN(scene, NULL, TENKEN, "audit", "verify", "--data", scene->data), 0);
}

static const char *ballast(struct scene *scene)
{
	return arena_printf(&scene->arena, "%s/ballast", scene->data);
}

/* So many bytes stay free. */
static void fill_disk(struct scene *scene, off_t left)
{
	static const char block[4096];
	int fd = open(ballast(scene), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	off_t size;

	assert_true(fd >= 0);
	while (write(fd, block, sizeof(block)) > 0)
		;
	assert_int_equal(errno, ENOSPC);
	size = lseek(fd, 0, SEEK_END);
	assert_true(size > left);
	assert_int_equal(ftruncate(fd, size - left), 0);
	close(fd);
}

static void assert_fills_in(struct client *client, int port, const struct value *answers)
{
	client_init(client, port);
	assert_int_equal(applicant_fill_in(client, answers), 200);
}

static void a_full_disk_is_said_so_and_costs_nothing_that_was_answered(void **state)
{
	struct scene *scene = *state;
	const struct value *answers = applicant_answers(&scene->arena);
	struct client before, nearly, at_last, client;
	struct process server;

	if (geteuid() != 0) {
		fprintf(stderr, "not root: no disk of its own to fill\n");
		skip();
	}
	assert_int_equal(mkdir(scene->data, 0700), 0);
	assert_int_equal(unshare(CLONE_NEWNS), 0);
	assert_int_equal(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), 0);
	assert_int_equal(mount("tmpfs", scene->data, "tmpfs", 0, "size=128m"), 0);
	scene_init(scene, NULL);
	server = scene_serve(scene, NULL);
	client_init(&before, server.port);
	assert_int_equal(applicant_apply(&before, answers), 303);
	assert_fills_in(&nearly, server.port, answers);
	assert_fills_in(&at_last, server.port, answers);
	fill_disk(scene, 32 << 20); /* kept for those who send */
	client_init(&client, server.port);
	assert_int_equal(applicant_fill_in(&client, answers), 503);
	client_release(&client);
	assert_int_equal(applicant_send(&nearly), 303);
	fill_disk(scene, 0);
	assert_int_equal(applicant_send(&at_last), 503);
	assert_non_null(strstr(at_last.reply, "\r\nRetry-After: 5\r\n"));
	client_init(&client, server.port);
	assert_int_equal(client_get(&client, "/"), 200);
	assert_true(client_get(&client, "/healthz") == 200 || client.status == 503);
	assert_string_not_equal(applicant_receipt(&before), "");
	assert_string_not_equal(applicant_receipt(&nearly), "");
	assert_int_equal(unlink(ballast(scene)), 0);
	assert_int_equal(applicant_send(&at_last), 303);
	assert_string_not_equal(applicant_receipt(&at_last), "");
	assert_int_equal(client_get(&client, "/healthz"), 200);
	client_release(&client);
	client_release(&before);
	client_release(&nearly);
	client_release(&at_last);
	process_stop(&server);
	assert_int_equal(RUN(scene, NULL, TENKEN, "audit", "verify", "--data", scene->data), 0);
	umount(scene->data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(an_application_that_was_answered_survives_the_kill_of_the_server),
		SCENE(a_full_disk_is_said_so_and_costs_nothing_that_was_answered),
	};

	return cmocka_run_group_tests_name("crash", tests, NULL, NULL);
}
