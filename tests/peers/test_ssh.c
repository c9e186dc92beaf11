/* SPDX-License-Identifier: Apache-2.0 */
/* A private sshd of Debian, on a free port: all that it tells is told by one connection. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "peer.h"
#include "probing.h"
#include "test.h"

#define SSHD   "/usr/sbin/sshd"
#define FOLDER "/tmp/tenken-sshd-XXXXXX"

struct server {
	char folder[sizeof(FOLDER)];
	uint16_t port;
	pid_t pid;
};

static void run(const char *before, const char *folder, const char *behind)
{
	char command[500];

	snprintf(command, sizeof(command), "%s%s%s", before, folder, behind);
	assert_int_equal(system(command), 0);
}

static uint16_t free_port(void)
{
	struct peer peer = {0};
	uint16_t port;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	port = peer.ports[0];
	peer_stop(&peer);
	return port;
}

static bool is_listening(uint16_t port)
{
	char command[100];

	snprintf(command, sizeof(command), "bash -c ': </dev/tcp/127.0.0.1/%u' 2>/dev/null", (unsigned)port);
	return system(command) == 0;
}

static void start(struct server *server, const char *passwords)
{
	char path[64], settings[300];
	FILE *file;

	strcpy(server->folder, FOLDER);
	assert_non_null(mkdtemp(server->folder));
	server->port = free_port();
	run("ssh-keygen -q -t ed25519 -N '' -f ", server->folder, "/key");
	snprintf(path, sizeof(path), "%s/settings", server->folder);
	snprintf(settings, sizeof(settings),
		 "Port %u\nListenAddress 127.0.0.1\nHostKey %s/key\nPidFile none\nUsePAM no\n"
		 "KbdInteractiveAuthentication no\nPasswordAuthentication %s\n",
		 (unsigned)server->port, server->folder, passwords);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(settings, file);
	assert_int_equal(fclose(file), 0);
	server->pid = fork();
	if (server->pid == 0) {
		char log[64];

		snprintf(log, sizeof(log), "%s/log", server->folder);
		execl(SSHD, SSHD, "-D", "-f", path, "-E", log, (char *)NULL);
		_exit(127);
	}
	for (int i = 0; i < 500 && !is_listening(server->port); i++)
		usleep(20000);
	if (!is_listening(server->port)) {
		kill(server->pid, SIGTERM);
		fail_msg("sshd does not listen on port %u; its log is in %s", (unsigned)server->port, server->folder);
	}
}

static void stop(struct server *server)
{
	kill(server->pid, SIGTERM);
	waitpid(server->pid, NULL, 0);
	run("rm -rf ", server->folder, "");
}

static bool offers(const struct probing *probing, const char *list, const char *name)
{
	const struct observation *seen = probing_find(probing, "ssh.algorithms", 0, 0);
	const struct value *names = value_get(seen ? seen->data : NULL, list);

	assert_non_null(seen);
	for (size_t i = 0; i < value_count(names); i++)
		if (str_is(value_at(names, i)->text, name))
			return true;
	return false;
}

static void assert_told(const char *passwords, bool is_password_offered)
{
	struct server server;
	struct probing *probing = calloc(1, sizeof(*probing));

	assert_non_null(probing);
	start(&server, passwords);
	probing->ports = &server.port;
	probing->port_count = 1;
	probing->session_ms = 10000;
	probing_run(probing);
	assert_true(offers(probing, "kex", "curve25519-sha256"));
	assert_true(offers(probing, "methods", "publickey"));
	assert_int_equal(offers(probing, "methods", "password"), is_password_offered);
	assert_string_equal(probing_text(probing, "ssh.host_key", server.port, "type"), "ssh-ed25519");
	/* One to try the port, perhaps twice when the first packet gets lost or late, one to speak. */
	assert_in_range(value_get_int(probing_find(probing, "probe.end", 0, 0)->data, "connections", 0), 2, 3);
	probing_release(probing);
	free(probing);
	stop(&server);
}

static void what_it_lets_in_is_told_by_one_connection(void **state)
{
	if (access(SSHD, X_OK) != 0 || geteuid() != 0)
		skip();
	mkdir("/run/sshd", 0755); /* where it shuts its helper in */
	assert_told("yes", true);
	assert_told("no", false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_it_lets_in_is_told_by_one_connection),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
