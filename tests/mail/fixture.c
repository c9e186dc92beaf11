/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include <arpa/inet.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

static pid_t spawn(const char *const argv[])
{
	pid_t pid = 0;

	assert_int_equal(posix_spawn(&pid, argv[0], NULL, NULL, (char *const *)argv, environ), 0);
	return pid;
}

void fixture_run(const char *const argv[])
{
	pid_t pid = spawn(argv);
	int status = 0;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static int loopback_socket(int port, struct sockaddr_in *ret_address)
{
	*ret_address = (struct sockaddr_in){
		.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)port)};
	return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

int fixture_free_port(void)
{
	struct sockaddr_in address;
	socklen_t size = sizeof(address);
	int fd = loopback_socket(0, &address);

	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &size), 0);
	close(fd);
	return ntohs(address.sin_port);
}

void fixture_wait_for_port(int port)
{
	bool listens = false;

	for (int i = 0; i < 500 && !listens; i++) {
		struct sockaddr_in address;
		int fd = loopback_socket(port, &address);

		listens = connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0;
		close(fd);
		if (!listens)
			nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
	}
	assert_true(listens);
}

int fixture_setup(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));

	assert_non_null(fixture);
	signal(SIGPIPE, SIG_IGN);
	temp_dir_make(fixture->dir, "mail");
	/* Here, so that each of the processes that are killed is born with them. */
	assert_int_equal(texts_load(&fixture->office.texts, NULL), ERR_OK);
	fixture_run((const char *const[]){MAKE_CERTIFICATES, fixture->dir, NULL});
	snprintf(fixture->ca_file, sizeof(fixture->ca_file), "%s/ca.pem", fixture->dir);
	*state = fixture;
	return 0;
}

int fixture_teardown(void **state)
{
	struct fixture *fixture = *state;

	fixture_stop_peer(fixture);
	fixture_close_office(fixture);
	temp_dir_remove(fixture->dir);
	free(fixture);
	return 0;
}

const char *fixture_read(const struct fixture *fixture, struct arena *arena, const char *name)
{
	char *text = arena_alloc(arena, 65536);
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", fixture->dir, name);
	file = fopen(path, "r");
	if (!file)
		return "";
	text[fread(text, 1, 65535, file)] = '\0';
	fclose(file);
	return text;
}

void fixture_start_peer(struct fixture *fixture, const char *behaviour)
{
	ARENA_SCOPED arena;
	char path[128];
	const char *port = "";

	arena_init(&arena);
	snprintf(path, sizeof(path), "%s/port", fixture->dir);
	unlink(path);
	fixture->peer = spawn((const char *const[]){SMTP_PEER, fixture->dir, behaviour,
						    fixture->port[0] ? fixture->port : NULL, NULL});
	for (int i = 0; i < 500 && !port[0]; i++) {
		nanosleep(&(struct timespec){.tv_nsec = 20000000}, NULL);
		port = fixture_read(fixture, &arena, "port");
	}
	assert_string_not_equal(port, "");
	snprintf(fixture->port, sizeof(fixture->port), "%d", atoi(port));
	snprintf(fixture->url, sizeof(fixture->url), "smtp://127.0.0.1:%s", fixture->port);
}

void fixture_stop_peer(struct fixture *fixture)
{
	if (!fixture->peer)
		return;
	kill(fixture->peer, SIGKILL);
	waitpid(fixture->peer, NULL, 0);
	fixture->peer = 0;
}

size_t fixture_accepted(const struct fixture *fixture, const char *message_id)
{
	ARENA_SCOPED arena;
	struct str text;
	size_t count = 0;

	arena_init(&arena);
	text = str_from(fixture_read(fixture, &arena, "accepted"));
	while (text.n)
		count += str_starts(str_cut(&text, '\n'), message_id);
	return count;
}
