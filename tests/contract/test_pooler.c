/* SPDX-License-Identifier: Apache-2.0 */
/* A pooler before PostgreSQL: one that lends connections for a transaction only is refused with a sentence. */
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lib/pg_server.h"
#include "lib/test_store.h"

#define PORT 6432

enum { READY_TRIES = 500, READY_PAUSE_MS = 20 };

struct pooler {
	struct pg_server server;
	char direct[256], pooled[256]; /* addresses */
	char dir[TEMP_DIR_PATH];
	pid_t pid;
};

static void write_settings(const struct pooler *pooler, const char *path, const char *mode)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file,
		"[databases]\nt = host=%s dbname=t user=tenken\n[pgbouncer]\nunix_socket_dir = %s\nlisten_port = %d\n"
		"auth_type = any\npool_mode = %s\nlogfile = %s/log\n",
		pooler->server.dir, pooler->dir, PORT, mode, pooler->dir);
	assert_int_equal(fclose(file), 0);
}

/* PgBouncer refuses to be root. */
static void become_pooler(const char *settings)
{
	const struct passwd *user = geteuid() == 0 ? getpwnam("postgres") : NULL;

	if (geteuid() == 0 && (!user || setgroups(0, NULL) || setgid(user->pw_gid) || setuid(user->pw_uid)))
		_exit(126);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (chdir("/"))
		_exit(126);
	execlp("pgbouncer", "pgbouncer", "-q", settings, (char *)NULL);
	_exit(127);
}

/* The socket is there before anybody listens at it. */
static bool is_listening(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool answers;

	snprintf(address.sun_path, sizeof(address.sun_path), "%s", path);
	answers = fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0;
	if (fd >= 0)
		close(fd);
	return answers;
}

static void start(struct pooler *pooler, const char *mode)
{
	const struct timespec pause = {0, READY_PAUSE_MS * 1000000L};
	char settings[TEMP_DIR_PATH + 16], socket[TEMP_DIR_PATH + 32];

	snprintf(settings, sizeof(settings), "%s/settings", pooler->dir);
	write_settings(pooler, settings, mode);
	snprintf(socket, sizeof(socket), "%s/.s.PGSQL.%d", pooler->dir, PORT);
	pooler->pid = fork();
	if (pooler->pid == 0)
		become_pooler(settings);
	for (int i = 0; i < READY_TRIES && !is_listening(socket); i++) {
		if (waitpid(pooler->pid, NULL, WNOHANG) == pooler->pid) {
			pooler->pid = 0;
			fprintf(stderr, "skipped: the pooler needs the package pgbouncer, which did not start\n");
			skip();
		}
		nanosleep(&pause, NULL);
	}
}

static int set_up(void **state)
{
	static struct pooler pooler;
	const struct passwd *user = getpwnam("postgres");

	memset(&pooler, 0, sizeof(pooler));
	temp_dir_make(pooler.dir, "pool");
	if (geteuid() == 0 && (!user || chown(pooler.dir, user->pw_uid, user->pw_gid)))
		return -1;
	snprintf(pooler.pooled, sizeof(pooler.pooled), "postgresql:///t?host=%s&port=%d&user=tenken", pooler.dir, PORT);
	*state = &pooler;
	if (pg_server_start(&pooler.server))
		return -1;
	return pg_server_make_database(&pooler.server, "t", NULL, pooler.direct, sizeof(pooler.direct));
}

static void stop(struct pooler *pooler)
{
	char socket[TEMP_DIR_PATH + 32];

	if (pooler->pid <= 0)
		return;
	kill(pooler->pid, SIGKILL);
	waitpid(pooler->pid, NULL, 0);
	pooler->pid = 0;
	snprintf(socket, sizeof(socket), "%s/.s.PGSQL.%d", pooler->dir, PORT);
	unlink(socket);
}

static int tear_down(void **state)
{
	struct pooler *pooler = *state;

	stop(pooler);
	pg_server_stop(&pooler->server);
	temp_dir_remove(pooler->dir);
	return 0;
}

static void one_that_shares_connections_between_transactions_is_refused_and_leaves_nothing(void **state)
{
	struct pooler *pooler = *state;
	struct fault why = {ERR_OK, ""};
	struct db *db = NULL;

	start(pooler, "transaction\nserver_round_robin = 1\nmin_pool_size = 2");
	assert_int_equal(db_open(pooler->pooled, &db, &why), ERR_UNSUPPORTED);
	stop(pooler);
	start(pooler, "transaction");
	assert_int_equal(db_open(pooler->pooled, &db, &why), ERR_UNSUPPORTED);
	assert_non_null(strstr(why.text, "pool_mode = session"));
	assert_ok(db_open(pooler->direct, &db, &why), &why); /* no lock is left behind */
	assert_ok(db_migrate(db, &why), &why);
	db_close(db);
}

static void one_that_shares_connections_between_statements_is_refused(void **state)
{
	struct pooler *pooler = *state;
	struct fault why = {ERR_OK, ""};
	struct db *db = NULL;

	start(pooler, "statement");
	assert_int_equal(db_open(pooler->pooled, &db, &why), ERR_UNSUPPORTED);
}

static void one_that_keeps_a_connection_for_a_client_is_as_good_as_none(void **state)
{
	struct pooler *pooler = *state;
	struct fault why = {ERR_OK, ""};
	struct db *db = NULL;

	start(pooler, "session");
	assert_ok(db_open(pooler->pooled, &db, &why), &why);
	assert_ok(db_migrate(db, &why), &why);
	assert_ok(db_can_write(db, &why), &why);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			one_that_shares_connections_between_transactions_is_refused_and_leaves_nothing, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(one_that_shares_connections_between_statements_is_refused, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(one_that_keeps_a_connection_for_a_client_is_as_good_as_none, set_up,
						tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
