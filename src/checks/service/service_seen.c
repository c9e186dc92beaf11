/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/service_seen.h"

#include <string.h>

#include "checks/nmap_service.h"
#include "records/greeting.h"

#define EVIDENCE_TEXT_MAX 160
#define DETAIL_TEXT_MAX   64 /* of a version or a name */
#define DETAIL_NAMES_MAX  8

const struct service_kind *service_seen_find_kind(const struct service_kind *kinds, const char *service, bool is_udp)
{
	for (; kinds->service; kinds++)
		if (kinds->is_udp == is_udp && !strcmp(kinds->service, service))
			return kinds;
	return NULL;
}

static const struct service_kind *kind_of_port(const struct service_kind *kinds, int port)
{
	for (; kinds->service; kinds++)
		for (const int *custom = kinds->ports; !kinds->is_udp && *custom; custom++)
			if (*custom == port)
				return kinds;
	return NULL;
}

static enum service_access access_of(const struct observation *seen)
{
	const char *authentication = value_get_text(seen->data, "authentication");

	if (!strcmp(authentication, "none"))
		return SERVICE_ACCESS_OPEN;
	return !strcmp(authentication, "required") ? SERVICE_ACCESS_GUARDED : SERVICE_ACCESS_UNKNOWN;
}

static void note(struct service_seen *found, const struct service_seen *other)
{
	if (other->level > found->level || (other->level == found->level && other->access > found->access))
		*found = *other;
}

/* An answer to a question of ours. True when another service gave it. */
static bool note_answer(const struct service_kind *kinds, const struct observation *seen, struct service_seen *found)
{
	bool is_udp = !strcmp(value_get_text(seen->data, "transport"), "udp");
	const char *reason = value_get_text(seen->data, "reason");
	struct service_seen other = {.seen = seen, .level = SERVICE_SILENT};

	other.kind = service_seen_find_kind(kinds, value_get_text(seen->data, "service"), is_udp);
	if (!other.kind)
		return !is_udp && value_get_bool(seen->data, "answered");
	if (value_get_bool(seen->data, "answered")) {
		other.level = SERVICE_ANSWERED;
		other.access = access_of(seen);
	} else if (!strcmp(reason, "refused")) {
		other.level = SERVICE_REFUSED;
	} else if (!strcmp(reason, "other")) {
		return true;
	}
	note(found, &other);
	return false;
}

/* What these tell Nmap of themselves, their version too, they tell only to those who may use them. */
static bool is_open_when_named(const struct observation *seen)
{
	static const char *const services[] = {"docker", "elasticsearch", "memcached", "redis"};

	for (size_t i = 0; i < COUNT(services); i++)
		if (!strcmp(nmap_service_name(seen), services[i]) && *value_get_text(seen->data, "version"))
			return true;
	return false;
}

/* What Nmap learnt by asking. True when it is another service; plain HTTP may be any that speaks it. */
static bool note_nmap(const struct service_kind *kinds, const struct service_kind *by_port,
		      const struct observation *seen, struct service_seen *found)
{
	bool is_udp = !strcmp(value_get_text(seen->data, "transport"), "udp");
	const char *service = nmap_service_name(seen);
	struct service_seen other = {.seen = seen, .level = SERVICE_ANSWERED, .access = SERVICE_ACCESS_UNKNOWN};

	other.kind = service_seen_find_kind(kinds, service, is_udp);
	if (!other.kind)
		return *service && !is_udp && !(by_port && by_port->http && !strcmp(service, "http"));
	if (nmap_service_access(seen) == NMAP_SERVICE_GUARDED)
		other.access = SERVICE_ACCESS_GUARDED;
	if (nmap_service_access(seen) == NMAP_SERVICE_OPEN || is_open_when_named(seen))
		other.access = SERVICE_ACCESS_OPEN;
	note(found, &other);
	return false;
}

/* With its NULs. */
static struct str greeting_of(const struct observation *seen)
{
	const struct value *text = value_get(seen->data, "text");

	return text && text->kind == VALUE_TEXT ? text->text : STR("");
}

/* What a service said by itself. True when another service said it. */
static bool note_banner(const struct service_kind *kinds, const struct observation *seen, struct service_seen *found)
{
	const char *service = value_get_text(seen->data, "service");
	struct service_seen other = {.seen = seen, .level = SERVICE_ANSWERED, .access = SERVICE_ACCESS_UNKNOWN};

	other.kind = service_seen_find_kind(kinds, service, false);
	if (!other.kind)
		return strcmp(service, "unknown") != 0;
	if (greeting_mysql_refusal(greeting_of(seen)).n)
		other.access = SERVICE_ACCESS_GUARDED;
	note(found, &other);
	return false;
}

static bool has_header(const struct observation *seen, const struct service_http *http)
{
	const struct value *headers = value_get(seen->data, "headers");

	for (size_t i = 0; http->header && i < value_count(headers); i++) {
		const struct value *name = value_at(value_at(headers, i), 0),
				   *value = value_at(value_at(headers, i), 1);
		if (name && value && name->kind == VALUE_TEXT && value->kind == VALUE_TEXT &&
		    str_is(name->text, http->header) && str_starts(value->text, http->starts))
			return true;
	}
	return false;
}

/* An answer of HTTP. True when it shows that another service lives here. */
static bool note_http(const struct service_kind *by_port, const struct observation *seen, struct service_seen *found)
{
	struct service_seen other = {.seen = seen, .level = SERVICE_ANSWERED, .kind = by_port};
	int64_t status = value_get_int(seen->data, "status", 0);

	if (!by_port || !by_port->http)
		return true;
	if (!has_header(seen, by_port->http))
		return false;
	other.access = by_port->http->is_served ? SERVICE_ACCESS_OPEN : SERVICE_ACCESS_UNKNOWN;
	if (status == 401 || status == 403)
		other.access = SERVICE_ACCESS_GUARDED;
	note(found, &other);
	return false;
}

/* An observation of a kind that only one service can give. */
static void note_own(const struct service_kind *kinds, const struct observation *seen, struct service_seen *found)
{
	struct service_seen other = {.seen = seen, .level = SERVICE_ANSWERED, .access = SERVICE_ACCESS_UNKNOWN};

	for (other.kind = kinds; other.kind->service; other.kind++)
		if (other.kind->own && !strcmp(other.kind->own, seen->kind)) {
			note(found, &other);
			return;
		}
}

struct service_seen service_seen_at(const struct service_kind *kinds, const struct endpoint *endpoint)
{
	struct service_seen found = {0}, port = {.level = SERVICE_PORT, .kind = kind_of_port(kinds, endpoint->port)};
	bool is_other = false;

	for (size_t i = 0; i < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		if (!strcmp(seen->kind, "service.answer"))
			is_other |= note_answer(kinds, seen, &found);
		else if (!strcmp(seen->kind, "service.banner"))
			is_other |= note_banner(kinds, seen, &found);
		else if (!strcmp(seen->kind, "http.response"))
			is_other |= note_http(port.kind, seen, &found);
		else if (!strcmp(seen->kind, "nmap.service"))
			is_other |= note_nmap(kinds, port.kind, seen, &found);
		else if (!strcmp(seen->kind, "port.open") && !port.seen)
			port.seen = seen;
		else
			note_own(kinds, seen, &found);
	}
	if (port.kind && port.seen && !is_other)
		note(&found, &port);
	return found;
}

static bool is_port_tried(const struct value *ports, int port)
{
	for (size_t i = 0; i < value_count(ports); i++) {
		const struct value *first = value_at(value_at(ports, i), 0), *last = value_at(value_at(ports, i), 1);
		if (first && last && first->kind == VALUE_INT && last->kind == VALUE_INT && first->integer <= port &&
		    port <= last->integer)
			return true;
	}
	return false;
}

static bool are_ports_tried(const struct service_kind *kinds, const struct observation *summary)
{
	const struct value *ports = value_get(summary->data, "ports");

	if (value_get_int(summary->data, "open", 0) + value_get_int(summary->data, "closed", 0) < 1)
		return false; /* perhaps the packets were lost on the way */
	for (; kinds->service; kinds++) {
		if (kinds->is_udp)
			return false;
		for (const int *custom = kinds->ports; *custom; custom++)
			if (!is_port_tried(ports, *custom))
				return false;
	}
	return true;
}

bool service_seen_is_tried(const struct service_kind *kinds, const struct endpoint *whole)
{
	size_t summaries = 0;

	for (size_t i = 0; (i = endpoint_next(whole, i, "port.summary")) < whole->count; i++, summaries++)
		if (!are_ports_tried(kinds, whole->seen[i]))
			return false;
	return summaries > 0;
}

/* What it said, or what Nmap heard; of a packet what can be read in it. */
static struct str words_of(struct arena *arena, const struct observation *seen)
{
	struct str text = greeting_of(seen), words = STR("");

	if (!strcmp(seen->kind, "nmap.service"))
		return str_from(nmap_service_shown(arena, seen));
	if (!strcmp(value_get_text(seen->data, "service"), "mysql"))
		words = greeting_software("mysql", text);
	if (!words.n)
		words = greeting_mysql_refusal(text);
	return words.n ? words : text;
}

/* The first line of what it said, cut. */
static struct str text_of(struct arena *arena, const struct observation *seen)
{
	struct str text = str_trim(words_of(arena, seen));

	return str_head(str_trim(str_head(text, str_index(text, '\n'))), EVIDENCE_TEXT_MAX);
}

static const char *evidence_of(struct arena *arena, const struct service_seen *found)
{
	static const char *const access[] = {"asks for a sign-in", "sign-in not known", "asks for no sign-in"};
	const char *transport = found->kind->is_udp ? "UDP" : "TCP";
	struct str text = text_of(arena, found->seen);

	switch (found->level) {
	case SERVICE_ANSWERED:
		return arena_printf(arena, "%s answered over %s, %s%s%.*s%s", found->kind->name, transport,
				    access[found->access], text.n ? ": \"" : "", (int)text.n, text.p,
				    text.n ? "\"" : "");
	case SERVICE_REFUSED: return arena_printf(arena, "%s asked for over %s: closed", found->kind->name, transport);
	case SERVICE_PORT: return arena_printf(arena, "port open, %s not confirmed", found->kind->name);
	default:
		return arena_printf(arena, "%s asked for over %s: no answer (%s)", found->kind->name, transport,
				    value_get_text(found->seen->data, "reason"));
	}
}

static struct value *details_of(struct arena *arena, const struct service_seen *found)
{
	struct value *details = value_map(arena), *shown = value_list(arena);
	struct str version = str_from(value_get_text(found->seen->data, "version"));
	const struct value *names = value_get(found->seen->data, "names");

	value_set_text(arena, details, "service", found->kind->name);
	if (version.n)
		value_set(arena, details, "version", value_str(arena, str_head(version, DETAIL_TEXT_MAX)));
	for (size_t i = 0; i < value_count(names) && i < DETAIL_NAMES_MAX; i++)
		if (value_at(names, i)->kind == VALUE_TEXT)
			value_add(arena, shown, value_str(arena, str_head(value_at(names, i)->text, DETAIL_TEXT_MAX)));
	if (value_count(shown))
		value_set(arena, details, "names", shown);
	return details;
}

struct finding service_seen_finding(struct arena *arena, const char *check, const struct endpoint *endpoint,
				    const struct service_seen *found)
{
	return (struct finding){
		.check = check,
		.verdict = VERDICT_BAD,
		.confidence = found->level == SERVICE_PORT ? CONFIDENCE_POSSIBLE : CONFIDENCE_CONFIRMED,
		.target = endpoint->target,
		.address = found->seen->address,
		.port = endpoint->port,
		.evidence = evidence_of(arena, found),
		.details = details_of(arena, found),
	};
}
