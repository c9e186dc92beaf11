/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "calendar/day.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define PORTS_LISTED 100
#define PACE_DEFAULT 30 /* of an authorisation without a pace of its own */

static const int facts_widths[OUTLINE_CELLS_MAX] = {24, 76, 0};

static void add_fact(struct outline_writer *w, struct outline_block *facts, const char *key, const char *value)
{
	outline_write_row(w, facts, outline_write_text(w, key, NULL),
			  *value ? value : outline_write_text(w, "unknown", NULL), NULL);
}

static const char *period(const struct outline_writer *w, int64_t from_ms, int64_t to_ms)
{
	struct value *context = value_map(w->arena);

	value_set_text(w->arena, context, "from", day_format_time(w->arena, w->input->wish.lang, from_ms));
	value_set_text(w->arena, context, "to", day_format_time(w->arena, w->input->wish.lang, to_ms));
	return outline_write_text(w, "period", context);
}

static const char *authorised(const struct outline_writer *w, const struct authorisation *allowed)
{
	struct value *context = value_map(w->arena);

	if (!*allowed->authorised_by)
		return "";
	value_set_text(w->arena, context, "person", allowed->authorised_by);
	value_set_text(w->arena, context, "time",
		       day_format_time(w->arena, w->input->wish.lang, allowed->authorised_ms));
	if (!allowed->authority || !*allowed->authority)
		return outline_write_text(w, "scope.authorised", context);
	value_set_text(w->arena, context, "authority_text", allowed->authority_text);
	return outline_write_text(w, arena_printf(w->arena, "scope.by_authority.%s", allowed->authority), context);
}

static const char *performed(const struct outline_writer *w)
{
	if (!w->run.started_ms)
		return "";
	if (!w->run.finished_ms)
		return day_format_time(w->arena, w->input->wish.lang, w->run.started_ms);
	return period(w, w->run.started_ms, w->run.finished_ms);
}

/* The addresses behind a name, as they were at the time; "" when it is an address itself. */
static const char *addresses_of(const struct outline_writer *w, const char *host)
{
	const char *joined = "";

	for (size_t i = 0; i < w->input->observation_count; i++) {
		const struct observation *seen = &w->input->observations[i];
		const struct value *addresses = value_get(seen->data, "addresses");
		if (strcmp(seen->kind, "target.resolved") != 0 || strcmp(seen->target, host) != 0)
			continue;
		for (size_t a = 0; a < value_count(addresses); a++) {
			const struct value *item = value_at(addresses, a);
			if (item && item->kind == VALUE_TEXT && !str_is(item->text, host))
				joined = outline_write_joined(
					w, joined, foreign_text_show(w->arena, item->text, OUTLINE_FOREIGN_MAX));
		}
	}
	return joined;
}

/* One target a line. */
static const char *targets(const struct outline_writer *w, const struct authorisation *allowed)
{
	const char *lines = "";

	for (size_t i = 0; i < allowed->target_count; i++) {
		const char *host = allowed->targets[i].host;
		const char *addresses = addresses_of(w, host);
		const char *line = foreign_text_show(w->arena, str_from(host), OUTLINE_FOREIGN_MAX);
		struct value *context = value_map(w->arena);

		value_set_text(w->arena, context, "target", line);
		value_set_text(w->arena, context, "addresses", addresses);
		if (*addresses)
			line = outline_write_text(w, "scope.addresses", context);
		lines = *lines ? arena_printf(w->arena, "%s\n%s", lines, line) : line;
	}
	return lines;
}

/* One target a line: how it was shown to be the company's, or that it was not. */
static const char *ownership(const struct outline_writer *w, const struct authorisation *allowed)
{
	const char *lines = "";

	for (size_t i = 0; i < allowed->target_count; i++) {
		const char *host = allowed->targets[i].host;
		const struct ownership *newest = ownership_of(w->input->ownerships, w->input->ownership_count, host);
		bool is_shown = newest && newest->state == OWNERSHIP_SHOWN;
		const char *key = arena_printf(w->arena, "scope.ownership_by.%s",
					       is_shown ? ownership_way_name(newest->way) : "none");
		struct value *context = value_map(w->arena);
		const char *line;

		value_set_text(w->arena, context, "target",
			       foreign_text_show(w->arena, str_from(host), OUTLINE_FOREIGN_MAX));
		value_set_text(w->arena, context, "time",
			       is_shown ? day_format_time(w->arena, w->input->wish.lang, newest->at_ms) : "");
		line = outline_write_text(w, key, context);
		lines = *lines ? arena_printf(w->arena, "%s\n%s", lines, line) : line;
	}
	return lines;
}

static const char *ports(const struct outline_writer *w, const struct authorisation *allowed)
{
	const char *number = arena_printf(w->arena, "%zu", allowed->port_count);
	const char *count = outline_write_filled(w, "scope.ports_of", "count", number);
	BUF_SCOPED list;

	if (!allowed->port_count)
		return w->run.ports > 0 ? outline_write_count(w, "scope.ports_of", (size_t)w->run.ports) : "";
	if (allowed->port_count > PORTS_LISTED)
		return count;
	buf_init(&list, (size_t)PORTS_LISTED * 8);
	for (size_t i = 0; i < allowed->port_count; i++)
		buf_printf(&list, "%s%u", i ? ", " : "", (unsigned)allowed->ports[i]);
	return arena_printf(w->arena, "%s\n%s", count, buf_text(&list));
}

static bool has_seen(const struct outline_writer *w, const char *kinds)
{
	for (size_t i = 0; i < w->input->observation_count; i++)
		if (!strncmp(w->input->observations[i].kind, kinds, strlen(kinds)))
			return true;
	return false;
}

/* Other tools, by the names of docs/observation.schema.json. */
static const char *const others[] = {"nmap", "nuclei", "masscan", "testssl"};

/* The version with which another tool made what was taken in: "" where its report says none; NULL where nothing of it
 * was. */
static const char *version_of(const struct outline_writer *w, const char *tool)
{
	const char *found = has_seen(w, arena_printf(w->arena, "%s.", tool)) ? "" : NULL;

	for (size_t i = 0; i < w->input->observation_count; i++) {
		const struct observation *seen = &w->input->observations[i];
		if (strcmp(seen->kind, "tool.run") != 0 || strcmp(value_get_text(seen->data, "tool"), tool) != 0)
			continue;
		found = foreign_text_show(w->arena, str_from(value_get_text(seen->data, "version")),
					  OUTLINE_FOREIGN_MAX);
	}
	return found;
}

/* A line each: our own, then the others whose results were taken in. */
static const char *tools(const struct outline_writer *w)
{
	struct value *context = value_map(w->arena);
	const char *probe = w->run.probe_version, *lines;

	value_set_text(w->arena, context, "version", w->input->version);
	value_set_text(w->arena, context, "probe", *probe ? probe : outline_write_text(w, "unknown", NULL));
	lines = outline_write_text(w, "scope.tools_of", context);
	for (size_t i = 0; i < COUNT(others); i++) {
		const char *version = version_of(w, others[i]), *key;
		if (!version)
			continue;
		key = arena_printf(w->arena, "scope.tool.%s", others[i]);
		lines = arena_printf(w->arena, "%s\n%s", lines, outline_write_filled(w, key, "version", version));
	}
	return lines;
}

/* A part of a version, "2025-08-25.1f0c2a9b" or "own.c1020b48", as a person reads it. */
static const char *knowledge_part(const struct outline_writer *w, struct str part)
{
	struct str name = str_head(part, str_index(part, '.')), mark = str_skip(part, name.n + 1);
	struct value *context = value_map(w->arena);
	int64_t day;

	value_set_text(w->arena, context, "mark", foreign_text_show(w->arena, mark, OUTLINE_FOREIGN_MAX));
	if (str_is(name, "own"))
		return outline_write_text(w, "scope.knowledge_own", context);
	if (!day_parse(name, &day))
		return foreign_text_show(w->arena, part, OUTLINE_FOREIGN_MAX);
	value_set_text(w->arena, context, "date", day_format_date(w->arena, w->input->wish.lang, day));
	return outline_write_text(w, "scope.knowledge_of", context);
}

/* Each version of the knowledge that judged a finding, once; a line for each part of it. */
static const char *knowledge(const struct outline_writer *w)
{
	const struct finding *findings = w->input->findings;
	const char *lines = "";

	for (size_t i = 0; i < w->input->finding_count; i++) {
		struct str version = str_from(findings[i].knowledge ? findings[i].knowledge : "");
		size_t k = 0;
		while (k < i && !str_is(version, findings[k].knowledge ? findings[k].knowledge : ""))
			k++;
		while (k == i && version.n)
			lines = arena_printf(w->arena, "%s%s%s", lines, *lines ? "\n" : "",
					     knowledge_part(w, str_cut(&version, '+')));
	}
	return lines;
}

static const char *rejudged(const struct outline_writer *w)
{
	return outline_write_filled(w, "scope.rejudged_at", "time",
				    day_format_time(w->arena, w->input->wish.lang, w->input->rejudged_ms));
}

static void write_scope(struct outline_writer *w)
{
	const struct authorisation *allowed = w->input->authorisation;
	struct outline_block *facts;
	const char *connections = "";

	if (w->run.connections >= 0)
		connections = outline_write_filled(w, "scope.connections_of", "count",
						   arena_printf(w->arena, "%lld", (long long)w->run.connections));
	outline_write_heading(w, 1, outline_write_text(w, "scope.section", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	add_fact(w, facts, "scope.targets", targets(w, allowed));
	add_fact(w, facts, "scope.authorised_by", authorised(w, allowed));
	if (w->input->tells_ownership)
		add_fact(w, facts, "scope.ownership", ownership(w, allowed));
	if (allowed->not_after_ms)
		add_fact(w, facts, "scope.window", period(w, allowed->not_before_ms, allowed->not_after_ms));
	add_fact(w, facts, "scope.performed", performed(w));
	add_fact(w, facts, "scope.source", w->run.sources);
	add_fact(w, facts, "scope.ports", ports(w, allowed));
	add_fact(w, facts, "scope.connections", connections);
	add_fact(w, facts, "scope.tools", tools(w));
	if (*knowledge(w))
		add_fact(w, facts, "scope.knowledge", knowledge(w));
	if (w->input->rejudged_ms)
		add_fact(w, facts, "scope.rejudged", rejudged(w));
}

static struct outline_block *write_list(struct outline_writer *w, const char *key, const char *const *items,
					size_t count, const struct value *context)
{
	struct outline_block *list;

	outline_write_heading(w, 2, outline_write_text(w, key, NULL));
	list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100, 0, 0});
	for (size_t i = 0; i < count; i++) {
		const char *item = arena_printf(w->arena, "%s_items.%s", key, items[i]);
		outline_write_row(w, list, outline_write_text(w, item, context), NULL, NULL);
	}
	return list;
}

static bool was_done(const struct outline_writer *w, const char *const *kinds)
{
	while (*kinds && !has_seen(w, *kinds))
		kinds++;
	return *kinds;
}

/* Of each group of checks what was sent and what was read, where anything was. */
static void write_groups(struct outline_writer *w)
{
	static const struct {
		const char *group;    /* of the texts "report.scope.group.NAME", a wing of src/checks */
		const char *kinds[8]; /* the beginnings of observations that show that it was done */
	} groups[] = {
		{"service", {"service.", "port.", "rdp.", "smb.", "ssh.", NULL}},
		{"tls", {"tls.", NULL}},
		{"web", {"http.", NULL}},
		{"mail", {"smtp.", "mail.", NULL}},
		{"dns", {"dns.", "dnssec.", "domain.", NULL}},
	};
	struct outline_block *facts;

	outline_write_heading(w, 2, outline_write_text(w, "scope.groups", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	for (size_t i = 0; i < COUNT(groups); i++)
		if (was_done(w, groups[i].kinds))
			add_fact(w, facts, arena_printf(w->arena, "scope.group.%s", groups[i].group),
				 outline_write_text(w, arena_printf(w->arena, "scope.group.%s_text", groups[i].group),
						    NULL));
	add_fact(w, facts, "scope.group.software", outline_write_text(w, "scope.group.software_text", NULL));
}

static void write_method(struct outline_writer *w)
{
	static const char *const done[] = {"connect", "greet", "pace"};
	static const char *const not_done[] = {"sign_in", "write", "attack", "inside"};
	struct value *context = value_map(w->arena);
	struct outline_block *list;
	int pace = w->input->authorisation->flows_per_second;

	value_set_int(w->arena, context, "pace", pace > 0 ? pace : PACE_DEFAULT);
	list = write_list(w, "scope.method", done, COUNT(done), context);
	for (size_t i = 0; i < COUNT(others); i++)
		if (version_of(w, others[i]))
			outline_write_row(
				w, list,
				outline_write_text(w, arena_printf(w->arena, "scope.method_items.%s", others[i]), NULL),
				NULL, NULL);
	write_groups(w);
	(void)write_list(w, "scope.not_done", not_done, COUNT(not_done), context);
}

static void write_limits(struct outline_writer *w)
{
	static const char *const always[] = {"moment", "outside", "not_full", "no_proof"};
	struct value *context = value_map(w->arena);
	struct outline_block *list;
	const char *names = w->run.problem_targets;

	outline_write_heading(w, 1, outline_write_text(w, "limits.section", NULL));
	list = outline_write_rows(w, OUTLINE_LIST, 1, (const int[]){100, 0, 0});
	if (!w->run.is_whole)
		outline_write_row(w, list, outline_write_text(w, "limits.partial", NULL), NULL, NULL);
	if (w->run.problem_count) {
		value_set_int(w->arena, context, "count", (int64_t)w->run.problem_count);
		value_set_text(w->arena, context, "targets", *names ? names : outline_write_text(w, "unknown", NULL));
		outline_write_row(w, list, outline_write_text(w, "limits.problems", context), NULL, NULL);
	}
	for (size_t i = 0; i < COUNT(always); i++)
		outline_write_row(w, list, outline_write_text(w, arena_printf(w->arena, "limits.%s", always[i]), NULL),
				  NULL, NULL);
}

static const char *given(const char *text)
{
	return text ? text : "";
}

/* Who read it before it went out. Until then it is a draft, which must be seen. */
const char *outline_about_confirmed(const struct outline_writer *w)
{
	struct value *context = value_map(w->arena);

	if (!*given(w->input->confirmed_by))
		return outline_write_text(w, "performer.unconfirmed", NULL);
	value_set_text(w->arena, context, "person", w->input->confirmed_by);
	value_set_text(w->arena, context, "time",
		       day_format_time(w->arena, w->input->wish.lang, w->input->confirmed_ms));
	return outline_write_text(w, "scope.authorised", context);
}

static void write_performer(struct outline_writer *w)
{
	struct outline_block *facts;

	outline_write_heading(w, 1, outline_write_text(w, "performer.section", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	add_fact(w, facts, "performer.programme", w->input->edition_name);
	add_fact(w, facts, "performer.organiser", w->input->organiser);
	add_fact(w, facts, "performer.operator", w->input->operator_name);
	if (*given(w->input->performed_by))
		add_fact(w, facts, "performer.performed_by", w->input->performed_by);
	if (*given(w->input->expert))
		add_fact(w, facts, "performer.expert", w->input->expert);
	add_fact(w, facts, "performer.confirmed", outline_about_confirmed(w));
	if (*w->input->contact) /* the mail address on a line of its own, lest it is broken */
		add_fact(w, facts, "performer.contact",
			 arena_printf(w->arena, "%s%s%s", w->input->contact, *given(w->input->contact_mail) ? "\n" : "",
				      given(w->input->contact_mail)));
}

static void write_words(struct outline_writer *w)
{
	static const char *const terms[] = {"port",          "address",    "domain", "dns",         "certificate",
					    "encryption",    "tls",        "spf",    "vpn",         "firewall",
					    "vulnerability", "ransomware", "cookie", "multi_factor"};
	struct outline_block *facts;

	outline_write_heading(w, 1, outline_write_text(w, "words.section", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	for (size_t i = 0; i < COUNT(terms); i++)
		add_fact(w, facts, arena_printf(w->arena, "words.%s", terms[i]),
			 outline_write_text(w, arena_printf(w->arena, "words.%s_text", terms[i]), NULL));
}

void outline_about_write_part(struct outline_writer *w)
{
	struct outline_block *facts;

	outline_write_heading(w, 1, outline_write_text(w, "scope.section", NULL));
	facts = outline_write_rows(w, OUTLINE_FACTS, 2, facts_widths);
	add_fact(w, facts, "scope.performed", performed(w));
	add_fact(w, facts, "scope.source", w->run.sources);
	add_fact(w, facts, "scope.tools", tools(w));
	write_performer(w);
}

void outline_about_write(struct outline_writer *w)
{
	write_scope(w);
	write_method(w);
	write_limits(w);
	write_performer(w);
	write_words(w);
}
