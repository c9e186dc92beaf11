/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/web/web_peer.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "test.h"
#include "web/csrf.h"
#include "web/multipart.h"

#define WAIT_MS 10000

static void answer_hello(const struct request *request, struct reply *reply)
{
	reply_bytes(reply, "text/plain; charset=utf-8", request->lang == LANG_EN ? STR("hello") : STR("こんにちは"),
		    NULL);
}

static void answer_token(const struct request *request, struct reply *reply)
{
	reply_bytes(reply, "text/plain", str_from(csrf_new_token(request, reply)), NULL);
}

static void answer_posted(const struct request *request, struct reply *reply)
{
	struct str nonce = request->once.nonce;
	const char *text = arena_printf(request->arena, "nonce=%.*s name=%s fields=%zu", (int)nonce.n, nonce.p,
					value_get_text(request->form, "name"), value_count(request->form));

	reply_bytes(reply, "text/plain", str_from(text), NULL);
}

static void answer_files(const struct request *request, struct reply *reply)
{
	reply_bytes(reply, "text/plain",
		    str_from(arena_printf(request->arena, "%zu files, the first of %zu bytes", request->file_count,
					  request->file_count ? request->files[0].bytes.n : 0)),
		    NULL);
}

static void answer_param(const struct request *request, struct reply *reply)
{
	reply_bytes(reply, "text/plain", str_from(request->params[0]), NULL);
}

static void answer_role(const struct request *request, struct reply *reply)
{
	reply_bytes(reply, "text/plain", str_from(role_name(request->actor.role)), NULL);
}

static void answer_slowly(const struct request *request, struct reply *reply)
{
	usleep(200000);
	reply_bytes(reply, "text/plain", STR("at last"), NULL);
}

static void answer_in_turn(const struct request *request, struct reply *reply)
{
	static atomic_int turn;

	usleep(200000);
	reply_bytes(reply, "text/plain", str_from(arena_printf(request->arena, "turn %d", ++turn)), NULL);
}

static void answer_apart(const struct request *request, struct reply *reply)
{
	reply_apart(reply, answer_in_turn, value_get(request->query, "first") != NULL);
}

static void answer_client(const struct request *request, struct reply *reply)
{
	reply_bytes(reply, "text/plain", str_from(request->client), NULL);
}

static void answer_metrics(const struct request *request, struct reply *reply)
{
	server_metrics(request, &reply->body);
	reply->status = 200;
	reply->content_type = "text/plain; version=0.0.4";
}

static void answer_moved(const struct request *request, struct reply *reply)
{
	reply_see_other(reply, request, value_get_text(request->query, "to"));
}

const struct route peer_routes[] = {
	{METHOD_GET, "/", ROLE_ANY, answer_hello},
	{METHOD_GET, "/form", ROLE_ANY, answer_token},
	{METHOD_POST, "/form", ROLE_ANY, answer_posted},
	{METHOD_GET, "/slow", ROLE_ANY, answer_slowly},
	{METHOD_GET, "/apart", ROLE_ANY, answer_apart},
	{METHOD_GET, "/client", ROLE_ANY, answer_client},
	{METHOD_GET, "/metrics", ROLE_ANY | ROUTE_NEAR, answer_metrics},
	{METHOD_GET, "/moved", ROLE_ANY, answer_moved},
	{METHOD_GET, "/cases/:number", ROLE_ANY, answer_param},
	{METHOD_GET, "/my", ROLE_COMPANY, answer_role},
	{METHOD_GET, "/desk", ROLE_SECRETARIAT, answer_role},
	{METHOD_GET, "/approve", ROLE_TOKYO, answer_role},
	{METHOD_GET, "/expert", ROLE_EXPERT | ROLE_SECRETARIAT, answer_role},
	{METHOD_GET, "/diagnosis", ROLE_DIAGNOSIS | ROLE_SECRETARIAT, answer_role},
	{METHOD_GET, "/admin", ROLE_ADMINISTRATOR, answer_role},
	{METHOD_GET, "/staff", ROLE_STAFF, answer_role},
	{METHOD_GET, "/files", ROLE_DIAGNOSIS, answer_token},
	{METHOD_POST, "/files", ROLE_DIAGNOSIS | ROUTE_UPLOAD, answer_files},
};
const size_t peer_route_count = COUNT(peer_routes);

static enum err find_actor(const struct office *office, struct str session_token, struct arena *arena,
			   struct actor *ret_actor, struct fault *why)
{
	enum role role = ROLE_VISITOR;

	if (str_is(session_token, "store-is-down"))
		return fault_set(why, ERR_BUSY, "the store is down");
	if (!role_parse(session_token, &role))
		role = ROLE_VISITOR;
	*ret_actor = (struct actor){.role = role, .person_id = 1, .name = "佐藤 花子"};
	return ERR_OK;
}

static void *run(void *context)
{
	struct peer_server *peer = context;
	struct fault why;

	if (server_run(peer->server, &why) != ERR_OK)
		abort();
	return NULL;
}

void peer_start(struct peer_server *peer, struct server_options options)
{
	static const char *const addresses[] = {"127.0.0.1:0"};
	struct fault why = {.text = ""};

	memset(peer, 0, sizeof(*peer));
	memset(peer->office.secret, 7, sizeof(peer->office.secret));
	assert_int_equal(texts_load(&peer->office.texts, &why), ERR_OK);
	peer->office.base_url = "https://tenken.example";
	options.office = &peer->office;
	options.routes = peer_routes;
	options.route_count = peer_route_count;
	options.find_actor = find_actor;
	options.addresses = addresses;
	options.address_count = 1;
	options.quiet = true;
	if (!options.worker_threads)
		options.worker_threads = 4;
	if (server_new(&options, &peer->server, &why) != ERR_OK)
		fail_msg("%s", why.text);
	peer->port = server_port(peer->server, 0);
	assert_int_equal(pthread_create(&peer->thread, NULL, run, peer), 0);
}

void peer_stop(struct peer_server *peer)
{
	server_stop(peer->server);
	pthread_join(peer->thread, NULL);
	server_free(peer->server);
}

int peer_connect(const struct peer_server *peer)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)peer->port)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

bool peer_send(int fd, struct str bytes)
{
	while (bytes.n) {
		ssize_t n = send(fd, bytes.p, bytes.n, MSG_NOSIGNAL);

		if (n <= 0)
			return false;
		bytes = str_skip(bytes, (size_t)n);
	}
	return true;
}

char *peer_read_all(struct arena *arena, int fd)
{
	BUF_SCOPED all;
	char part[4096];

	buf_init(&all, 4u * 1024 * 1024);
	for (;;) {
		struct pollfd ready = {.fd = fd, .events = POLLIN};
		ssize_t n = 0;

		if (poll(&ready, 1, WAIT_MS) <= 0)
			break;
		n = recv(fd, part, sizeof(part), 0);
		if (n <= 0)
			break;
		buf_add(&all, str_of(part, (size_t)n));
	}
	return arena_strdup(arena, buf_text(&all));
}

char *peer_talk(const struct peer_server *peer, struct arena *arena, struct str bytes)
{
	int fd = peer_connect(peer);
	char *reply = NULL;

	peer_send(fd, bytes);
	reply = peer_read_all(arena, fd);
	close(fd);
	return reply;
}

char *peer_talk_text(const struct peer_server *peer, struct arena *arena, const char *text)
{
	return peer_talk(peer, arena, str_from(text));
}

int peer_status(const char *reply)
{
	return strncmp(reply, "HTTP/1.1 ", 9) == 0 ? atoi(reply + 9) : 0;
}

const char *peer_body(const char *reply)
{
	const char *end = strstr(reply, "\r\n\r\n");

	return end ? end + 4 : "";
}

char *peer_post(const struct peer_server *peer, struct arena *arena, const char *path, const char *cookie,
		struct str body)
{
	BUF_SCOPED bytes;

	buf_init(&bytes, 1024u * 1024);
	buf_printf(&bytes,
		   "POST %s HTTP/1.1\r\nHost: t\r\nConnection: close\r\nCookie: %s\r\n"
		   "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n",
		   path, cookie, body.n);
	buf_add(&bytes, body);
	return peer_talk(peer, arena, buf_str(&bytes));
}
