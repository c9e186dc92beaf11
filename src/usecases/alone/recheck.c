/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/recheck.h"

#include <string.h>

#include "codec/text/host_range.h"

#define WITNESSES_MAX 2

static bool is_in_range(struct str range_text, const char *address)
{
	struct host_range range;
	char text[HOST_RANGE_TEXT_MAX];

	if (!host_range_parse(range_text, &range))
		return false;
	for (size_t i = 0; i < host_range_count(&range); i++) {
		host_range_address(&range, i, text);
		if (!strcmp(text, address))
			return true;
	}
	return false;
}

/* The target alone; an address of a range stands for itself. */
static bool narrow_target(struct authorisation *authorisation, const char *target)
{
	for (size_t i = 0; i < authorisation->target_count; i++) {
		struct authorisation_target *one = &authorisation->targets[i];

		if (strcmp(one->host, target) != 0 && !is_in_range(str_from(one->host), target))
			continue;
		authorisation->targets[0] = (struct authorisation_target){target, one->name};
		authorisation->target_count = 1;
		return true;
	}
	return false;
}

static bool has_port(const struct authorisation *authorisation, int port)
{
	for (size_t i = 0; i < authorisation->port_count; i++)
		if (authorisation->ports[i] == port)
			return true;
	return false;
}

/* Ports that are open on most hosts, and permitted. */
static void narrow_ports(struct arena *arena, struct authorisation *authorisation, uint16_t port)
{
	static const uint16_t usual[] = {443, 80, 25, 22};
	uint16_t *ports = arena_array(arena, 1 + WITNESSES_MAX, sizeof(*ports));
	size_t count = 0;

	ports[count++] = port;
	for (size_t i = 0; i < COUNT(usual) && count <= WITNESSES_MAX; i++)
		if (usual[i] != port && has_port(authorisation, usual[i]))
			ports[count++] = usual[i];
	authorisation->ports = ports;
	authorisation->port_count = count;
}

/* A narrowed run asks over TCP, and the port of TCP with that number is another one. By their ids, and others by their
 * evidence (checks/service/service_seen.c), since some services live on both. */
static bool is_over_udp(const struct finding *finding)
{
	static const char *const checks[] = {
		"chargen-open",  "cldap-open",  "ipmi-exposed", "mdns-open", "memcached-udp-open", "ntp-monlist",
		"open-resolver", "snmp-public", "ssdp-open",    "tftp-open", "ws-discovery-open",
	};
	struct str evidence = str_from(finding->evidence ? finding->evidence : "");

	for (size_t i = 0; i < COUNT(checks); i++)
		if (!strcmp(finding->check, checks[i]))
			return true;
	return str_find(evidence, " over UDP") < evidence.n;
}

enum err recheck_narrow(struct arena *arena, const struct finding *finding, int64_t now_ms,
			struct authorisation *authorisation, struct fault *why)
{
	if (finding->port <= 0 || finding->port > UINT16_MAX)
		return fault_set(why, ERR_UNSUPPORTED, "%s: a finding about no port cannot be looked at alone",
				 finding->check);
	if (is_over_udp(finding))
		return fault_set(why, ERR_UNSUPPORTED, "%s: a finding about UDP cannot be looked at alone",
				 finding->check);
	if (!authorisation_purpose_now(authorisation, now_ms, &authorisation->purpose))
		return fault_set(why, ERR_DENIED, "authorisation %s permits nothing now", authorisation->id);
	if (!has_port(authorisation, finding->port) || !narrow_target(authorisation, finding->target))
		return fault_set(why, ERR_DENIED, "authorisation %s does not permit %s, port %d", authorisation->id,
				 finding->target, finding->port);
	narrow_ports(arena, authorisation, (uint16_t)finding->port);
	authorisation->past_count = 0;
	authorisation->udp_port_count = 0;
	authorisation->recheck = finding->check;
	authorisation->recheck_port = (uint16_t)finding->port;
	return ERR_OK;
}

const char *recheck_answer_name(enum recheck_answer answer)
{
	switch (answer) {
	case RECHECK_MENDED: return "mended";
	case RECHECK_STILL_THERE: return "still_there";
	case RECHECK_UNKNOWN: break;
	}
	return "unknown";
}

/* Answered there at some port, and asked at this one. Who says nothing at all has perhaps shut us out. */
static bool is_tried(const struct observation *summary, int port)
{
	const struct value *runs = value_get(summary->data, "ports");

	if (value_get_int(summary->data, "open", 0) + value_get_int(summary->data, "closed", 0) < 1)
		return false;
	for (size_t i = 0; i < value_count(runs); i++) {
		const struct value *first = value_at(value_at(runs, i), 0), *last = value_at(value_at(runs, i), 1);

		if (first && last && first->kind == VALUE_INT && last->kind == VALUE_INT && port >= first->integer &&
		    port <= last->integer)
			return true;
	}
	return false;
}

/* Tried at each address, and open at none. */
static bool is_closed(const struct check_input *seen, const struct finding *finding)
{
	bool has_summary = false;

	for (size_t i = 0; i < seen->count; i++) {
		const struct observation *one = &seen->observations[i];

		if (strcmp(one->target, finding->target) != 0)
			continue;
		if (!strcmp(one->kind, "port.open") && one->port == finding->port)
			return false;
		if (!strcmp(one->kind, "port.summary") && !is_tried(one, finding->port))
			return false;
		has_summary = has_summary || !strcmp(one->kind, "port.summary");
	}
	return has_summary;
}

static const struct finding *find_same(const struct finding *finding, const struct finding_list *found)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct finding *one = &found->items[i];

		if (!strcmp(one->check, finding->check) && !strcmp(one->target, finding->target) &&
		    one->port == finding->port)
			return one;
	}
	return NULL;
}

enum recheck_answer recheck_compare(const struct finding *finding, const struct finding_list *found,
				    const struct check_input *seen, const struct finding **ret_now)
{
	const struct finding *now = find_same(finding, found);

	*ret_now = now;
	if (now && now->verdict == VERDICT_BAD)
		return RECHECK_STILL_THERE;
	if ((now && now->verdict == VERDICT_GOOD) || (!is_over_udp(finding) && is_closed(seen, finding)))
		return RECHECK_MENDED;
	return RECHECK_UNKNOWN;
}
