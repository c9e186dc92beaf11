/* SPDX-License-Identifier: Apache-2.0 */
/* A server as a process of its own, for the time of a measurement. */
#ifndef TENKEN_BENCH_CHILD_SERVER_H
#define TENKEN_BENCH_CHILD_SERVER_H

#include <sys/types.h>

#include "base/str.h"

struct child_server {
	pid_t pid;
	int port;
};

/* Runs a program to its end; false unless it ends with 0. Its standard output goes nowhere. */
bool child_run(const char *const *words);

/* Starts a program that writes "http://127.0.0.1:PORT" on standard output when it is ready. */
bool child_server_start(struct child_server *server, const char *const *words);

/* Starts a program that listens on this port when it is ready. */
bool child_server_start_at(struct child_server *server, int port, const char *const *words);

/* Processor time that it has used, of all its threads; to a hundredth of a second. */
double child_server_seconds(const struct child_server *server);

/* SIGTERM, and waits for the end. */
void child_server_stop(const struct child_server *server);

/* A port that nobody listens on now. */
int free_port(void);

#endif
