/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A private PostgreSQL server: a fresh cluster in a temporary directory, reached through a socket in it, with
 * fsync on. What initdb makes is kept in the folder of the build and copied from then on. The server ends with the
 * program that started it, however that ends. Started by root, it runs as the user postgres, since PostgreSQL refuses
 * root.
 */
#ifndef TENKEN_TESTS_LIB_PG_SERVER_H
#define TENKEN_TESTS_LIB_PG_SERVER_H

#include <stddef.h>
#include <sys/types.h>

#include "lib/temp_dir.h"

struct pg_server {
	char dir[TEMP_DIR_PATH];
	char programs[128]; /* where initdb and postgres are */
	pid_t pid;          /* 0 while it is stopped */
};

/* 0, or -1 after a message on stderr that says what is missing. */
int pg_server_start(struct pg_server *server);
void pg_server_stop(struct pg_server *server); /* and removes everything */

/* Between them the server is away and its data stay. pg_server_halt_now is a crash: no word to its clients, no
 * checkpoint. */
void pg_server_halt(struct pg_server *server);
void pg_server_halt_now(struct pg_server *server);
int pg_server_resume(struct pg_server *server);

/* Makes a database, empty or (where of is not NULL) like the one of that name, which nobody may have open; writes its
 * address. */
int pg_server_make_database(const struct pg_server *server, const char *name, const char *of, char *ret_address,
			    size_t cap);

#endif
