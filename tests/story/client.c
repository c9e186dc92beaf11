/* SPDX-License-Identifier: Apache-2.0 */
#include "story/client.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/buf.h"

#define REPLY_MAX ((size_t)4 << 20)
#define WAIT_S    20

void client_init(struct client *client, int port)
{
	memset(client, 0, sizeof(*client));
	client->port = port;
	arena_init(&client->arena);
	client->cookies = value_map(&client->arena);
	client->reply = client->location = "";
}

void client_release(struct client *client)
{
	arena_release(&client->arena);
}

static int connect_to(int port)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	const struct timeval wait = {WAIT_S, 0};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

static bool send_all(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);
		if (n <= 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

static void receive_all(int fd, struct buf *into)
{
	char part[16384];
	ssize_t n;

	while ((n = recv(fd, part, sizeof(part), 0)) > 0)
		buf_add(into, str_of(part, (size_t)n));
}

/* The first line of the reply's head that begins with this name, behind it; NULL when there is no more. */
static const char *header(const char *from, const char *name)
{
	const char *end = strstr(from, "\r\n\r\n");

	for (const char *line = strstr(from, "\r\n"); line && line < end; line = strstr(line + 2, "\r\n"))
		if (strncasecmp(line + 2, name, strlen(name)) == 0)
			return line + 2 + strlen(name);
	return NULL;
}

static void keep_cookies(struct client *client)
{
	for (const char *at = client->reply; (at = header(at, "Set-Cookie: ")) != NULL;) {
		size_t name = strcspn(at, "="), value = strcspn(at + name + 1, ";\r");
		value_set_str(&client->arena, client->cookies, str_of(arena_strndup(&client->arena, at, name), name),
			      value_str(&client->arena, str_of(at + name + 1, value)));
		at -= 2;
	}
}

static void keep_token(struct client *client)
{
	const char *at = strstr(client->reply, "name=\"form_token\"");
	const char *value = at ? strstr(at, "value=\"") : NULL;

	if (value)
		snprintf(client->token, sizeof(client->token), "%.*s", (int)strcspn(value + 7, "\""), value + 7);
}

static int talk(struct client *client, struct str request)
{
	int fd = connect_to(client->port);
	const char *location;
	BUF_SCOPED reply;

	buf_init(&reply, REPLY_MAX);
	if (fd >= 0 && send_all(fd, request))
		receive_all(fd, &reply);
	if (fd >= 0)
		close(fd);
	client->reply = arena_strdup(&client->arena, buf_text(&reply));
	client->status = strncmp(client->reply, "HTTP/1.1 ", 9) == 0 ? atoi(client->reply + 9) : 0;
	if (!strstr(client->reply, "\r\n\r\n"))
		client->status = 0;
	/* A name that no view gave is written as it stands: that is no page. */
	if (strstr(client->reply, "text/html") && strstr(client->reply, "{{")) {
		fprintf(stderr, "a page shows a name: %s\n", client->reply);
		client->status = 0;
	}
	location = client->status ? header(client->reply, "Location: ") : NULL;
	client->location = location ? arena_strndup(&client->arena, location, strcspn(location, "\r")) : "";
	if (client->status) {
		keep_cookies(client);
		keep_token(client);
	}
	return client->status;
}

static void add_head(const struct client *client, struct buf *out, const char *method, const char *path)
{
	buf_printf(out, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n", method, path, client->port);
	for (size_t i = 0; i < client->cookies->count; i++)
		buf_printf(out, "%s%s=%s", i ? "; " : "Cookie: ", client->cookies->keys[i].p,
			   client->cookies->items[i]->text.p);
	if (client->cookies->count)
		buf_add_text(out, "\r\n");
}

static int ask(struct client *client, const char *method, const char *path)
{
	BUF_SCOPED request;

	buf_init(&request, REPLY_MAX);
	add_head(client, &request, method, path);
	buf_add_text(&request, "\r\n");
	return talk(client, buf_str(&request));
}

int client_get(struct client *client, const char *path)
{
	return ask(client, "GET", path);
}

int client_head(struct client *client, const char *path)
{
	return ask(client, "HEAD", path);
}

static void add_field(struct buf *body, struct str name, struct str text)
{
	buf_printf(body, "%s%.*s=", body->size ? "&" : "", (int)name.n, name.p);
	for (size_t i = 0; i < text.n; i++)
		if (isalnum((unsigned char)text.p[i]))
			buf_add_byte(body, text.p[i]);
		else
			buf_printf(body, "%%%02X", (unsigned char)text.p[i]);
}

int client_post(struct client *client, const char *path, const struct value *fields)
{
	BUF_SCOPED request;
	BUF_SCOPED body;

	buf_init(&request, REPLY_MAX);
	buf_init(&body, REPLY_MAX);
	add_field(&body, STR("form_token"), str_from(client->token));
	for (size_t i = 0; i < value_count(fields); i++)
		if (fields->items[i]->kind == VALUE_TEXT)
			add_field(&body, fields->keys[i], fields->items[i]->text);
	add_head(client, &request, "POST", path);
	buf_printf(&request, "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n",
		   body.size);
	buf_add(&request, buf_str(&body));
	return talk(client, buf_str(&request));
}
