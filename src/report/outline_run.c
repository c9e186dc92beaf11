/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define PROBLEM_TARGETS_SHOWN 10

static const char *joined_list(const struct outline_writer *w, const struct value *list)
{
	const char *joined = "";

	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *item = value_at(list, i);
		if (item && item->kind == VALUE_TEXT)
			joined = outline_write_joined(w, joined,
						      foreign_text_show(w->arena, item->text, OUTLINE_FOREIGN_MAX));
	}
	return joined;
}

static void read_begin(const struct outline_writer *w, const struct value *data, struct outline_run *run)
{
	run->started_ms = value_get_int(data, "started_ms", 0);
	run->probe_version =
		foreign_text_show(w->arena, str_from(value_get_text(data, "version")), OUTLINE_FOREIGN_MAX);
	run->ports = value_get_int(data, "ports", 0);
	run->sources = joined_list(w, value_get(data, "source_addresses"));
}

/* A probe that was stopped gives a reason other than "done". */
static void read_end(const struct value *data, struct outline_run *run)
{
	const char *reason = value_get_text(data, "reason");

	run->finished_ms = value_get_int(data, "finished_ms", 0);
	run->connections = value_get_int(data, "connections", -1);
	run->is_whole = !*reason || !strcmp(reason, "done");
}

/* Names each target with a problem once, up to a number that fits into a sentence. */
static void read_problem(const struct outline_writer *w, const struct observation *seen, struct outline_run *run,
			 const char *named[PROBLEM_TARGETS_SHOWN], size_t *named_count)
{
	run->problem_count++;
	for (size_t i = 0; i < *named_count; i++)
		if (!strcmp(named[i], seen->target))
			return;
	if (*named_count == PROBLEM_TARGETS_SHOWN || !*seen->target)
		return;
	named[(*named_count)++] = seen->target;
	run->problem_targets = outline_write_joined(
		w, run->problem_targets, foreign_text_show(w->arena, str_from(seen->target), OUTLINE_FOREIGN_MAX));
}

struct outline_run outline_run_read(const struct outline_writer *w)
{
	struct outline_run run = {.connections = -1, .probe_version = "", .sources = "", .problem_targets = ""};
	const char *named[PROBLEM_TARGETS_SHOWN];
	size_t named_count = 0;

	for (size_t i = 0; i < w->input->observation_count; i++) {
		const struct observation *seen = &w->input->observations[i];
		if (!strcmp(seen->kind, "probe.begin"))
			read_begin(w, seen->data, &run);
		else if (!strcmp(seen->kind, "probe.end"))
			read_end(seen->data, &run);
		else if (!strcmp(seen->kind, "probe.problem"))
			read_problem(w, seen, &run, named, &named_count);
	}
	if (!run.started_ms && w->input->observation_count)
		run.started_ms = w->input->observations[0].at_ms;
	return run;
}

/* ---- the doors -------------------------------------------------------------------------------------------------- */

#define SAID_MAX 120 /* bytes of a greeting */

/* What a port is for where nothing better is known (RFC 6335 and common use). */
struct port_row {
	int port;
	const char *service; /* of the texts "report.door.SERVICE" */
};

static const struct port_row port_rows[] = {
	{21, "ftp"},        {22, "ssh"},        {23, "telnet"},     {25, "mail"},        {53, "dns"},
	{80, "web"},        {110, "mail"},      {139, "smb"},       {143, "mail"},       {161, "snmp"},
	{389, "ldap"},      {443, "web"},       {445, "smb"},       {465, "mail"},       {515, "printer"},
	{587, "mail"},      {631, "printer"},   {636, "ldap"},      {993, "mail"},       {995, "mail"},
	{1433, "database"}, {1723, "vpn"},      {2375, "docker"},   {3306, "database"},  {3389, "rdp"},
	{5432, "database"}, {5900, "vnc"},      {6379, "database"}, {8080, "web"},       {8443, "web"},
	{9100, "printer"},  {9200, "database"}, {10443, "vpn"},     {27017, "database"},
};

struct name_row {
	const char *name; /* as the probe names what spoke */
	const char *service;
};

static const struct name_row name_rows[] = {
	{"ftp", "ftp"},   {"ssh", "ssh"},   {"telnet", "telnet"}, {"smtp", "mail"},      {"pop3", "mail"},
	{"imap", "mail"}, {"http", "web"},  {"smb", "smb"},       {"rdp", "rdp"},        {"vnc", "vnc"},
	{"dns", "dns"},   {"snmp", "snmp"}, {"ldap", "ldap"},     {"mysql", "database"}, {"redis", "database"},
};

/* What spoke is known better than what the port is for: SSH may stand at 8443. NULL where nothing spoke. */
static const char *spoken(const struct observation *seen)
{
	const char *name = value_get_text(seen->data, "service");

	if (!strcmp(seen->kind, "http.response"))
		return "web";
	for (size_t i = 0; i < COUNT(name_rows); i++)
		if (!strcmp(name_rows[i].name, name))
			return name_rows[i].service;
	return NULL;
}

static const char *service_of(int port)
{
	for (size_t i = 0; i < COUNT(port_rows); i++)
		if (port_rows[i].port == port)
			return port_rows[i].service;
	return "other";
}

/* The first line of what the service said of itself, made harmless. */
static const char *greeting(struct outline_writer *w, const struct observation *seen)
{
	const struct value *headers = value_get(seen->data, "headers");
	struct str text = str_from(value_get_text(seen->data, "text"));

	for (size_t i = 0; !strcmp(seen->kind, "http.response") && i < value_count(headers); i++) {
		const struct value *name = value_at(value_at(headers, i), 0);
		const struct value *content = value_at(value_at(headers, i), 1);
		if (name && content && content->kind == VALUE_TEXT && str_is(name->text, "server"))
			text = content->text;
	}
	text = str_trim(str_head(text, str_index(text, '\n')));
	return text.n ? foreign_text_show(w->arena, text, SAID_MAX) : "";
}

static struct outline_door *find(struct outline_doors *doors, const struct observation *seen)
{
	for (size_t i = 0; i < doors->count; i++) {
		struct outline_door *door = &doors->items[i];
		if (door->port == seen->port && !strcmp(door->address, seen->address) &&
		    !strcmp(door->target, seen->target))
			return door;
	}
	return NULL;
}

static int compare(const void *left, const void *right)
{
	const struct outline_door *a = left, *b = right;
	int order = strcmp(a->target, b->target);

	if (!order)
		order = strcmp(a->address, b->address);
	return order ? order : a->port - b->port;
}

/* A door is open where a port answered, or where a service spoke (over UDP nothing else shows it: there an answer is
 * asked for, and may not have come). */
static bool shows_door(const struct observation *seen)
{
	static const char *const kinds[] = {"port.open", "service.banner", "http.response"};

	if (!strcmp(seen->kind, "service.answer"))
		return seen->port && value_get_bool(seen->data, "answered");

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!strcmp(seen->kind, kinds[i]))
			return seen->port;
	return false;
}

static const char *words_of(const struct outline_writer *w, const char *service)
{
	return outline_write_text(w, arena_printf(w->arena, "door.%s", service), NULL);
}

struct outline_doors outline_doors_find(struct outline_writer *w)
{
	struct outline_doors doors = {0};
	size_t cap = 0;

	for (size_t i = 0; i < w->input->observation_count; i++) {
		const struct observation *seen = &w->input->observations[i];
		struct outline_door *door;
		if (!shows_door(seen))
			continue;
		door = find(&doors, seen);
		if (!door) {
			doors.items = arena_grow(w->arena, doors.items, doors.count, &cap, sizeof(*doors.items));
			door = &doors.items[doors.count++];
			*door = (struct outline_door){
				.target = seen->target, .address = seen->address, .port = seen->port, .said = ""};
			door->service = words_of(w, service_of(seen->port));
		}
		if (spoken(seen))
			door->service = words_of(w, spoken(seen));
		if (!*door->said)
			door->said = greeting(w, seen);
	}
	if (doors.count)
		qsort(doors.items, doors.count, sizeof(*doors.items), compare);
	return doors;
}
