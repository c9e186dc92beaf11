/* SPDX-License-Identifier: Apache-2.0 */
#include "child_server.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define READY_MS 30000

/* out: where its standard output goes. */
static pid_t start(const char *const *words, int out)
{
	pid_t pid = fork();

	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(out, STDOUT_FILENO);
		execv(words[0], (char *const *)(uintptr_t)words);
		perror(words[0]);
		_exit(127);
	}
	return pid;
}

bool child_run(const char *const *words)
{
	int out = open("/dev/null", O_WRONLY | O_CLOEXEC), status = -1;
	pid_t pid = start(words, out);

	close(out);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

bool child_server_start(struct child_server *server, const char *const *words)
{
	char text[512] = "";
	size_t size = 0;
	int ends[2];

	*server = (struct child_server){0};
	if (pipe2(ends, O_CLOEXEC))
		return false;
	server->pid = start(words, ends[1]);
	close(ends[1]);
	while (!server->port && size < sizeof(text) - 1) {
		struct pollfd in = {.fd = ends[0], .events = POLLIN};
		ssize_t n = poll(&in, 1, READY_MS) > 0 ? read(ends[0], text + size, sizeof(text) - 1 - size) : 0;
		const char *address;
		if (n <= 0)
			break;
		size += (size_t)n;
		text[size] = '\0';
		address = strstr(text, "http://127.0.0.1:");
		if (address && strchr(address, '\n'))
			server->port = atoi(address + strlen("http://127.0.0.1:"));
	}
	close(ends[0]);
	if (!server->port)
		fprintf(stderr, "%s does not begin\n", words[0]);
	return server->port != 0;
}

static bool is_listening(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool is_there;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	is_there = fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0;
	close(fd);
	return is_there;
}

bool child_server_start_at(struct child_server *server, int port, const char *const *words)
{
	*server = (struct child_server){start(words, STDERR_FILENO), port};
	for (int ms = 0; ms < READY_MS; ms += 20) {
		if (is_listening(port))
			return true;
		if (waitpid(server->pid, NULL, WNOHANG) != 0)
			break;
		usleep(20000);
	}
	return false;
}

double child_server_seconds(const struct child_server *server)
{
	char path[64], text[1024] = "";
	unsigned long user = 0, system = 0;
	const char *after;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)server->pid);
	file = fopen(path, "r");
	if (file) {
		text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
		fclose(file);
	}
	after = strrchr(text, ')'); /* the name before it may hold anything */
	if (!after || sscanf(after, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system) != 2)
		return 0;
	return (double)(user + system) / (double)sysconf(_SC_CLK_TCK);
}

void child_server_stop(const struct child_server *server)
{
	if (server->pid <= 0)
		return;
	kill(server->pid, SIGTERM);
	waitpid(server->pid, NULL, 0);
}

int free_port(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t size = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), port = 0;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd >= 0 && bind(fd, (struct sockaddr *)&address, size) == 0 &&
	    getsockname(fd, (struct sockaddr *)&address, &size) == 0)
		port = ntohs(address.sin_port);
	close(fd);
	return port;
}
