/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/pg_server.h"

#include <fcntl.h>
#include <glob.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READY_TRIES = 1500, READY_PAUSE_MS = 20 };

/* Debian keeps the programs of each version apart; the newest is the last. */
static int find_programs(struct pg_server *server)
{
	glob_t found;
	int result = -1;

	if (!glob("/usr/lib/postgresql/*/bin/initdb", 0, NULL, &found)) {
		const char *path = found.gl_pathv[found.gl_pathc - 1];

		snprintf(server->programs, sizeof(server->programs), "%.*s", (int)(strlen(path) - strlen("/initdb")),
			 path);
		globfree(&found);
		result = 0;
	} else {
		fprintf(stderr, "PostgreSQL is not installed: apt-get install postgresql-15\n");
	}
	return result;
}

static const struct passwd *other_user(void)
{
	const struct passwd *user = getpwnam("postgres");

	return user ? user : getpwnam("nobody");
}

/* In the child: not root any more, and killed with its parent (which changing the user would undo). */
static void become_server(const char *log_path)
{
	int log = open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	const struct passwd *user = geteuid() == 0 ? other_user() : NULL;

	dup2(log, STDOUT_FILENO);
	dup2(log, STDERR_FILENO);
	if (geteuid() == 0 && (!user || setgroups(0, NULL) || setgid(user->pw_gid) || setuid(user->pw_uid)))
		_exit(126);
	prctl(PR_SET_PDEATHSIG, SIGQUIT);
	if (chdir("/"))
		_exit(126);
}

/* arguments[0] is filled with the program's path: PostgreSQL's programs find each other by it, and Debian keeps them
 * off the PATH. */
static pid_t spawn(const struct pg_server *server, const char *program, const char *arguments[])
{
	char path[160];
	char log_path[TEMP_DIR_PATH + 8];
	pid_t pid;

	snprintf(path, sizeof(path), "%s/%s", server->programs, program);
	arguments[0] = path;
	snprintf(log_path, sizeof(log_path), "%s/log", server->dir);
	pid = fork();
	if (pid == 0) {
		become_server(log_path);
		execv(path, (char *const *)arguments);
		_exit(127);
	}
	return pid;
}

static void show_log(const struct pg_server *server)
{
	char line[512];
	FILE *log;

	snprintf(line, sizeof(line), "%s/log", server->dir);
	log = fopen(line, "r");
	while (log && fgets(line, sizeof(line), log))
		fputs(line, stderr);
	if (log)
		fclose(log);
}

static int run(const struct pg_server *server, const char *program, const char *arguments[])
{
	int status = -1;
	pid_t pid = spawn(server, program, arguments);

	if (pid < 0 || waitpid(pid, &status, 0) != pid || status != 0) {
		fprintf(stderr, "%s failed with status %d:\n", program, status);
		show_log(server);
		return -1;
	}
	return 0;
}

/* As pg_ctl does: the server writes its state into the last line of this file. */
static int is_ready(const struct pg_server *server)
{
	char line[256];
	int ready = 0;
	FILE *file;

	snprintf(line, sizeof(line), "%s/data/postmaster.pid", server->dir);
	file = fopen(line, "r");
	while (file && fgets(line, sizeof(line), file))
		ready = !strncmp(line, "ready", 5);
	if (file)
		fclose(file);
	return ready;
}

int pg_server_resume(struct pg_server *server)
{
	const struct timespec pause = {0, READY_PAUSE_MS * 1000000L};
	char data[TEMP_DIR_PATH + 8];
	const char *arguments[] = {NULL, "-D", data, "-k", server->dir, "-c", "listen_addresses=", NULL};

	snprintf(data, sizeof(data), "%s/data", server->dir);
	server->pid = spawn(server, "postgres", arguments);
	for (int i = 0; server->pid > 0 && i < READY_TRIES; i++) {
		if (is_ready(server))
			return 0;
		if (waitpid(server->pid, NULL, WNOHANG) == server->pid)
			server->pid = 0;
		nanosleep(&pause, NULL);
	}
	fprintf(stderr, "PostgreSQL does not start:\n");
	show_log(server);
	return -1;
}

/* Of this version of PostgreSQL and for this user; the folder of the build is theirs who build. */
static const char *prepared_path(const struct pg_server *server, char path[], size_t size)
{
	const char *version = strstr(server->programs, "postgresql/") + strlen("postgresql/");

	snprintf(path, size, PG_PREPARED "-%.*s-%u", (int)strcspn(version, "/"), version, (unsigned)geteuid());
	return path;
}

static int copy_folder(const char *from, const char *to)
{
	char command[600];

	snprintf(command, sizeof(command), "cp -a '%s' '%s'", from, to);
	return system(command) ? -1 : 0;
}

/* Keeps the new data for the next server. Of two that do so at once the later finds a folder of that name and its
 * rename fails. */
static int keep_prepared(const char *data, const char *prepared)
{
	char unfinished[300];

	snprintf(unfinished, sizeof(unfinished), "%s.%d", prepared, (int)getpid());
	if (copy_folder(data, unfinished))
		return -1;
	if (rename(unfinished, prepared))
		temp_dir_remove(unfinished);
	return 0;
}

/* initdb itself need not sync: what the tests ask of the server comes later. */
static int make_data(const struct pg_server *server, char *data)
{
	const char *arguments[] = {NULL,
				   "-N",
				   "-D",
				   data,
				   "-U",
				   "tenken",
				   "-E",
				   "UTF8",
				   "--locale=C.UTF-8",
				   "--auth=trust",
				   "--no-instructions",
				   "--wal-segsize=1",
				   NULL};
	char prepared[256];

	if (!access(prepared_path(server, prepared, sizeof(prepared)), F_OK))
		return copy_folder(prepared, data);
	return run(server, "initdb", arguments) || keep_prepared(data, prepared) ? -1 : 0;
}

int pg_server_start(struct pg_server *server)
{
	char data[TEMP_DIR_PATH + 8];
	const struct passwd *user = geteuid() == 0 ? other_user() : NULL;

	memset(server, 0, sizeof(*server));
	if (find_programs(server))
		return -1;
	temp_dir_make(server->dir, "pg");
	snprintf(data, sizeof(data), "%s/data", server->dir);
	if (user && chown(server->dir, user->pw_uid, user->pw_gid)) {
		perror(server->dir);
		return -1;
	}
	return make_data(server, data) ? -1 : pg_server_resume(server);
}

static void halt(struct pg_server *server, int signal_number)
{
	if (server->pid <= 0)
		return;
	kill(server->pid, signal_number);
	waitpid(server->pid, NULL, 0);
	server->pid = 0;
}

void pg_server_halt(struct pg_server *server)
{
	halt(server, SIGINT); /* "fast": ends sessions, then itself */
}

void pg_server_halt_now(struct pg_server *server)
{
	halt(server, SIGQUIT); /* "immediate" */
}

void pg_server_stop(struct pg_server *server)
{
	pg_server_halt_now(server);
	if (server->dir[0])
		temp_dir_remove(server->dir);
}

int pg_server_make_database(const struct pg_server *server, const char *name, const char *of, char *ret_address,
			    size_t cap)
{
	char place[TEMP_DIR_PATH + 64];
	char command[128];
	PGconn *connection;
	PGresult *made;
	int result = 0;

	snprintf(place, sizeof(place), "host=%s user=tenken dbname=postgres", server->dir);
	snprintf(command, sizeof(command), "CREATE DATABASE %s TEMPLATE %s", name, of ? of : "template1");
	snprintf(ret_address, cap, "postgresql:///%s?host=%s&user=tenken", name, server->dir);
	connection = PQconnectdb(place);
	made = PQexec(connection, command);
	if (PQresultStatus(made) != PGRES_COMMAND_OK) {
		fprintf(stderr, "%s: %s\n", command, PQerrorMessage(connection));
		result = -1;
	}
	PQclear(made);
	PQfinish(connection);
	return result;
}
