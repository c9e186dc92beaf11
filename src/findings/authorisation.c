/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/authorisation.h"

#include <string.h>

#include "codec/json.h"
#include "codec/text/host_name.h"
#include "codec/text/host_range.h"
#include "codec/utf8.h"

#define TEXT_MAX 500 /* bytes of id, authorised_by and stop_contact */
#define URL_MAX  200 /* a line of a request holds it */

static enum err read_text(const struct value *map, const char *key, const char **ret_text, struct fault *why)
{
	const struct value *value = value_get(map, key);

	if (!value || value->kind != VALUE_TEXT || value->text.n == 0)
		return fault_set(why, ERR_INVALID, "authorisation: \"%s\" must be a text that is not empty", key);
	if (value->text.n > TEXT_MAX || utf8_has_control(value->text) || memchr(value->text.p, 0, value->text.n))
		return fault_set(why, ERR_INVALID,
				 "authorisation: \"%s\" must have at most %d bytes and no control character", key,
				 TEXT_MAX);
	*ret_text = value->text.p;
	return ERR_OK;
}

bool authorisation_is_about_url(struct str url)
{
	struct str host = str_starts(url, "https://")  ? str_skip(url, 8)
			  : str_starts(url, "http://") ? str_skip(url, 7)
						       : str_of("", 0);

	for (size_t i = 0; i < url.n; i++)
		if (url.p[i] <= ' ' || url.p[i] > '~')
			return false;
	host = str_head(host, str_index(host, '/'));
	return url.n <= URL_MAX && host_name_is_valid(str_head(host, str_index(host, ':')));
}

static enum err read_about_url(const struct value *map, const char **ret_url, struct fault *why)
{
	const struct value *value = value_get(map, "about_url");

	if (!value)
		return ERR_OK;
	if (value->kind != VALUE_TEXT || !authorisation_is_about_url(value->text))
		return fault_set(why, ERR_INVALID,
				 "authorisation: \"about_url\" must be an address of the web, of at most %d characters",
				 URL_MAX);
	*ret_url = value->text.p;
	return ERR_OK;
}

/* What may be missing, or NULL in a document that was made here, is "". */
static enum err read_optional(const struct value *map, const char *key, const char **ret_text, struct fault *why)
{
	*ret_text = "";
	return value_get(map, key) ? read_text(map, key, ret_text, why) : ERR_OK;
}

/* An absent member is an error unless `otherwise` stands in for it. */
static enum err read_int(const struct value *map, const char *key, int64_t least, int64_t most,
			 const int64_t *otherwise, int64_t *ret_number, struct fault *why)
{
	const struct value *value = value_get(map, key);

	if (!value && otherwise) {
		*ret_number = *otherwise;
		return ERR_OK;
	}
	if (!value || value->kind != VALUE_INT || value->integer < least || value->integer > most)
		return fault_set(why, ERR_INVALID, "authorisation: \"%s\" must be a whole number from %lld to %lld",
				 key, (long long)least, (long long)most);
	*ret_number = value->integer;
	return ERR_OK;
}

/* How many hosts one target names; 0 when it names none. */
static size_t count_hosts(struct str host)
{
	struct host_range range;

	if (host_range_parse(host, &range))
		return host_range_count(&range);
	return host_name_is_valid(host) ? 1 : 0;
}

static enum err read_targets(struct arena *arena, const struct value *map, struct authorisation *into,
			     struct fault *why)
{
	const struct value *list = value_get(map, "targets");
	size_t count = list && list->kind == VALUE_LIST ? list->count : 0, hosts = 0;

	if (count == 0 || count > AUTHORISATION_TARGETS_MAX)
		return fault_set(why, ERR_INVALID, "authorisation: \"targets\" must be a list of 1 to %d targets",
				 AUTHORISATION_TARGETS_MAX);
	into->targets = arena_array(arena, count, sizeof(*into->targets));
	for (size_t i = 0; i < count; i++) {
		const struct value *target = value_at(list, i);
		const struct value *host = value_get(target, "host"), *name = value_get(target, "name");
		bool is_text = value_count(target) == (name ? 2 : 1) && host && host->kind == VALUE_TEXT;
		size_t named = is_text ? count_hosts(host->text) : 0;

		if (named == 0)
			return fault_set(
				why, ERR_INVALID,
				"authorisation: \"targets\"[%zu] must be {\"host\": a DNS name, an address or a "
				"range of at most %d addresses}",
				i, HOST_RANGE_MOST);
		hosts += named;
		if (hosts > AUTHORISATION_HOSTS_MAX)
			return fault_set(why, ERR_INVALID, "authorisation: \"targets\" name more than %d hosts",
					 AUTHORISATION_HOSTS_MAX);
		into->targets[i].host = host->text.p;
		if (read_optional(target, "name", &into->targets[i].name, why))
			return ERR_INVALID;
	}
	into->target_count = count;
	return ERR_OK;
}

static enum err read_past(struct arena *arena, const struct value *map, struct authorisation *into, struct fault *why)
{
	const struct value *list = value_get(map, "past");
	size_t count = value_count(list);

	if (list && (list->kind != VALUE_LIST || count > AUTHORISATION_PAST_MAX))
		return fault_set(why, ERR_INVALID, "authorisation: \"past\" must be a list of at most %d places",
				 AUTHORISATION_PAST_MAX);
	into->past = arena_array(arena, count, sizeof(*into->past));
	for (size_t i = 0; i < count; i++) {
		const struct value *host = value_get(value_at(list, i), "host");
		const struct value *address = value_get(value_at(list, i), "address");

		if (value_count(value_at(list, i)) != 2 || !host || !address || host->kind != VALUE_TEXT ||
		    address->kind != VALUE_TEXT)
			return fault_set(why, ERR_INVALID,
					 "authorisation: \"past\"[%zu] must be {\"host\": TEXT, \"address\": TEXT}", i);
		into->past[i] = (struct authorisation_past){host->text.p, address->text.p};
	}
	into->past_count = count;
	return ERR_OK;
}

/* 443, or "1-1024". */
static bool read_port_run(const struct value *value, int64_t *ret_first, int64_t *ret_last)
{
	struct str last = value->kind == VALUE_TEXT ? value->text : str_of(NULL, 0), first = str_cut(&last, '-');
	uint64_t numbers[2];

	*ret_first = *ret_last = value->kind == VALUE_INT ? value->integer : 0;
	if (last.p && str_to_u64(first, &numbers[0]) && str_to_u64(last, &numbers[1]) && numbers[1] <= 65535) {
		*ret_first = (int64_t)numbers[0];
		*ret_last = (int64_t)numbers[1];
	}
	return *ret_first >= 1 && *ret_first <= *ret_last && *ret_last <= 65535;
}

static enum err read_ports(struct arena *arena, const struct value *map, struct authorisation *into, struct fault *why)
{
	const struct value *list = value_get(map, "ports");
	size_t count = list && list->kind == VALUE_LIST ? list->count : 0;
	bool *seen = arena_array(arena, 65536, sizeof(*seen));
	size_t cap = 0;

	if (count == 0 || count > AUTHORISATION_PORTS_MAX)
		return fault_set(why, ERR_INVALID, "authorisation: \"ports\" must be a list of 1 to %d ports",
				 AUTHORISATION_PORTS_MAX);
	for (size_t i = 0; i < count; i++) {
		int64_t first, last;

		if (!read_port_run(value_at(list, i), &first, &last))
			return fault_set(why, ERR_INVALID,
					 "authorisation: \"ports\"[%zu] must be from 1 to 65535, or \"FIRST-LAST\"", i);
		for (int64_t port = first; port <= last; port++) {
			if (seen[port])
				return fault_set(why, ERR_INVALID, "authorisation: \"ports\"[%zu]: %lld stands twice",
						 i, (long long)port);
			seen[port] = true;
			into->ports = arena_grow(arena, into->ports, into->port_count, &cap, sizeof(*into->ports));
			into->ports[into->port_count++] = (uint16_t)port;
		}
	}
	return ERR_OK;
}

static enum err read_udp_ports(struct arena *arena, const struct value *map, struct authorisation *into,
			       struct fault *why)
{
	const struct value *list = value_get(map, "udp_ports");

	if (!list)
		return ERR_OK;
	if (list->kind != VALUE_LIST || list->count > AUTHORISATION_UDP_MAX)
		return fault_set(why, ERR_INVALID, "authorisation: \"udp_ports\" must be a list of at most %d ports",
				 AUTHORISATION_UDP_MAX);
	into->udp_ports = arena_array(arena, list->count, sizeof(*into->udp_ports));
	for (size_t i = 0; i < list->count; i++) {
		int64_t port = list->items[i]->kind == VALUE_INT ? list->items[i]->integer : 0;

		for (size_t k = 0; k < i; k++)
			port = into->udp_ports[k] == port ? 0 : port;
		if (port < 1 || port > 65535)
			return fault_set(why, ERR_INVALID,
					 "authorisation: \"udp_ports\"[%zu] must be from 1 to 65535, each once", i);
		into->udp_ports[into->udp_port_count++] = (uint16_t)port;
	}
	return ERR_OK;
}

/* A misspelt "revoked" must not be taken for an absent one. */
static enum err refuse_unknown(const struct value *map, struct fault *why)
{
	static const char *const known[] = {"id",
					    "targets",
					    "ports",
					    "not_before_ms",
					    "not_after_ms",
					    "authorised_by",
					    "authorised_ms",
					    "stop_contact",
					    "revoked",
					    "clock_offset_ms",
					    "flows_per_second",
					    "about_url",
					    "past",
					    "rehearsal",
					    "lab",
					    "purposes",
					    "purpose",
					    "authority",
					    "authority_text",
					    "stop_hours",
					    "ownership",
					    "udp_ports",
					    "snmp",
					    "recheck"};

	for (size_t i = 0; i < map->count; i++) {
		size_t k = 0;

		while (k < COUNT(known) && !str_is(map->keys[i], known[k]))
			k++;
		if (k == COUNT(known))
			return fault_set(why, ERR_INVALID, "authorisation: unknown member \"%.*s\"",
					 (int)(map->keys[i].n < 60 ? map->keys[i].n : 60), map->keys[i].p);
	}
	return ERR_OK;
}

static enum err read_flag(const struct value *map, const char *key, bool *ret_flag, struct fault *why)
{
	const struct value *value = value_get(map, key);

	if (value && value->kind != VALUE_BOOL)
		return fault_set(why, ERR_INVALID, "authorisation: \"%s\" must be true or false", key);
	*ret_flag = value && value->boolean;
	return ERR_OK;
}

static bool is_loopback_only(const struct authorisation *authorisation)
{
	for (size_t i = 0; i < authorisation->target_count; i++) {
		struct str host = str_from(authorisation->targets[i].host);
		struct host_range range;

		if (host_range_parse(host, &range) ? range.first >> 24 != 127 || range.last >> 24 != 127
						   : !host_name_is_loopback(host))
			return false;
	}
	return true;
}

/* A clock that is set moves the window: nobody but ourselves may be touched by it. */
static enum err check_rehearsal(const struct authorisation *authorisation, struct fault *why)
{
	if ((authorisation->rehearsal || authorisation->clock_offset_ms) && !is_loopback_only(authorisation))
		return fault_set(
			why, ERR_INVALID,
			"authorisation: with \"rehearsal\" or a \"clock_offset_ms\" the \"targets\" must be of this "
			"machine (127.0.0.0/8, ::1)");
	return ERR_OK;
}

static enum err check_lab(const struct authorisation *authorisation, struct fault *why)
{
	for (size_t i = 0; authorisation->lab && i < authorisation->target_count; i++)
		if (!host_range_is_private(str_from(authorisation->targets[i].host)))
			return fault_set(why, ERR_INVALID,
					 "authorisation: with \"lab\" the \"targets\" must be addresses of a private "
					 "network, and %s is none",
					 authorisation->targets[i].host);
	return ERR_OK;
}

enum err authorisation_make_lab(struct authorisation *authorisation, struct fault *why)
{
	authorisation->lab = true;
	return check_lab(authorisation, why) ? ERR_DENIED : ERR_OK;
}

static enum err read_window(const struct value *map, struct authorisation *into, struct fault *why)
{
	enum err err;

	err = read_int(map, "not_before_ms", 0, AUTHORISATION_MS_MAX, NULL, &into->not_before_ms, why);
	if (err)
		return err;
	err = read_int(map, "not_after_ms", 0, AUTHORISATION_MS_MAX, NULL, &into->not_after_ms, why);
	if (err)
		return err;
	if (into->not_after_ms <= into->not_before_ms)
		return fault_set(why, ERR_INVALID, "authorisation: \"not_after_ms\" must be after \"not_before_ms\"");
	err = read_flag(map, "revoked", &into->revoked, why);
	if (err)
		return err;
	return read_int(map, "authorised_ms", 0, AUTHORISATION_MS_MAX, NULL, &into->authorised_ms, why);
}

const char *const authorisation_authorities[] = {"representative", "delegated", "other", NULL};

static enum err read_authority(const struct value *map, struct authorisation *into, struct fault *why)
{
	enum err err = read_optional(map, "authority", &into->authority, why);

	if (!err)
		err = read_optional(map, "authority_text", &into->authority_text, why);
	if (!err)
		err = read_optional(map, "stop_hours", &into->stop_hours, why);
	if (err || !into->authority[0])
		return err;
	for (const char *const *known = authorisation_authorities; *known; known++)
		if (strcmp(into->authority, *known) == 0)
			return ERR_OK;
	return fault_set(why, ERR_INVALID,
			 "authorisation: \"authority\" must be \"representative\", \"delegated\" or \"other\"");
}

static enum err read_purposes(const struct value *map, struct authorisation *into, struct fault *why)
{
	const struct value *run = value_get(map, "purpose");

	into->purpose = AUTHORISATION_FIRST_DIAGNOSIS;
	if (run && (run->kind != VALUE_TEXT || !authorisation_purpose_parse(run->text, &into->purpose)))
		return fault_set(why, ERR_INVALID, "authorisation: \"purpose\" must be the name of a purpose");
	return authorisation_purpose_read(value_get(map, "purposes"), into->not_before_ms, into->not_after_ms,
					  into->purposes, why);
}

/* What a run of that purpose looks for, and no other run has. */
static enum err read_ownership(const struct value *map, struct authorisation *into, struct fault *why)
{
	const struct value *ownership = value_get(map, "ownership");
	bool is_asked = into->purpose == AUTHORISATION_OWNERSHIP;

	into->ownership_token = "";
	if (!ownership && !is_asked)
		return ERR_OK;
	into->ownership_token = value_get_text(ownership, "token");
	if (!is_asked || into->target_count != 1 || value_count(ownership) != 2 ||
	    !ownership_is_token(str_from(into->ownership_token)) ||
	    !ownership_way_parse(str_from(value_get_text(ownership, "way")), &into->ownership_way) ||
	    into->ownership_way == OWNERSHIP_PERSON)
		return fault_set(
			why, ERR_INVALID,
			"authorisation: \"ownership\" must be {\"way\": \"dns\" or \"file\", \"token\": ...}, with "
			"the \"purpose\" \"ownership\" alone");
	return ERR_OK;
}

/* Of a run that looks whether one finding is mended. */
static enum err read_recheck(const struct value *map, struct authorisation *into, struct fault *why)
{
	const struct value *recheck = value_get(map, "recheck");
	int64_t port = value_get_int(recheck, "port", 0);
	bool is_permitted = false;

	if (!recheck)
		return ERR_OK;
	into->recheck = value_get_text(recheck, "check");
	for (size_t i = 0; i < into->port_count; i++)
		is_permitted = is_permitted || into->ports[i] == port;
	if (!*into->recheck || value_count(recheck) != 2 || !is_permitted || into->target_count != 1)
		return fault_set(
			why, ERR_INVALID,
			"authorisation: \"recheck\" must be {\"check\": ..., \"port\": ...}, with one target and a "
			"port of \"ports\"");
	into->recheck_port = (uint16_t)port;
	return ERR_OK;
}

static enum err read_members(struct arena *arena, const struct value *map, struct authorisation *into,
			     struct fault *why)
{
	const int64_t none = 0;
	int64_t flows = 0;
	enum err err;

	if ((err = refuse_unknown(map, why)) || (err = read_text(map, "id", &into->id, why)) ||
	    (err = read_targets(arena, map, into, why)) || (err = read_ports(arena, map, into, why)) ||
	    (err = read_window(map, into, why)) || (err = read_purposes(map, into, why)) ||
	    (err = read_authority(map, into, why)) || (err = read_ownership(map, into, why)) ||
	    (err = read_recheck(map, into, why)) ||
	    (err = read_text(map, "authorised_by", &into->authorised_by, why)) ||
	    (err = read_text(map, "stop_contact", &into->stop_contact, why)) ||
	    (err = read_about_url(map, &into->about_url, why)) || (err = read_past(arena, map, into, why)) ||
	    (err = read_int(map, "clock_offset_ms", -AUTHORISATION_MS_MAX, AUTHORISATION_MS_MAX, &none,
			    &into->clock_offset_ms, why)) ||
	    (err = read_flag(map, "rehearsal", &into->rehearsal, why)) || (err = check_rehearsal(into, why)) ||
	    (err = read_udp_ports(arena, map, into, why)) || (err = read_flag(map, "snmp", &into->snmp, why)) ||
	    (err = read_flag(map, "lab", &into->lab, why)) || (err = check_lab(into, why)) ||
	    (err = read_int(map, "flows_per_second", 0, AUTHORISATION_FLOWS_MAX, &none, &flows, why)))
		return err;
	into->flows_per_second = (int)flows;
	return ERR_OK;
}

enum err authorisation_parse(struct arena *arena, struct str json, struct authorisation **ret_authorisation,
			     struct fault *why)
{
	struct authorisation *authorisation = arena_alloc(arena, sizeof(*authorisation));
	struct value *map;
	enum err err;

	if (json.n > AUTHORISATION_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "authorisation: more than %zu bytes", AUTHORISATION_BYTES_MAX);
	err = json_decode(arena, json, &map, why);
	if (err)
		return fault_prefix(why, err, "authorisation");
	if (map->kind != VALUE_MAP)
		return fault_set(why, ERR_INVALID, "authorisation: must be one JSON object");
	err = read_members(arena, map, authorisation, why);
	if (err)
		return err;
	*ret_authorisation = authorisation;
	return ERR_OK;
}

enum err authorisation_is_for(const struct authorisation *authorisation, bool rehearsal, struct fault *why)
{
	if (authorisation->rehearsal && !rehearsal)
		return fault_set(why, ERR_DENIED, "authorisation %s is a rehearsal's", authorisation->id);
	if (rehearsal && !is_loopback_only(authorisation))
		return fault_set(why, ERR_DENIED,
				 "authorisation %s names others than this machine, and this is a rehearsal",
				 authorisation->id);
	return ERR_OK;
}

static enum err purpose_holds(const struct authorisation *authorisation, int64_t now_ms, struct fault *why)
{
	const struct authorisation_term *term = &authorisation->purposes[authorisation->purpose];
	const char *purpose = authorisation_purpose_name(authorisation->purpose);

	if (authorisation_purpose_holds(term, now_ms))
		return ERR_OK;
	return fault_set(why, ERR_DENIED, "authorisation %s: the purpose %s %s", authorisation->id, purpose,
			 !term->is_given  ? "is not permitted"
			 : term->ended_ms ? "was ended by the company"
					  : "has ended");
}

enum err authorisation_is_valid_at(const struct authorisation *authorisation, int64_t now_ms, struct fault *why)
{
	if (authorisation->revoked)
		return fault_set(why, ERR_DENIED, "authorisation %s is revoked", authorisation->id);
	if (now_ms < authorisation->not_before_ms)
		return fault_set(why, ERR_DENIED, "the window of authorisation %s has not begun", authorisation->id);
	if (now_ms >= authorisation->not_after_ms)
		return fault_set(why, ERR_DENIED, "the window of authorisation %s has ended", authorisation->id);
	return purpose_holds(authorisation, now_ms, why);
}

int64_t authorisation_run_ends_ms(const struct authorisation *authorisation)
{
	const struct authorisation_term *term = &authorisation->purposes[authorisation->purpose];
	bool is_sooner = term->is_given && term->not_after_ms < authorisation->not_after_ms;

	return is_sooner ? term->not_after_ms : authorisation->not_after_ms;
}

bool authorisation_purpose_now(const struct authorisation *authorisation, int64_t now_ms,
			       enum authorisation_purpose *ret_purpose)
{
	for (int i = 0; i <= AUTHORISATION_WATCH; i++) {
		struct authorisation run = *authorisation;
		run.purpose = (enum authorisation_purpose)i;
		if (authorisation_is_valid_at(&run, now_ms, NULL))
			continue;
		*ret_purpose = run.purpose;
		return true;
	}
	return false;
}
