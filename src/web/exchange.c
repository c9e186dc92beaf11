/* SPDX-License-Identifier: Apache-2.0 */
#include "web/cookie.h"
#include "web/exchange_priv.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/asset.h"
#include "base/log.h"
#include "web/csrf.h"
#include "web/fields.h"
#include "web/reply_priv.h"
#include "web/request_priv.h"
#include "web/route_priv.h"

#define REPLY_HEAD_MAX 16384
#define RETRY_AFTER_S  5
#define ASSETS         "/assets/"

static int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

struct exchange *exchange_new(struct site *site, struct connection *connection)
{
	struct exchange *exchange = calloc(1, sizeof(*exchange));

	if (!exchange)
		abort();
	exchange->connection = connection;
	exchange->site = site;
	exchange->started_us = now_us();
	arena_init(&exchange->arena);
	buf_init(&exchange->reply_head, REPLY_HEAD_MAX);
	buf_init(&exchange->reply_body, REPLY_BODY_MAX);
	return exchange;
}

void exchange_free(struct exchange *exchange)
{
	if (!exchange)
		return;
	exchange->site->uploads -= exchange->is_upload;
	buf_release(&exchange->reply_head);
	buf_release(&exchange->reply_body);
	arena_release(&exchange->arena);
	free(exchange);
}

bool exchange_takes_files(const struct exchange *exchange)
{
	return route_takes_files(exchange->site->routes, exchange->site->route_count, exchange->head.target);
}

/* What answering an exchange finds out, besides the reply. */
struct answer {
	struct request request;
	struct reply reply;
	const char *pattern; /* for the log: never the path, which may be a personal link */
	const char *etag;
	const char *allow;
};

static bool find_actor(const struct site *site, struct answer *answer)
{
	struct request *request = &answer->request;
	struct str token = str_from(value_get_text(request->cookies, COOKIE_SESSION));
	struct fault why;
	enum err code = ERR_OK;

	request->actor = (struct actor){.role = ROLE_VISITOR, .name = ""};
	if (token.n && site->find_actor) {
		code = site->find_actor(request->office, token, request->arena, &request->actor, &why);
		if (code != ERR_OK) {
			request->actor = (struct actor){.role = ROLE_VISITOR, .name = ""};
			reply_failure(&answer->reply, request, code, &why);
			return false;
		}
	}
	if (request->actor.role != ROLE_VISITOR)
		request->session_token = token;
	request->form_binding = csrf_binding(request);
	return true;
}

static const char *reason_to_deny(const struct request *request)
{
	return request->actor.role != ROLE_VISITOR ? "role" : "session";
}

/* A visitor's GET is sent to where a company gets a link, or staff signs in; all else gets 403. */
static void deny(const struct route *route, const struct http_head *head, struct answer *answer)
{
	struct request *request = &answer->request;
	struct str target = str_skip(head->target, request->lang == LANG_EN ? sizeof("/en") - 1 : 0);

	if (request->actor.role != ROLE_VISITOR || request->method != METHOD_GET)
		reply_problem_because(&answer->reply, request, 403, reason_to_deny(request));
	else if (route->roles == ROLE_COMPANY)
		reply_see_other(&answer->reply, request, "/my");
	else
		reply_see_other(
			&answer->reply, request,
			arena_printf(request->arena, "/sign-in?next=%s", fields_escape(request->arena, target)));
}

static const char *allow_text(unsigned methods)
{
	if (methods == 1u << METHOD_GET)
		return "GET, HEAD";
	return methods == 1u << METHOD_POST ? "POST" : "GET, HEAD, POST";
}

static bool is_known_method(struct str method)
{
	return str_is(method, "GET") || str_is(method, "HEAD") || str_is(method, "POST");
}

static bool is_forwarded(const struct http_head *head)
{
	static const char *const names[] = {"forwarded",         "via",      "x-forwarded-for", "x-forwarded-host",
					    "x-forwarded-proto", "x-real-ip"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (http_head_count(head, names[i]))
			return true;
	return false;
}

static bool is_there(const struct route *route, const struct exchange *exchange)
{
	return !(route->roles & ROUTE_NEAR) ||
	       (client_address_is_near(&exchange->from) && !is_forwarded(&exchange->head));
}

/* Limits cannot tell clients apart then. */
static void warn_of_silent_front(struct exchange *exchange)
{
	struct site *site = exchange->site;

	if (site->tls_front && front_is_trusted(&site->fronts, &exchange->from) &&
	    !http_head_count(&exchange->head, "x-forwarded-for") && !atomic_exchange(&site->has_warned, true))
		log_warning("the server in front does not add X-Forwarded-For: its clients are not counted");
}

static void answer_route(struct exchange *exchange, struct answer *answer)
{
	const struct site *site = exchange->site;
	const struct http_head *head = &exchange->head;
	struct request *request = &answer->request;
	struct reply *reply = &answer->reply;
	unsigned methods = 0;
	const struct route *route = route_find(site->routes, site->route_count, request->method,
					       str_from(request->path), request->arena, request->params, &methods);

	if (!methods || (route && !is_there(route, exchange))) {
		reply_problem(reply, request, 404);
		return;
	}
	if (!route || !is_known_method(head->method)) {
		answer->allow = allow_text(methods);
		reply_problem(reply, request, 405);
		return;
	}
	answer->pattern = route->pattern;
	if (!(route->roles & ROUTE_NEAR))
		warn_of_silent_front(exchange);
	if (request->method == METHOD_POST && (route->roles & ROUTE_ENDS_SESSION) && csrf_check_ended(head, request))
		route->answer(request, reply);
	else if (!(route->roles & request->actor.role))
		deny(route, head, answer);
	else if (request->method == METHOD_POST && !(route->roles & ROUTE_WITHOUT_FORM) && !csrf_check(head, request))
		reply_problem_because(reply, request, 403, "form");
	else
		route->answer(request, reply);
	if (!reply->status && !reply->apart) {
		log_error("route %s gave no reply", route->pattern);
		reply_problem(reply, request, 500);
	}
}

static const char *type_of(struct str name)
{
	static const struct {
		const char *suffix, *type;
	} types[] = {
		{".css", "text/css; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"},
		{".svg", "image/svg+xml"},
		{".png", "image/png"},
		{".ico", "image/x-icon"},
		{".woff2", "font/woff2"},
		{".txt", "text/plain; charset=utf-8"},
		{".pdf", "application/pdf"},
		{".jpg", "image/jpeg"},
	};

	for (size_t i = 0; i < COUNT(types); i++)
		if (str_ends(name, types[i].suffix))
			return types[i].type;
	return "application/octet-stream";
}

/* /assets/HASH/NAME: kept for a year when the hash is the file's; a style names its neighbours with its own
 * hash, and those are asked again after five minutes. */
static void answer_asset(const struct http_head *head, struct answer *answer)
{
	struct request *request = &answer->request;
	struct str rest = str_skip(str_from(request->path), sizeof(ASSETS) - 1), hash = str_cut(&rest, '/');
	const struct asset *asset =
		asset_find(str_from(arena_printf(request->arena, "src/web/assets/%s", rest.p ? rest.p : "")));

	answer->pattern = "/assets/:hash/:name";
	if (!asset || request->lang != LANG_JA) {
		reply_problem(&answer->reply, request, 404);
		return;
	}
	if (!is_known_method(head->method) || request->method != METHOD_GET) {
		answer->allow = "GET, HEAD";
		reply_problem(&answer->reply, request, 405);
		return;
	}
	answer->etag = arena_printf(request->arena, "\"%s\"", asset->hash);
	reply_bytes(&answer->reply, type_of(rest), asset->bytes, NULL);
	answer->reply.cache_control =
		str_is(hash, asset->hash) ? "public, max-age=31536000, immutable" : "public, max-age=300";
	if (str_is(http_head_value(head, "if-none-match"), answer->etag)) {
		answer->reply.status = 304;
		buf_clear(&answer->reply.body);
	}
}

static const char *cookie_prefix(const struct site *site)
{
	return site->tls_front ? COOKIE_SECURE_PREFIX : "";
}

static void answer_request(struct exchange *exchange, struct answer *answer)
{
	const struct site *site = exchange->site;
	struct request *request = &answer->request;
	int refusal = request_read(&exchange->head, exchange->body, cookie_prefix(site), exchange_takes_files(exchange),
				   request);

	request->actor = (struct actor){.role = ROLE_VISITOR, .name = ""};
	if (refusal)
		reply_problem(&answer->reply, request, refusal);
	else if (str_starts(str_from(request->path), ASSETS))
		answer_asset(&exchange->head, answer);
	else if (find_actor(site, answer))
		answer_route(exchange, answer);
}

/* Neither path nor query nor address: a path may be a personal link. */
static void write_log(const struct exchange *exchange, const struct answer *answer, int64_t us)
{
	struct str method = exchange->head.method;

	if (!is_known_method(method))
		method = STR("other");
	log_info("%.*s %s %d %lld us", (int)method.n, method.p, answer->pattern, answer->reply.status, (long long)us);
}

static const char *find_client(struct exchange *exchange)
{
	struct client_address client = front_client(&exchange->site->fronts, &exchange->from, &exchange->head);

	return client_address_counted(&exchange->arena, &client);
}

static void begin_answer(struct exchange *exchange)
{
	struct answer *answer = arena_array(&exchange->arena, 1, sizeof(*answer));

	*answer = (struct answer){.pattern = "-"};
	reply_init(&answer->reply);
	answer->request.office = exchange->site->office;
	answer->request.site = exchange->site;
	answer->request.arena = &exchange->arena;
	answer->request.client = find_client(exchange);
	exchange->answer = answer;
}

void exchange_admit(struct exchange *exchange)
{
	const struct site *site = exchange->site;
	const struct route *route;
	struct request *request;
	unsigned methods = 0;

	begin_answer(exchange);
	request = &exchange->answer->request;
	exchange->refusal = request_read_head(&exchange->head, cookie_prefix(site), request);
	if (!exchange->refusal && !find_actor(site, exchange->answer))
		exchange->refusal = exchange->answer->reply.status;
	if (!exchange->refusal) {
		route = route_find(site->routes, site->route_count, request->method, str_from(request->path),
				   request->arena, request->params, &methods);
		if (!route || !(route->roles & ROUTE_UPLOAD)) {
			exchange->refusal = 413;
		} else if (!(route->roles & request->actor.role)) {
			exchange->refusal = 403;
			exchange->refused_because = reason_to_deny(request);
		}
	}
	reply_release(&exchange->answer->reply);
	exchange->answer = NULL;
}

static int retry_after_s(const struct reply *reply)
{
	return reply->retry_after_s || reply->status != 503 ? reply->retry_after_s : RETRY_AFTER_S;
}

/* What was answered becomes the bytes on the wire. */
static void finish_answer(struct exchange *exchange)
{
	struct site *site = exchange->site;
	struct answer *answer = exchange->answer;
	struct reply_wire wire = {.tls_front = site->tls_front, .allow = answer->allow, .etag = answer->etag};
	int64_t us;

	if (answer->reply.body.full) {
		log_error("route %s: a reply larger than %u bytes", answer->pattern, REPLY_BODY_MAX);
		reply_problem(&answer->reply, &answer->request, 500);
	}
	exchange->closes = exchange->head.wants_close || atomic_load(&site->stopping);
	wire.closes = exchange->closes;
	wire.retry_after_s = retry_after_s(&answer->reply);
	reply_write_head(&answer->reply, &wire, &exchange->reply_head);
	if (!str_is(exchange->head.method, "HEAD")) {
		exchange->reply_body = answer->reply.body;
		buf_init(&answer->reply.body, 0);
	}
	reply_release(&answer->reply);
	us = now_us() - exchange->started_us;
	metrics_count_reply(&site->metrics, answer->reply.status, (uint64_t)us);
	if (!site->quiet)
		write_log(exchange, answer, us);
}

bool exchange_answer(struct exchange *exchange, enum pool_lane *ret_lane)
{
	struct reply *reply;

	begin_answer(exchange);
	reply = &exchange->answer->reply;
	answer_request(exchange, exchange->answer);
	if (reply->apart && !reply->status) {
		*ret_lane = reply->goes_first ? POOL_FIRST : POOL_AFTER;
		return false;
	}
	finish_answer(exchange);
	return true;
}

void exchange_answer_apart(struct exchange *exchange)
{
	struct answer *answer = exchange->answer;

	answer->reply.apart(&answer->request, &answer->reply);
	if (!answer->reply.status) {
		log_error("route %s gave no reply", answer->pattern);
		reply_problem(&answer->reply, &answer->request, 500);
	}
	finish_answer(exchange);
}

void exchange_turn_away(struct exchange *exchange)
{
	reply_problem(&exchange->answer->reply, &exchange->answer->request, 503);
	finish_answer(exchange);
}

void exchange_render_refusal(struct site *site, int status, const char *because, enum lang lang, struct buf *out)
{
	ARENA_SCOPED arena;
	struct request request = {
		.lang = lang, .path = "/", .client = "", .office = site->office, .site = site, .arena = &arena};
	struct reply_wire wire = {.tls_front = site->tls_front, .closes = true};
	struct reply reply;

	arena_init(&arena);
	request.actor = (struct actor){.role = ROLE_VISITOR, .name = ""};
	wire.retry_after_s = status == 503 ? RETRY_AFTER_S : 0;
	reply_init(&reply);
	if (because)
		reply_problem_because(&reply, &request, status, because);
	else
		reply_problem(&reply, &request, status);
	reply_write_head(&reply, &wire, out);
	buf_add(out, buf_str(&reply.body));
	reply_release(&reply);
}
