/* SPDX-License-Identifier: Apache-2.0 */
#include "box.h"

#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

extern char **environ;

void box_start(struct box *box)
{
	char config[96];
	const char *const argv[] = {"/usr/bin/setpriv", "--pdeathsig", "TERM", DOVECOT, "-F", "-c", config, NULL};

	snprintf(config, sizeof(config), "%s/dovecot.conf", box->fixture->dir);
	assert_int_equal(posix_spawn(&box->master, argv[0], NULL, NULL, (char *const *)argv, environ), 0);
	fixture_wait_for_port(box->port);
}

void box_stop(struct box *box)
{
	if (!box->master)
		return;
	kill(box->master, SIGTERM);
	waitpid(box->master, NULL, 0);
	box->master = 0;
}

void box_write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

void box_write_settings(struct box *box, const char *password, const char *ca_file, mode_t mode)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	snprintf(box->file, sizeof(box->file), "%s/mailbox.yaml", box->fixture->dir);
	box_write_file(box->file, arena_printf(&arena,
					       "url: imap://localhost:%d/INBOX\nuser: bounces\npassword: '%s'\n"
					       "ca_file: %s\n",
					       box->port, password, ca_file));
	assert_int_equal(chmod(box->file, mode), 0);
}

int box_setup(void **state)
{
	struct box *box = calloc(1, sizeof(*box));
	char port[8];

	assert_non_null(box);
	fixture_setup((void **)&box->fixture);
	box->port = fixture_free_port();
	snprintf(port, sizeof(port), "%d", box->port);
	fixture_run((const char *const[]){MAKE_DOVECOT, box->fixture->dir, port, NULL});
	box_write_settings(box, "geheim:4711", box->fixture->ca_file, 0600);
	box_start(box);
	fixture_start_peer(box->fixture, "polite");
	*state = box;
	return 0;
}

int box_teardown(void **state)
{
	struct box *box = *state;

	box_stop(box);
	fixture_teardown((void **)&box->fixture);
	free(box);
	return 0;
}

void box_open_office(struct box *box)
{
	fixture_open_office(box->fixture);
	box->fixture->office.mail.mailbox = box->file;
}
