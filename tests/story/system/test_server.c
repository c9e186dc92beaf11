/* SPDX-License-Identifier: Apache-2.0 */
/* tenken serve as a process: alone on its data, ended on request, honest when it cannot begin. */
#include "story/process.h"

#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/pg_server.h"
#include "story/client.h"

static int get(const struct process *server, const char *path)
{
	struct client client;
	int status;

	client_init(&client, server->port);
	status = client_get(&client, path);
	client_release(&client);
	return status;
}

static void a_second_server_on_the_same_data_is_refused_and_the_first_lives_on(void **state)
{
	struct scene *scene = *state;
	struct process first, second;

	scene_init(scene, NULL);
	first = scene_serve(scene, NULL);
	assert_int_equal(RUN(scene, &second, TENKEN, "serve", "--data", scene->data, "--listen", "127.0.0.1:0"), 1);
	assert_non_null(strstr(process_err(scene, &second), "tenken.db"));
	assert_string_equal(process_out(scene, &second), "");
	assert_int_equal(get(&first, "/healthz"), 200);
	process_stop(&first);
}

static void a_server_that_was_ended_can_be_started_again(void **state)
{
	struct scene *scene = *state;
	struct process server;

	scene_init(scene, NULL);
	for (int i = 0; i < 2; i++) {
		server = scene_serve(scene, NULL);
		assert_int_equal(get(&server, "/healthz"), 200);
		process_stop(&server);
	}
}

static void a_server_that_was_killed_can_be_started_again(void **state)
{
	struct scene *scene = *state;
	struct process server;

	scene_init(scene, NULL);
	server = scene_serve(scene, NULL);
	kill(server.pid, SIGKILL);
	assert_int_equal(process_wait(&server, PROCESS_WAIT_MS), 128 + SIGKILL);
	server = scene_serve(scene, NULL);
	assert_int_equal(get(&server, "/healthz"), 200);
	process_stop(&server);
}

static void interrupting_ends_it_too(void **state)
{
	struct scene *scene = *state;
	struct process server;

	scene_init(scene, NULL);
	server = scene_serve(scene, NULL);
	kill(server.pid, SIGINT);
	assert_int_equal(process_wait(&server, PROCESS_WAIT_MS), 0);
}

static void a_port_that_is_taken_is_named(void **state)
{
	struct scene *scene = *state;
	struct process first, second;
	const char *other = arena_printf(&scene->arena, "%s/other", scene->dir), *listen;

	scene_init(scene, NULL);
	first = scene_serve(scene, NULL);
	listen = arena_printf(&scene->arena, "127.0.0.1:%d", first.port);
	assert_int_equal(RUN(scene, NULL, TENKEN, "init", "--data", other, "--edition", "programmes/tokyo-r7"), 0);
	assert_int_not_equal(RUN(scene, &second, TENKEN, "serve", "--data", other, "--listen", listen), 0);
	assert_non_null(strstr(process_err(scene, &second), listen));
	process_stop(&first);
}

static void without_data_it_says_what_to_do(void **state)
{
	struct scene *scene = *state;
	struct process server;

	assert_int_equal(RUN(scene, &server, TENKEN, "serve", "--data", scene->data), 1);
	assert_non_null(strstr(process_err(scene, &server), scene->data));
	mkdir(scene->data, 0700);
	assert_int_equal(RUN(scene, &server, TENKEN, "serve", "--data", scene->data), 2);
	assert_non_null(strstr(process_err(scene, &server), "tenken init"));
}

/* Root is not bound by the permissions of a folder, so it gets a file system that nobody can write. */
static void make_read_only(struct scene *scene)
{
	if (geteuid() != 0) {
		assert_int_equal(chmod(scene->data, 0500), 0);
		return;
	}
	assert_int_equal(unshare(CLONE_NEWNS), 0);
	assert_int_equal(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL), 0);
	assert_int_equal(mount(scene->data, scene->data, NULL, MS_BIND, NULL), 0);
	assert_int_equal(mount(NULL, scene->data, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL), 0);
}

static void data_that_cannot_be_written_are_refused_with_their_name(void **state)
{
	struct scene *scene = *state;
	struct process server;
	int status;

	scene_init(scene, NULL);
	make_read_only(scene);
	status = RUN(scene, &server, TENKEN, "serve", "--data", scene->data, "--listen", "127.0.0.1:0");
	if (geteuid() == 0)
		umount(scene->data);
	else
		chmod(scene->data, 0700);
	assert_int_equal(status, 1);
	assert_non_null(strstr(process_err(scene, &server), scene->data));
	server = scene_serve(scene, NULL); /* nothing was lost */
	assert_int_equal(get(&server, "/healthz"), 200);
	process_stop(&server);
}

/* Whoever forgot --tls-front gets no cookie that the network could read. */
static void a_base_url_of_https_makes_cookies_secure(void **state)
{
	struct scene *scene = *state;
	struct process server;
	struct client client;

	assert_int_equal(RUN(scene, NULL, TENKEN, "init", "--data", scene->data, "--edition", "programmes/tokyo-r7",
			     "--base-url", "https://check.example.jp", "--log-key", scene_log_key(scene)),
			 0);
	server = scene_serve(scene, NULL);
	client_init(&client, server.port);
	assert_int_equal(client_get(&client, "/sign-in"), 200);
	assert_non_null(strstr(client.reply, "\r\nSet-Cookie: __Host-visitor="));
	assert_non_null(strstr(client.reply, "; Secure\r\n"));
	assert_non_null(strstr(client.reply, "\r\nStrict-Transport-Security: "));
	client_release(&client);
	process_stop(&server);
}

/* While the store is away a reader is told so, and when to come again. */
static void assert_says_later(struct client *client, int status)
{
	assert_int_equal(status, 503);
	assert_non_null(strstr(client->reply, "\r\nRetry-After: 5\r\n"));
	assert_non_null(strstr(client->reply, "ただいま混み合っています"));
}

static void it_serves_from_postgresql(void **state)
{
	struct scene *scene = *state;
	struct pg_server database;
	struct process server;
	struct client client;
	char address[256];

	assert_int_equal(pg_server_start(&database), 0);
	assert_int_equal(pg_server_make_database(&database, "tenken", NULL, address, sizeof(address)), 0);
	scene_init(scene, address);
	server = scene_serve(scene, address);
	assert_int_equal(get(&server, "/healthz"), 200);
	client_init(&client, server.port);
	assert_int_equal(client_get(&client, "/sign-in"), 200);
	pg_server_halt(&database);
	assert_int_equal(get(&server, "/healthz"), 503);
	assert_says_later(&client, client_get(&client, "/"));
	assert_says_later(&client, client_post(&client, "/sign-in", NULL));
	client_release(&client);
	assert_int_equal(pg_server_resume(&database), 0);
	assert_int_equal(get(&server, "/healthz"), 200);
	process_stop(&server);
	assert_int_equal(RUN(scene, NULL, TENKEN, "audit", "verify", "--database", address), 0);
	pg_server_stop(&database);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(a_second_server_on_the_same_data_is_refused_and_the_first_lives_on),
		SCENE(a_server_that_was_ended_can_be_started_again),
		SCENE(a_server_that_was_killed_can_be_started_again),
		SCENE(interrupting_ends_it_too),
		SCENE(a_port_that_is_taken_is_named),
		SCENE(without_data_it_says_what_to_do),
		SCENE(data_that_cannot_be_written_are_refused_with_their_name),
		SCENE(a_base_url_of_https_makes_cookies_secure),
		SCENE(it_serves_from_postgresql),
	};

	return cmocka_run_group_tests_name("the server as a process", tests, NULL, NULL);
}
