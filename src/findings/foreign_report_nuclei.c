/* SPDX-License-Identifier: Apache-2.0 */
/* nuclei's results (-jsonl, one a line, or -json-export): what a template matched at a host. */
#include <string.h>

#include "base/ascii.h"
#include "calendar/day.h"
#include "codec/json.h"
#include "codec/utf8.h"
#include "findings/foreign_host.h"
#include "findings/foreign_report_priv.h"

#define RESULT_MAX_BYTES ((size_t)4 * 1024 * 1024) /* with the request and the answer, which are left out */

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

/* A port is a text or a number. Without one that can be it is that of the first place that names one. */
static int port_of(struct arena *arena, const struct value *line)
{
	int64_t port = value_get_int(line, "port", 0);

	if (!port && !str_to_i64(text_of(line, "port"), &port))
		port = 0;
	if (port < 0 || port > UINT16_MAX)
		port = 0;
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

/* Texts of a list, or the one that stands in its place. */
static struct value *texts_of(struct arena *arena, const struct value *from)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < value_count(from) && from->kind == VALUE_LIST && i < FOREIGN_LIST_MAX; i++)
		if (value_at(from, i)->kind == VALUE_TEXT)
			value_add(arena, list, value_str(arena, foreign_report_kept(arena, value_at(from, i)->text)));
	if (from && from->kind == VALUE_TEXT)
		value_add(arena, list, value_str(arena, foreign_report_kept(arena, from->text)));
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

static struct str with_case(struct arena *arena, struct str text, char (*letter)(char byte))
{
	char *out = str_dup(arena, text);

	for (size_t i = 0; i < text.n; i++)
		out[i] = letter(out[i]);
	return str_of(out, text.n);
}

/* The CVEs that the template names; one that is named after a CVE tests for it. */
static struct value *cves_of(struct arena *arena, const struct value *line)
{
	const struct value *of = value_get(value_get(line, "info"), "classification");
	struct value *named = names_of(arena, value_get(of, "cve-id")), *list = value_list(arena);
	struct str template = with_case(arena, first_text(line, template_keys, COUNT(template_keys)), ascii_upper);

	for (size_t i = 0; i < named->count; i++)
		value_add(arena, list, value_str(arena, with_case(arena, named->items[i]->text, ascii_upper)));
	if (!list->count && str_starts(template, "CVE-"))
		value_add(arena, list, value_str(arena, foreign_report_cut(template)));
	return list;
}

static struct value *data_of(struct arena *arena, const struct value *line)
{
	const struct value *info = value_get(line, "info");
	struct value *data = value_map(arena);

	foreign_report_set(arena, data, "template", first_text(line, template_keys, COUNT(template_keys)));
	foreign_report_set(arena, data, "type", text_of(line, "type"));
	foreign_report_set(arena, data, "matcher", first_text(line, matcher_keys, COUNT(matcher_keys)));
	foreign_report_set(arena, data, "matched_at",
			   foreign_host_without_user(arena, first_text(line, matched_keys, COUNT(matched_keys))));
	foreign_report_set(arena, data, "name", text_of(info, "name"));
	foreign_report_set(arena, data, "severity", with_case(arena, text_of(info, "severity"), ascii_lower));
	value_set(arena, data, "cve", cves_of(arena, line));
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
		struct str place = str_trim(text_of(result, host_keys[i]));
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

	if (!status || status->kind == VALUE_NULL)
		return true;
	return value_is_truthy(status) &&
	       !(status->kind == VALUE_TEXT && str_eq_ascii_case(status->text, STR("false")));
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

static enum err read_text(struct foreign_report *report, struct str text, struct fault *why)
{
	struct value *result;
	enum err err;

	if (text.n > RESULT_MAX_BYTES)
		return fault_set(why, ERR_TOO_LARGE, "nuclei: a result of more than %zu bytes", RESULT_MAX_BYTES);
	err = json_decode(report->arena, text, &result, why);
	return err ? fault_prefix(why, err, "nuclei") : read_result(report, result, why);
}

static void read_lines(struct foreign_report *report, const char *name, struct str rest)
{
	for (size_t number = 1; rest.n; number++) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct fault why;
		enum err err = line.n ? read_text(report, line, &why) : ERR_OK;

		if (err && fault_prefix(&why, err, "%s:%zu", name, number))
			foreign_report_pass_over(report, &why);
		arena_reset(report->arena);
	}
}

/* An array, or objects over several lines each. */
static void read_objects(struct foreign_report *report, const char *name, struct str text)
{
	struct str rest = text, object;

	for (size_t number = 1; (object = foreign_report_next_object(&rest)).n; number++) {
		struct fault why;
		enum err err = read_text(report, object, &why);

		if (err && fault_prefix(&why, err, "%s: result %zu", name, number))
			foreign_report_pass_over(report, &why);
		arena_reset(report->arena);
	}
	if (rest.n || (str_starts(str_trim(text), "[") && !str_ends(str_trim(text), "]")))
		foreign_report_breaks_off(report, name, text, rest);
}

/* A log line of nuclei begins with "[INF]": no array. */
static bool is_lines(struct str text)
{
	struct str first = str_trim(str_head(text, str_index(text, '\n')));
	struct str inner = str_starts(text, "[") ? str_trim(str_skip(text, 1)) : STR("");

	return !str_is(first, "{") && !str_starts(inner, "{") && !str_starts(inner, "]");
}

/* The memory of a result dies with it: what was taken was used by then. */
void foreign_report_nuclei(struct foreign_report *report, const char *name, struct str text)
{
	struct foreign_report by_result = *report;
	ARENA_SCOPED arena;

	arena_init(&arena);
	by_result.arena = &arena;
	if (is_lines(str_trim(text)))
		read_lines(&by_result, name, text);
	else
		read_objects(&by_result, name, text);
	by_result.arena = report->arena;
	*report = by_result;
}
