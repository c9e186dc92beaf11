/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A browser of a few lines: one request a connection, cookies, and the token of the form that was seen last.
 */
#ifndef TENKEN_TESTS_STORY_CLIENT_H
#define TENKEN_TESTS_STORY_CLIENT_H

#include "codec/value.h"

struct client {
	int port;
	struct arena arena;
	struct value *cookies;
	int status;           /* 0: no answer came, or a page with a hole */
	const char *reply;    /* head and body */
	const char *location; /* "" when there is none */
	char token[256];      /* of the form that was seen last */
};

void client_init(struct client *client, int port);
void client_release(struct client *client);

/* Each returns the status. */
int client_get(struct client *client, const char *path);
int client_head(struct client *client, const char *path);

/* fields: a map of texts; the form's token is added. */
int client_post(struct client *client, const char *path, const struct value *fields);

#endif
