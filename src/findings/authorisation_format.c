/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/json.h"
#include "findings/authorisation.h"

/* Three ports or more that follow each other become one run. */
static struct value *format_ports(struct arena *arena, const struct authorisation *authorisation)
{
	const uint16_t *ports = authorisation->ports;
	struct value *list = value_list(arena);

	for (size_t i = 0, end; i < authorisation->port_count; i = end) {
		end = i + 1;
		while (end < authorisation->port_count && ports[end] == ports[end - 1] + 1)
			end++;
		if (end - i >= 3)
			value_add(arena, list,
				  value_text(arena, arena_printf(arena, "%u-%u", ports[i], ports[end - 1])));
		for (size_t k = i; end - i < 3 && k < end; k++)
			value_add(arena, list, value_int(arena, ports[k]));
	}
	return list;
}

static struct value *format_udp_ports(struct arena *arena, const struct authorisation *authorisation)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < authorisation->udp_port_count; i++)
		value_add(arena, list, value_int(arena, authorisation->udp_ports[i]));
	return list;
}

static struct value *format_past(struct arena *arena, const struct authorisation *authorisation)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < authorisation->past_count; i++) {
		struct value *place = value_map(arena);

		value_set_text(arena, place, "host", authorisation->past[i].host);
		value_set_text(arena, place, "address", authorisation->past[i].address);
		value_add(arena, list, place);
	}
	return list;
}

static void set_optional(struct arena *arena, struct value *map, const char *key, const char *text)
{
	if (text && *text)
		value_set_text(arena, map, key, text);
}

static struct value *ownership_value(struct arena *arena, const struct authorisation *authorisation)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "way", ownership_way_name(authorisation->ownership_way));
	value_set_text(arena, map, "token", authorisation->ownership_token);
	return map;
}

static struct value *recheck_value(struct arena *arena, const struct authorisation *authorisation)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "check", authorisation->recheck);
	value_set_int(arena, map, "port", authorisation->recheck_port);
	return map;
}

void authorisation_format(const struct authorisation *authorisation, struct buf *out)
{
	ARENA_SCOPED arena;
	struct value *map, *targets;

	arena_init(&arena);
	map = value_map(&arena);
	targets = value_list(&arena);
	for (size_t i = 0; i < authorisation->target_count; i++) {
		struct value *target = value_map(&arena);

		value_set_text(&arena, target, "host", authorisation->targets[i].host);
		set_optional(&arena, target, "name", authorisation->targets[i].name);
		value_add(&arena, targets, target);
	}
	value_set_text(&arena, map, "id", authorisation->id);
	value_set(&arena, map, "targets", targets);
	value_set(&arena, map, "ports", format_ports(&arena, authorisation));
	if (authorisation->udp_port_count)
		value_set(&arena, map, "udp_ports", format_udp_ports(&arena, authorisation));
	if (authorisation->snmp)
		value_set_bool(&arena, map, "snmp", true);
	value_set_int(&arena, map, "not_before_ms", authorisation->not_before_ms);
	value_set_int(&arena, map, "not_after_ms", authorisation->not_after_ms);
	value_set_text(&arena, map, "authorised_by", authorisation->authorised_by);
	value_set_int(&arena, map, "authorised_ms", authorisation->authorised_ms);
	set_optional(&arena, map, "authority", authorisation->authority);
	set_optional(&arena, map, "authority_text", authorisation->authority_text);
	value_set_text(&arena, map, "stop_contact", authorisation->stop_contact);
	if (authorisation->about_url)
		value_set_text(&arena, map, "about_url", authorisation->about_url);
	if (authorisation->past_count)
		value_set(&arena, map, "past", format_past(&arena, authorisation));
	set_optional(&arena, map, "stop_hours", authorisation->stop_hours);
	value_set_bool(&arena, map, "revoked", authorisation->revoked);
	value_set_bool(&arena, map, "rehearsal", authorisation->rehearsal);
	if (authorisation->lab)
		value_set_bool(&arena, map, "lab", true);
	value_set_int(&arena, map, "clock_offset_ms", authorisation->clock_offset_ms);
	value_set_int(&arena, map, "flows_per_second", authorisation->flows_per_second);
	value_set(&arena, map, "purposes", authorisation_purpose_value(&arena, authorisation->purposes));
	if (authorisation->purpose == AUTHORISATION_OWNERSHIP)
		value_set(&arena, map, "ownership", ownership_value(&arena, authorisation));
	if (authorisation->recheck)
		value_set(&arena, map, "recheck", recheck_value(&arena, authorisation));
	if (authorisation->purpose) /* what a company permits is not of one run */
		value_set_text(&arena, map, "purpose", authorisation_purpose_name(authorisation->purpose));
	json_encode(out, map);
}
