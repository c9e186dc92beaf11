/* SPDX-License-Identifier: Apache-2.0 */
/* A real Dovecot with a mailbox of bounces, and the office that reads it. */
#ifndef TENKEN_TESTS_MAIL_BOX_H
#define TENKEN_TESTS_MAIL_BOX_H

#include <sys/types.h>

#include "fixture.h"

#define DOVECOT "/usr/sbin/dovecot"

struct box {
	struct fixture *fixture;
	pid_t master;
	int port;
	char file[96]; /* --mailbox */
};

/* cmocka's setup and teardown; *state is the box. Its server runs, and a polite peer. */
int box_setup(void **state);
int box_teardown(void **state);

void box_start(struct box *box);
void box_stop(struct box *box);

void box_write_file(const char *path, const char *text);

/* Writes box->file. */
void box_write_settings(struct box *box, const char *password, const char *ca_file, mode_t mode);

/* The fixture's office, which reads the mailbox. */
void box_open_office(struct box *box);

#endif
