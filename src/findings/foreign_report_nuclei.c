/* SPDX-License-Identifier: Apache-2.0 */
/* nuclei's results (-jsonl, one a line, or -json-export): what a template matched at a host. */
#include <string.h>

#include "calendar/day.h"
#include "codec/json.h"
#include "codec/utf8.h"
#include "findings/foreign_host.h"
#include "findings/foreign_report_priv.h"

#define LINE_MAX_BYTES  ((size_t)4 * 1024 * 1024) /* with the request and the answer, which are left out */
#define ARRAY_MAX_BYTES ((size_t)16 * 1024 * 1024)

static struct str text_of(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);

	return value && value->kind == VALUE_TEXT ? value->text : str_of("", 0);
}

/* The first of the keys that holds a text. */
static struct str first_text(const struct value *map, const char *const *keys, size_t count)
{
	struct str text = STR("");

	for (size_t i = 0; i < count && !text.n; i++)
		text = text_of(map, keys[i]);
	return text;
}

/* Until 2.5 its keys were written together. */
static const char *const template_keys[] = {"template-id", "templateID"};
static const char *const matched_keys[] = {"matched-at", "matched"};
static const char *const matcher_keys[] = {"matcher-name", "matcher_name"};
static const char *const host_keys[] = {"host", "url", "matched-at", "matched"};

/* A port is a text or a number. Without one it is that of the first place that names one. */
static int port_of(struct arena *arena, const struct value *line)
{
	int64_t port = value_get_int(line, "port", 0);

	if (!port && !str_to_i64(text_of(line, "port"), &port))
		port = 0;
	if (value_get(line, "port"))
		return port > 0 && port <= UINT16_MAX ? (int)port : 0;
	for (size_t i = 0; i < COUNT(host_keys) && !port; i++)
		port = foreign_host_read(arena, text_of(line, host_keys[i])).port;
	return (int)port;
}

/* One text may hold several, "cve,cve2021" (before 2.4). */
static void add_texts(struct arena *arena, struct value *list, struct str text)
{
	while (text.n && list->count < FOREIGN_LIST_MAX) {
		struct str one = str_trim(str_cut(&text, ','));
		if (one.n)
			value_add(arena, list, value_str(arena, foreign_report_cut(one)));
	}
}

/* Names of a list, or of the one text that stands in its place. */
static struct value *names_of(struct arena *arena, const struct value *from)
{
	struct value *list = value_list(arena);

	if (from && from->kind == VALUE_TEXT)
		add_texts(arena, list, from->text);
	for (size_t i = 0; i < value_count(from) && from->kind == VALUE_LIST; i++)
		if (value_at(from, i)->kind == VALUE_TEXT)
			add_texts(arena, list, value_at(from, i)->text);
	return list;
}

static struct value *texts_of(struct arena *arena, const struct value *from)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < value_count(from) && from->kind == VALUE_LIST && i < FOREIGN_LIST_MAX; i++)
		if (value_at(from, i)->kind == VALUE_TEXT)
			value_add(arena, list, value_str(arena, foreign_report_cut(value_at(from, i)->text)));
	return list;
}

/* The first of a list, or the one text that stands in its place. */
static struct str first_reference(const struct value *info)
{
	const struct value *reference = value_get(info, "reference");

	if (reference && reference->kind == VALUE_LIST)
		reference = value_at(reference, 0);
	return reference && reference->kind == VALUE_TEXT ? str_trim(reference->text) : STR("");
}

static struct value *data_of(struct arena *arena, const struct value *line)
{
	static const char *const of_info[] = {"name", "severity"};
	const struct value *info = value_get(line, "info");
	struct value *data = value_map(arena);

	foreign_report_set(arena, data, "template", first_text(line, template_keys, COUNT(template_keys)));
	foreign_report_set(arena, data, "type", text_of(line, "type"));
	foreign_report_set(arena, data, "matcher", first_text(line, matcher_keys, COUNT(matcher_keys)));
	foreign_report_set(arena, data, "matched_at",
			   foreign_host_without_user(arena, first_text(line, matched_keys, COUNT(matched_keys))));
	for (size_t i = 0; i < COUNT(of_info); i++)
		foreign_report_set(arena, data, of_info[i], text_of(info, of_info[i]));
	value_set(arena, data, "cve", names_of(arena, value_get(value_get(info, "classification"), "cve-id")));
	value_set(arena, data, "tags", names_of(arena, value_get(info, "tags")));
	foreign_report_set(arena, data, "reference", first_reference(info));
	value_set(arena, data, "extracted", texts_of(arena, value_get(line, "extracted-results")));
	return data;
}

static bool has_control(struct str text)
{
	return utf8_has_control(text) || (text.n && memchr(text.p, '\0', text.n));
}

static const char *host_of(struct arena *arena, const struct value *result)
{
	const char *host = "";

	for (size_t i = 0; i < COUNT(host_keys) && !*host; i++) {
		struct str place = text_of(result, host_keys[i]);
		if (has_control(place))
			return "";
		host = foreign_host_read(arena, place).host;
	}
	return host;
}

/* With -matcher-status it writes too what did not match. */
static bool is_match(const struct value *result)
{
	const struct value *status = value_get(result, "matcher-status");

	return !status || value_is_truthy(status);
}

static enum err read_result(struct foreign_report *report, const struct value *result, struct fault *why)
{
	struct observation observation = {.kind = "nuclei.result"};
	struct str address = text_of(result, "ip");

	if (!is_match(result))
		return ERR_OK;
	observation.target = host_of(report->arena, result);
	if (result->kind != VALUE_MAP || !first_text(result, template_keys, COUNT(template_keys)).n ||
	    !*observation.target || has_control(address))
		return fault_set(why, ERR_INVALID, "nuclei: a result has \"template-id\" and \"host\"");
	if (!day_parse_instant(text_of(result, "timestamp"), &observation.at_ms))
		return fault_set(why, ERR_INVALID, "nuclei: \"timestamp\" must be a time of RFC 3339");
	observation.address = str_dup(report->arena, address);
	observation.port = port_of(report->arena, result);
	observation.data = data_of(report->arena, result);
	foreign_report_add(report, &observation);
	return ERR_OK;
}

static enum err read_line(struct foreign_report *report, struct str line, struct fault *why)
{
	struct value *result;
	enum err err;

	if (line.n > LINE_MAX_BYTES)
		return fault_set(why, ERR_TOO_LARGE, "nuclei: a line of more than %zu bytes", LINE_MAX_BYTES);
	err = json_decode(report->arena, line, &result, why);
	return err ? fault_prefix(why, err, "nuclei") : read_result(report, result, why);
}

/* A line's memory dies with it: what was taken was used by then. */
static void read_lines(struct foreign_report *report, const char *name, struct str rest)
{
	struct foreign_report of_line = *report;
	ARENA_SCOPED arena;

	arena_init(&arena);
	of_line.arena = &arena;
	for (size_t number = 1; rest.n; number++) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct fault why;
		enum err err = line.n ? read_line(&of_line, line, &why) : ERR_OK;

		if (err && fault_prefix(&why, err, "%s:%zu", name, number))
			foreign_report_pass_over(&of_line, &why);
		arena_reset(&arena);
	}
	of_line.arena = report->arena;
	*report = of_line;
}

static enum err read_array(struct foreign_report *report, const char *name, struct str text, struct fault *why)
{
	struct value *results;
	enum err err;

	if (text.n > ARRAY_MAX_BYTES)
		return fault_set(why, ERR_TOO_LARGE,
				 "%s: an array of more than %zu bytes; let nuclei write -jsonl, which has no bound",
				 name, ARRAY_MAX_BYTES);
	err = json_decode(report->arena, text, &results, why);
	if (err)
		return fault_prefix(why, err, "%s", name);
	for (size_t i = 0; i < value_count(results); i++) {
		struct fault fault;
		err = read_result(report, value_at(results, i), &fault);
		if (err && fault_prefix(&fault, err, "%s: result %zu", name, i + 1))
			foreign_report_pass_over(report, &fault);
	}
	return ERR_OK;
}

enum err foreign_report_nuclei(struct foreign_report *report, const char *name, struct str text, struct fault *why)
{
	if (str_starts(str_trim(text), "["))
		return read_array(report, name, text, why);
	read_lines(report, name, text);
	return ERR_OK;
}
