/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A real server on a free loopback port with a small route table, and a client that sends raw bytes.
 */
#ifndef TENKEN_TESTS_WEB_PEER_H
#define TENKEN_TESTS_WEB_PEER_H

#include <pthread.h>

#include "web/server.h"

struct peer_server {
	struct office office;
	struct server *server;
	pthread_t thread;
	int port;
};

/* The session of a role is its name: "Cookie: session=tokyo". The routes are in web_peer.c. */
extern const struct route peer_routes[];
extern const size_t peer_route_count;

/* Starts with these options; office, routes, addresses and find_actor are filled in. */
void peer_start(struct peer_server *peer, struct server_options options);
void peer_stop(struct peer_server *peer);

int peer_connect(const struct peer_server *peer);

/* Sends all bytes; false when the other side has closed. */
bool peer_send(int fd, struct str bytes);

/* Reads until the other side closes or ten seconds have passed; terminated, in the arena. */
char *peer_read_all(struct arena *arena, int fd);

/* Connect, send, read all. The request must make the server close. */
char *peer_talk(const struct peer_server *peer, struct arena *arena, struct str bytes);
char *peer_talk_text(const struct peer_server *peer, struct arena *arena, const char *text);

/* The number in the status line of a reply; 0 when it is no reply. */
int peer_status(const char *reply);
const char *peer_body(const char *reply);

/* A POST of a form with this body and a Cookie header. */
char *peer_post(const struct peer_server *peer, struct arena *arena, const char *path, const char *cookie,
		struct str body);

#endif
