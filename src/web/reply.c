/* SPDX-License-Identifier: Apache-2.0 */
#include "web/reply_priv.h"

#include <inttypes.h>
#include <string.h>

#include "base/log.h"
#include "usecases/call.h"
#include "usecases/edition_value.h"
#include "web/csrf.h"
#include "web/home.h"
#include "web/route_priv.h"
#include "web/site_priv.h"

void reply_init(struct reply *reply)
{
	*reply = (struct reply){.status = 0};
	buf_init(&reply->body, REPLY_BODY_MAX);
}

void reply_release(struct reply *reply)
{
	buf_release(&reply->body);
}

/* The pages of the menu: at "/desk/cases/12" it is {{#here.desk_cases}}. */
static const struct value_key here_keys[] = {
	{"desk", VALUE_BOOL, NULL},
	{"desk_cases", VALUE_BOOL, NULL},
	{"desk_tasks", VALUE_BOOL, NULL},
	{"desk_mail", VALUE_BOOL, NULL},
	{"desk_invitations", VALUE_BOOL, NULL},
	{"desk_affected", VALUE_BOOL, NULL},
	{"desk_experts", VALUE_BOOL, NULL},
	{"desk_rehearsal", VALUE_BOOL, NULL},
	{"approve", VALUE_BOOL, NULL},
	{"expert", VALUE_BOOL, NULL},
	{"diagnosis", VALUE_BOOL, NULL},
	{"admin", VALUE_BOOL, NULL},
	{0},
};

static const struct value_key actor_keys[] = {
	{"role", VALUE_TEXT, NULL},        {"name", VALUE_TEXT, NULL},          {"staff", VALUE_BOOL, NULL},
	{"secretariat", VALUE_BOOL, NULL}, {"tokyo", VALUE_BOOL, NULL},         {"expert", VALUE_BOOL, NULL},
	{"diagnosis", VALUE_BOOL, NULL},   {"administrator", VALUE_BOOL, NULL}, {0},
};

static const struct value_key asset_keys[] = {
	{"tenken_css", VALUE_TEXT, NULL}, {"mark_svg", VALUE_TEXT, NULL}, {"passkey_js", VALUE_TEXT, NULL}, {0}};

const struct value_key reply_layout_keys[] = {
	{"lang", VALUE_TEXT, NULL},
	{"other_lang", VALUE_TEXT, NULL},
	{"base", VALUE_TEXT, NULL},
	{"other_base", VALUE_TEXT, NULL},
	{"path", VALUE_TEXT, NULL},
	{"actor", VALUE_MAP, actor_keys},
	{"here", VALUE_MAP, here_keys},
	{"signed_in", VALUE_BOOL, NULL},
	{"rehearsal", VALUE_BOOL, NULL},
	{"home", VALUE_TEXT, NULL},         /* where the mark leads: the actor's first page */
	{"typed_form", VALUE_TEXT, NULL},   /* the page's: the id of the form that the other language is asked with */
	{"typed_path", VALUE_TEXT, NULL},   /* and where it is sent to, the page's own or this one's */
	{"has_problems", VALUE_BOOL, NULL}, /* the page's "problems" are not empty */
	{"edition", VALUE_MAP, edition_value_keys},
	{"assets", VALUE_MAP, asset_keys},
	{"title", VALUE_TEXT, NULL},
	{"form_token", VALUE_TEXT, NULL},
	{"page", VALUE_MAP, NULL}, /* the page's own, which go before these inside it */
	{0},
};

static struct value *here_value(const struct request *request)
{
	struct arena *arena = request->arena;
	struct value *map = value_map(arena);
	struct str rest = str_skip(str_from(request->path ? request->path : "/"), 1);
	struct str first = str_head(rest, str_find(rest, "/"));
	struct str second = str_skip(rest, first.n + 1);
	struct str here = str_from(arena_printf(arena, "%.*s_%.*s", (int)first.n, first.p, (int)str_find(second, "/"),
						second.n ? second.p : ""));

	if (!value_keys_find(here_keys, here)) /* "/approve/12" is below "/approve" */
		here = first;
	for (const struct value_key *key = here_keys; key->name; key++)
		value_set_bool(arena, map, key->name, str_is(here, key->name));
	return map;
}

static struct value *actor_value(struct arena *arena, const struct actor *actor)
{
	struct value *map = value_map(arena);

	for (const struct value_key *key = actor_keys; key->name; key++)
		value_set_bool(arena, map, key->name, strcmp(key->name, role_name(actor->role)) == 0);
	value_set_text(arena, map, "role", role_name(actor->role));
	value_set_text(arena, map, "name", actor->name);
	value_set_bool(arena, map, "staff", actor->role & ROLE_STAFF);
	return map;
}

/* The call that the page is about, else the front one; null when there is none, or the store does not answer. */
static void add_edition(const struct request *request, const struct value *context, struct value *root)
{
	const struct value *of_page = value_get(context, "edition");
	struct call call;

	if (of_page)
		value_set_shared(request->arena, root, "edition", of_page);
	else if (!request->office->editions || call_front(request->office, &call, NULL))
		value_set(request->arena, root, "edition", value_null(request->arena));
	else
		value_set(request->arena, root, "edition", edition_value(request->arena, call.edition, request->lang));
}

/* What the layout shows besides the page. */
static struct value *layout_value(const struct request *request, struct value *context)
{
	struct arena *arena = request->arena;
	const struct site *site = request->site;
	struct value *root = value_map(arena);
	bool is_english = request->lang == LANG_EN;
	const char *typed_path = value_get_text(context, "typed_path");

	value_set_text(arena, root, "lang", lang_code(request->lang));
	value_set_text(arena, root, "other_lang", lang_code(is_english ? LANG_JA : LANG_EN));
	value_set_text(arena, root, "base", is_english ? "/en" : "");
	value_set_text(arena, root, "other_base", is_english ? "" : "/en");
	value_set_text(arena, root, "path", request->path);
	value_set(arena, root, "actor", actor_value(arena, &request->actor));
	value_set(arena, root, "here", here_value(request));
	value_set_bool(arena, root, "signed_in", request->actor.role != ROLE_VISITOR);
	value_set_bool(arena, root, "rehearsal", request->office->rehearsal);
	value_set_text(arena, root, "home", home_of_role(request->actor.role));
	value_set_text(arena, root, "typed_form", value_get_text(context, "typed_form"));
	value_set_text(arena, root, "typed_path", *typed_path ? typed_path : request->path);
	value_set_bool(arena, root, "has_problems", value_is_truthy(value_get(context, "problems")));
	add_edition(request, context, root);
	/* Shared and only read: rendering changes nothing. */
	value_set_shared(arena, root, "assets", site->assets);
	value_set(arena, root, "page", context);
	return root;
}

struct source_context {
	const struct page_templates *templates;
	const struct texts *texts;
	const struct page_template *page; /* what {{>page}} of the layout is */
};

static const struct template *find_partial(const void *context, struct str name)
{
	const struct source_context *source = context;
	const struct page_template *page =
		str_is(name, "page") ? source->page : page_templates_find(source->templates, name);

	return page ? page->template : NULL;
}

static const struct template *find_text(const void *context, enum lang lang, struct str key)
{
	const struct source_context *source = context;

	return source->texts ? texts_find(source->texts, lang, key) : NULL;
}

static enum err render(struct reply *reply, const struct request *request, const char *name, const char *title_key,
		       struct value *context, struct fault *why)
{
	const struct site *site = request->site;
	const struct texts *texts = request->office->texts;
	const struct page_template *layout = page_templates_find(site->templates, STR("layout"));
	struct source_context here = {site->templates, texts, page_templates_find(site->templates, str_from(name))};
	struct template_source source = {find_partial, find_text, &here};
	struct value *root = NULL;

	if (!here.page || !layout)
		return fault_set(why, ERR_NOT_FOUND, "there is no template %s.html", here.page ? "layout" : name);
	root = layout_value(request, context ? context : value_map(request->arena));
	value_set_text(request->arena, root, "title",
		       texts ? texts_get(texts, request->arena, request->lang, title_key, context) : "");
	value_set_text(request->arena, root, "form_token",
		       here.page->has_form || request->session_token.n ? csrf_new_token(request, reply) : "");
	if (site->look)
		site->look(name, root);
	buf_clear(&reply->body);
	return template_render(layout->template, &source, TEMPLATE_HTML, request->lang, root, &reply->body, why);
}

static enum err render_page(struct reply *reply, const struct request *request, int status, const char *name,
			    const char *title_key, struct value *context)
{
	struct fault why;
	enum err code = render(reply, request, name, title_key, context, &why);

	if (code != ERR_OK)
		log_error("page %s: %s", name, why.text);
	reply->status = status;
	reply->content_type = "text/html; charset=utf-8";
	reply->location = reply->download_name = reply->cache_control = NULL;
	return code;
}

void reply_page(struct reply *reply, const struct request *request, int status, const char *name, struct value *context)
{
	const char *title = arena_printf(request->arena, "%s.title", name);

	if (render_page(reply, request, status, name, title, context) != ERR_OK)
		reply_problem(reply, request, 500);
}

/* The page where a form stands: at the path that it was sent to, or at the nearest above that. */
static const char *page_of_form(const struct request *request)
{
	const struct site *site = request->site;
	struct str path = str_from(request->path);

	while (path.n > 1) {
		const char *params[ROUTE_PARAMS_MAX];
		unsigned methods = 0;

		if (route_find(site->routes, site->route_count, METHOD_GET, path, request->arena, params, &methods))
			return str_dup(request->arena, path);
		while (path.n > 1 && path.p[path.n - 1] != '/')
			path.n--;
		path.n -= path.n > 1;
	}
	return "/";
}

/* kind: the status, or with why behind it: "403_form". */
static void show_problem(struct reply *reply, const struct request *request, int status, const char *kind,
			 const struct value *late)
{
	struct arena *arena = request->arena;
	struct value *context = value_map(arena);
	bool is_form = strcmp(kind, "403_form") == 0, is_late = status == 409 && request->method == METHOD_POST;
	bool is_company = str_starts(str_from(request->path), "/my");

	value_set_text(arena, context, "status", kind);
	value_set_text(arena, context, "reload", is_form ? page_of_form(request) : "");
	value_set_text(arena, context, "newest", is_late ? page_of_form(request) : "");
	value_set_shared(arena, context, "late", late);
	value_set_text(arena, context, "entrance",
		       strcmp(kind, "403_session") != 0 ? ""
		       : is_company                     ? "/my"
							: "/sign-in");
	if (render_page(reply, request, status, "problem", arena_printf(arena, "problem.title.%s", kind), context) ==
	    ERR_OK)
		return;
	/* Without its own template the server still answers: with the number alone. */
	buf_clear(&reply->body);
	buf_printf(&reply->body, "%d\n", status);
	reply->content_type = "text/plain; charset=utf-8";
}

void reply_problem(struct reply *reply, const struct request *request, int status)
{
	show_problem(reply, request, status, arena_printf(request->arena, "%d", status), value_null(request->arena));
}

void reply_too_late(struct reply *reply, const struct request *request, const struct value *newest)
{
	show_problem(reply, request, 409, "409", newest);
}

void reply_problem_because(struct reply *reply, const struct request *request, int status, const char *because)
{
	show_problem(reply, request, status, arena_printf(request->arena, "%d_%s", status, because),
		     value_null(request->arena));
}

void reply_see_other(struct reply *reply, const struct request *request, const char *path)
{
	bool is_english = request->lang == LANG_EN;

	reply->status = 303;
	reply->content_type = NULL;
	/* Only a path of ours: "//host" and "/\host" would lead elsewhere. */
	if (path[0] != '/' || path[1] == '/' || path[1] == '\\') {
		log_error("a redirect to something that is no path was refused");
		path = "/";
	}
	for (const char *c = path; *c; c++)
		if ((unsigned char)*c <= ' ' || *c == 0x7f)
			path = "/";
	reply->location = arena_printf(request->arena, "%s%s", is_english ? "/en" : "", path);
	buf_clear(&reply->body);
}

static int status_of(enum err code)
{
	switch (code) {
	case ERR_INVALID: return 400;
	case ERR_DENIED: return 403;
	case ERR_NOT_FOUND: return 404;
	case ERR_CONFLICT: return 409;
	case ERR_TOO_LARGE: return 413;
	case ERR_BUSY:
	case ERR_TIMEOUT:
	case ERR_IO: return 503; /* a full disk, a database that is away: it passes */
	default: return 500;
	}
}

void reply_failure(struct reply *reply, const struct request *request, enum err code, const struct fault *why)
{
	int status = status_of(code);

	if (status >= 500)
		log_error("request failed: %s: %s", err_name(code), why ? why->text : "");
	reply_problem(reply, request, status);
}

void reply_apart(struct reply *reply, void (*answer)(const struct request *request, struct reply *reply),
		 bool goes_first)
{
	reply->apart = answer;
	reply->goes_first = goes_first;
}

void reply_bytes(struct reply *reply, const char *content_type, struct str bytes, const char *download_name)
{
	reply->status = 200;
	reply->content_type = content_type;
	reply->download_name = download_name;
	buf_clear(&reply->body);
	buf_add(&reply->body, bytes);
}
