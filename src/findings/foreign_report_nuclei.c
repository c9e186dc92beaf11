/* SPDX-License-Identifier: Apache-2.0 */
/* nuclei's results (-jsonl), one a line: what a template matched at a host. */
#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "codec/utf8.h"
#include "findings/foreign_report_priv.h"

#define LINE_MAX_BYTES ((size_t)4 * 1024 * 1024) /* with the request and the answer, which are left out */

/* The host of "https://www.example.jp:8443/path", "www.example.jp:22", "[2001:db8::1]:443" or "192.0.2.1". */
static struct str host_of(struct str text)
{
	size_t scheme = str_find(text, "://"), first, second;

	if (scheme < text.n)
		text = str_skip(text, scheme + 3);
	text = str_head(text, str_index(text, '/'));
	if (text.n && text.p[0] == '[')
		return str_head(str_skip(text, 1), str_index(str_skip(text, 1), ']'));
	first = str_index(text, ':');
	second = first + 1 + str_index(str_skip(text, first + 1), ':');
	/* More than one colon is an address of IPv6 without its brackets. */
	return second < text.n ? text : str_head(text, first);
}

static struct str text_of(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);

	return value && value->kind == VALUE_TEXT ? value->text : str_of("", 0);
}

/* A port is a text or a number. */
static int port_of(const struct value *line)
{
	int64_t port = value_get_int(line, "port", 0);

	if (!port && !str_to_i64(text_of(line, "port"), &port))
		port = 0;
	return port > 0 && port <= 65535 ? (int)port : 0;
}

/* Texts of a list, or the one text that stands in its place. */
static struct value *texts_of(struct arena *arena, const struct value *from)
{
	struct value *list = value_list(arena);

	if (from && from->kind == VALUE_TEXT)
		value_add(arena, list, value_str(arena, foreign_report_cut(from->text)));
	for (size_t i = 0; i < value_count(from) && from->kind == VALUE_LIST && i < FOREIGN_LIST_MAX; i++)
		if (value_at(from, i)->kind == VALUE_TEXT)
			value_add(arena, list, value_str(arena, foreign_report_cut(value_at(from, i)->text)));
	return list;
}

static struct value *data_of(struct arena *arena, const struct value *line)
{
	static const char *const own[][2] = {{"template-id", "template"},
					     {"type", "type"},
					     {"matcher-name", "matcher"},
					     {"matched-at", "matched_at"}};
	static const char *const of_info[] = {"name", "severity"};
	const struct value *info = value_get(line, "info");
	struct value *data = value_map(arena);

	for (size_t i = 0; i < COUNT(own); i++)
		foreign_report_set(arena, data, own[i][1], text_of(line, own[i][0]));
	for (size_t i = 0; i < COUNT(of_info); i++)
		foreign_report_set(arena, data, of_info[i], text_of(info, of_info[i]));
	value_set(arena, data, "cve", texts_of(arena, value_get(value_get(info, "classification"), "cve-id")));
	value_set(arena, data, "tags", texts_of(arena, value_get(info, "tags")));
	value_set(arena, data, "extracted", texts_of(arena, value_get(line, "extracted-results")));
	return data;
}

enum err foreign_report_nuclei(struct foreign_report *report, struct str line, struct fault *why)
{
	struct observation observation = {.kind = "nuclei.result"};
	struct str host, address;
	struct value *map;
	enum err err;

	if (line.n > LINE_MAX_BYTES)
		return fault_set(why, ERR_TOO_LARGE, "nuclei: a line of more than %zu bytes", LINE_MAX_BYTES);
	err = json_decode(report->arena, line, &map, why);
	if (err)
		return fault_prefix(why, err, "nuclei");
	host = host_of(text_of(map, "host"));
	address = text_of(map, "ip");
	if (map->kind != VALUE_MAP || !text_of(map, "template-id").n || !host.n)
		return fault_set(why, ERR_INVALID, "nuclei: a result has \"template-id\" and \"host\"");
	if (utf8_has_control(host) || memchr(host.p, '\0', host.n) || utf8_has_control(address) ||
	    memchr(address.p, '\0', address.n))
		return fault_set(why, ERR_INVALID, "nuclei: a host with control characters");
	if (!day_parse_instant(text_of(map, "timestamp"), &observation.at_ms))
		return fault_set(why, ERR_INVALID, "nuclei: \"timestamp\" must be a time of RFC 3339");
	observation.target = str_dup(report->arena, host);
	observation.address = str_dup(report->arena, address);
	observation.port = port_of(map);
	observation.data = data_of(report->arena, map);
	foreign_report_add(report, &observation);
	return ERR_OK;
}
